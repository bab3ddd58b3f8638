package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minio.DeleteObjectTagsArgs;
import io.minio.GetBucketTagsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectTagsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.SetBucketTagsArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectTagsArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions and tags through the MinIO SDK for Java with its defaults. */
@ProcessTest
final class MinioVersionsTest {
  @RegisterExtension final Servers servers = new Servers();

  private MinioClient client;

  @BeforeAll
  void startServer() {
    Endpoint endpoint = servers.start().endpoint();
    client =
        MinioClient.builder()
            .endpoint(endpoint.url())
            .credentials(endpoint.accessKeyId(), endpoint.secretAccessKey())
            .build();
  }

  @AfterAll
  void closeClient() throws Exception {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void versionsAreListedReadAndRemoved() throws Exception {
    keepVersions("minio-versions");
    String first = put("minio-versions", "k", "one", Map.of());
    String second = put("minio-versions", "k", "two", Map.of());
    client.removeObject(RemoveObjectArgs.builder().bucket("minio-versions").object("k").build());
    assertThatExceptionOfType(ErrorResponseException.class)
        .isThrownBy(() -> read("minio-versions", null))
        .satisfies(e -> assertThat(e.errorResponse().code()).isEqualTo("NoSuchKey"));
    assertThat(read("minio-versions", first)).isEqualTo("one");
    assertThat(read("minio-versions", second)).isEqualTo("two");

    List<Item> listed = versions("minio-versions");
    assertThat(listed)
        .filteredOn(item -> !item.isDeleteMarker())
        .extracting(Item::versionId)
        .containsExactly(second, first);
    assertThat(listed).filteredOn(Item::isDeleteMarker).singleElement().matches(Item::isLatest);
    assertThat(listed).filteredOn(Item::isLatest).hasSize(1);

    List<DeleteRequest.Object> all =
        listed.stream()
            .map(item -> new DeleteRequest.Object(item.objectName(), item.versionId()))
            .toList();
    assertThat(
            client.removeObjects(
                RemoveObjectsArgs.builder().bucket("minio-versions").objects(all).build()))
        .isEmpty();
    assertThat(versions("minio-versions")).isEmpty();
    client.removeBucket(RemoveBucketArgs.builder().bucket("minio-versions").build());
  }

  @Test
  void versionsAreKeptUntilThatIsSuspended() throws Exception {
    keepVersions("minio-suspended");
    String first = put("minio-suspended", "k", "one", Map.of());
    setVersioning("minio-suspended", VersioningConfiguration.Status.SUSPENDED);
    put("minio-suspended", "k", "two", Map.of());
    put("minio-suspended", "k", "three", Map.of());
    assertThat(versions("minio-suspended"))
        .extracting(Item::versionId)
        .containsExactly("null", first);
    assertThat(read("minio-suspended", null)).isEqualTo("three");
  }

  @Test
  void tagsOfObjectsAndBucketsAreKept() throws Exception {
    keepVersions("minio-tags");
    String first = put("minio-tags", "k", "one", Map.of("colour", "blue", "a b", "c+d"));
    String second = put("minio-tags", "k", "two", Map.of());
    assertThat(tags(first)).isEqualTo(Map.of("colour", "blue", "a b", "c+d"));
    assertThat(tags(second)).isEmpty();
    client.setObjectTags(
        SetObjectTagsArgs.builder()
            .bucket("minio-tags")
            .object("k")
            .tags(Map.of("x", "y"))
            .build());
    assertThat(tags(second)).isEqualTo(Map.of("x", "y"));
    client.deleteObjectTags(
        DeleteObjectTagsArgs.builder().bucket("minio-tags").object("k").versionId(first).build());
    assertThat(tags(first)).isEmpty();
    client.setBucketTags(
        SetBucketTagsArgs.builder().bucket("minio-tags").tags(Map.of("team", "ü")).build());
    assertThat(client.getBucketTags(GetBucketTagsArgs.builder().bucket("minio-tags").build()).get())
        .isEqualTo(Map.of("team", "ü"));
  }

  private void keepVersions(String bucket) throws MinioException {
    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    setVersioning(bucket, VersioningConfiguration.Status.ENABLED);
  }

  private void setVersioning(String bucket, VersioningConfiguration.Status status)
      throws MinioException {
    client.setBucketVersioning(
        SetBucketVersioningArgs.builder()
            .bucket(bucket)
            .config(new VersioningConfiguration(status, null, null, null))
            .build());
    assertThat(
            client
                .getBucketVersioning(GetBucketVersioningArgs.builder().bucket(bucket).build())
                .status())
        .isEqualTo(status);
  }

  private String put(String bucket, String key, String body, Map<String, String> tags)
      throws MinioException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return client
        .putObject(
            PutObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .data(bytes, bytes.length)
                .tags(tags)
                .build())
        .versionId();
  }

  /** The object's text, of that version or of the newest. */
  private String read(String bucket, String version) throws Exception {
    try (InputStream in =
        client.getObject(
            GetObjectArgs.builder().bucket(bucket).object("k").versionId(version).build())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, String> tags(String version) throws MinioException {
    return client
        .getObjectTags(
            GetObjectTagsArgs.builder().bucket("minio-tags").object("k").versionId(version).build())
        .get();
  }

  private List<Item> versions(String bucket) throws MinioException {
    List<Item> items = new ArrayList<>();
    ListObjectsArgs list =
        ListObjectsArgs.builder().bucket(bucket).includeVersions(true).maxKeys(2).build();
    for (Result<Item> item : client.listObjects(list)) {
      items.add(item.get());
    }
    return items;
  }
}
