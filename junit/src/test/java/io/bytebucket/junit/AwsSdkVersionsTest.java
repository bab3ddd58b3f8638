package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Versions, tags and conditions of writing, through the AWS SDK for Java 2 with its defaults. */
final class AwsSdkVersionsTest {
  @RegisterExtension
  static final ByteBucketExtension S3 = ByteBucketExtension.of(EmbeddedServer.of());

  private final S3Client client = Clients.of(S3.server());

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void everyVersionIsReadListedAndDeletedByItsId() {
    keepVersions("java-versions");
    String first = put("java-versions", "one", b -> {});
    String second = put("java-versions", "two", b -> {});
    String marker = client.deleteObject(b -> b.bucket("java-versions").key("k")).versionId();
    assertThat(List.of(first, second, marker)).doesNotHaveDuplicates();

    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> get("java-versions", b -> {}));
    assertThat(get("java-versions", b -> b.versionId(first))).isEqualTo("one");
    assertThat(get("java-versions", b -> b.versionId(second))).isEqualTo("two");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> get("java-versions", b -> b.versionId(marker)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(405));
    var listed = client.listObjectVersionsPaginator(b -> b.bucket("java-versions").maxKeys(1));
    assertThat(listed.versions().stream().map(ObjectVersion::versionId))
        .containsExactly(second, first);
    assertThat(listed.deleteMarkers().stream().map(DeleteMarkerEntry::versionId))
        .containsExactly(marker);

    delete("java-versions", b -> b.versionId(marker));
    assertThat(get("java-versions", b -> {})).isEqualTo("two");
    delete("java-versions", b -> b.versionId(second));
    assertThat(get("java-versions", b -> {})).isEqualTo("one");
    delete("java-versions", b -> b.versionId(first));
    assertThat(client.listObjectVersions(b -> b.bucket("java-versions")).versions()).isEmpty();
    client.deleteBucket(b -> b.bucket("java-versions"));
  }

  @Test
  void copyOfAnOldVersionBringsItBack() {
    keepVersions("java-restored");
    String first = put("java-restored", "as it was", b -> b.contentType("text/x-old"));
    put("java-restored", "as it is", b -> {});
    var copy =
        client.copyObject(b ->
            b.sourceBucket("java-restored")
                .sourceKey("k")
                .sourceVersionId(first)
                .destinationBucket("java-restored")
                .destinationKey("k"));
    assertThat(copy.copySourceVersionId()).isEqualTo(first);
    assertThat(get("java-restored", b -> {})).isEqualTo("as it was");
    assertThat(client.headObject(b -> b.bucket("java-restored").key("k")))
        .satisfies(head -> assertThat(head.versionId()).isEqualTo(copy.versionId()))
        .satisfies(head -> assertThat(head.contentType()).isEqualTo("text/x-old"));
  }

  @Test
  void tagsStayWithTheirVersion() {
    keepVersions("java-tags");
    String first = put("java-tags", "one", b -> b.tagging("colour=blue&a%20b=%C3%BC%2B"));
    String second = put("java-tags", "two", b -> {});
    assertThat(tags("java-tags", first)).containsExactlyInAnyOrder(tag("colour", "blue"), odd());
    assertThat(tags("java-tags", second)).isEmpty();
    client.putObjectTagging(
        b -> b.bucket("java-tags").key("k").tagging(t -> t.tagSet(odd(), tag("new", ""))));
    assertThat(tags("java-tags", second)).containsExactlyInAnyOrder(odd(), tag("new", ""));
    client.deleteObjectTagging(b -> b.bucket("java-tags").key("k").versionId(first));
    assertThat(tags("java-tags", first)).isEmpty();
    assertThat(tags("java-tags", second)).hasSize(2);
  }

  @Test
  void conditionsOfWritingHold() {
    client.createBucket(b -> b.bucket("java-conditions"));
    put("java-conditions", "one", b -> b.ifNoneMatch("*"));
    assertRefused(412, () -> put("java-conditions", "two", b -> b.ifNoneMatch("*")));
    String eTag = client.headObject(b -> b.bucket("java-conditions").key("k")).eTag();
    put("java-conditions", "three", b -> b.ifMatch(eTag));
    assertRefused(412, () -> put("java-conditions", "four", b -> b.ifMatch(eTag)));
    assertRefused(412, () -> delete("java-conditions", b -> b.ifMatch(eTag)));
    assertThat(get("java-conditions", b -> {})).isEqualTo("three");
    String other = client.headObject(b -> b.bucket("java-conditions").key("k")).eTag();
    delete("java-conditions", b -> b.ifMatch(other));
    assertRefused(404, () -> put("java-conditions", "five", b -> b.ifMatch(other)));
  }

  private void keepVersions(String bucket) {
    client.createBucket(b -> b.bucket(bucket));
    client.putBucketVersioning(b ->
        b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    assertThat(client.getBucketVersioning(b -> b.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  private String put(String bucket, String body, Consumer<PutObjectRequest.Builder> more) {
    return client
        .putObject(b -> more.accept(b.bucket(bucket).key("k")), RequestBody.fromString(body))
        .versionId();
  }

  private String get(String bucket, Consumer<GetObjectRequest.Builder> more) {
    return client.getObjectAsBytes(b -> more.accept(b.bucket(bucket).key("k"))).asUtf8String();
  }

  private void delete(String bucket, Consumer<DeleteObjectRequest.Builder> more) {
    client.deleteObject(b -> more.accept(b.bucket(bucket).key("k")));
  }

  private List<Tag> tags(String bucket, String version) {
    return client.getObjectTagging(b -> b.bucket(bucket).key("k").versionId(version)).tagSet();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static Tag odd() {
    return tag("a b", "ü+");
  }

  private static void assertRefused(int status, Runnable write) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(write::run)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status));
  }
}
