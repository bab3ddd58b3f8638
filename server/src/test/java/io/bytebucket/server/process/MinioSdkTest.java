package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minio.BucketExistsArgs;
import io.minio.ComposeObjectArgs;
import io.minio.CopyObjectArgs;
import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PostPolicy;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The MinIO SDK for Java with its defaults. */
@ProcessTest
final class MinioSdkTest {
  private static final long PART_BYTES = 5 << 20;

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private MinioClient client;

  @BeforeAll
  void startServer() {
    endpoint = servers.start().endpoint();
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
  void largeFileIsMovedInPartsUnchanged() throws Exception {
    makeBucket("minio-files");
    Path sent = BigFile.create(servers.directory().resolve("minio-sent"));
    Path received = servers.directory().resolve("minio-received");
    ObjectWriteResponse uploaded =
        client.uploadObject(
            UploadObjectArgs.builder()
                .bucket("minio-files")
                .object("a/large file")
                .filename(sent.toString(), PART_BYTES)
                .contentType("text/x-large")
                .userMetadata(Map.of("colour", "blue"))
                .build());
    StatObjectResponse stat = stat("minio-files", "a/large file");
    assertThat(stat.etag()).endsWith("-" + Math.ceilDiv(Files.size(sent), PART_BYTES));
    // This client leaves on the quotes that stand in a document, and takes off those of a header.
    assertThat(uploaded.etag()).isEqualTo('"' + stat.etag() + '"');
    assertThat(stat.size()).isEqualTo(Files.size(sent));
    assertThat(stat.contentType()).isEqualTo("text/x-large");
    assertThat(stat.userMetadata().get("colour")).containsExactly("blue");
    client.downloadObject(
        DownloadObjectArgs.builder()
            .bucket("minio-files")
            .object("a/large file")
            .filename(received.toString())
            .build());
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    Files.delete(sent);
    Files.delete(received);
  }

  @Test
  void streamOfUnknownLengthIsSentInPartsAndARangeReadBack() throws Exception {
    makeBucket("minio-streams");
    byte[] bytes = new GeneratedBytes(14, 12_000_000).toArray();
    client.putObject(
        PutObjectArgs.builder().bucket("minio-streams").object("stream").stream(
                new ByteArrayInputStream(bytes), -1L, PART_BYTES)
            .build());
    assertThat(stat("minio-streams", "stream").etag()).endsWith("-3");
    assertThat(read("minio-streams", "stream")).isEqualTo(bytes);
    try (InputStream range =
        client.getObject(
            GetObjectArgs.builder()
                .bucket("minio-streams")
                .object("stream")
                .offset(PART_BYTES - 10)
                .length(20L)
                .build())) {
      assertThat(range.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, (5 << 20) - 10, (5 << 20) + 10));
    }
  }

  @Test
  void objectsAreComposedOfOthersAndCopied() throws Exception {
    makeBucket("minio-composed");
    byte[] first = new GeneratedBytes(15, PART_BYTES).toArray();
    byte[] second = new GeneratedBytes(16, PART_BYTES + 1).toArray();
    put("minio-composed", "first", first);
    put("minio-composed", "sec ond", second);
    // A list that can be changed: this client writes into it.
    List<SourceObject> sources = new ArrayList<>();
    sources.add(SourceObject.builder().bucket("minio-composed").object("first").build());
    sources.add(
        SourceObject.builder()
            .bucket("minio-composed")
            .object("sec ond")
            .offset(1L)
            .length(1000L)
            .build());
    client.composeObject(
        ComposeObjectArgs.builder()
            .bucket("minio-composed")
            .object("both")
            .sources(sources)
            .build());
    byte[] both = Arrays.copyOf(first, first.length + 1000);
    System.arraycopy(second, 1, both, first.length, 1000);
    assertThat(read("minio-composed", "both")).isEqualTo(both);
    client.copyObject(
        CopyObjectArgs.builder()
            .bucket("minio-composed")
            .object("copy")
            .source(SourceObject.builder().bucket("minio-composed").object("both").build())
            .build());
    assertThat(read("minio-composed", "copy")).isEqualTo(both);
    assertThat(stat("minio-composed", "copy").etag())
        .isEqualTo(stat("minio-composed", "both").etag());
  }

  @Test
  void listsAreCompleteFoldAndEmptyTheBucket() throws Exception {
    makeBucket("minio-lists");
    List<String> keys = IntStream.range(0, 25).mapToObj("a/b %02d+ü"::formatted).toList();
    for (String key : keys) {
      put("minio-lists", key, new byte[] {1});
    }
    put("minio-lists", "z", new byte[] {1});
    ListObjectsArgs.Builder all =
        ListObjectsArgs.builder().bucket("minio-lists").recursive(true).maxKeys(10);
    assertThat(names(all.build())).startsWith("a/b 00+ü").hasSize(26).endsWith("z");
    assertThat(names(all.useApiVersion1(true).build())).containsAll(keys).hasSize(26);
    assertThat(names(ListObjectsArgs.builder().bucket("minio-lists").build()))
        .containsExactlyInAnyOrder("a/", "z");
    List<DeleteRequest.Object> doomed =
        names(all.build()).stream().map(DeleteRequest.Object::new).toList();
    assertThat(
            client.removeObjects(
                RemoveObjectsArgs.builder().bucket("minio-lists").objects(doomed).build()))
        .isEmpty();
    assertThat(names(all.build())).isEmpty();
    client.removeBucket(RemoveBucketArgs.builder().bucket("minio-lists").build());
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("minio-lists").build()))
        .isFalse();
  }

  @Test
  void presignedAddressesTakeAndServeABody() throws Exception {
    Requirement.programs("curl");
    makeBucket("minio-presigned");
    Path file = Files.writeString(servers.directory().resolve("minio-given"), "given with a link");
    String put = presigned(Http.Method.PUT, "a b+c");
    Command.of("curl", "--silent", "--show-error", "--fail", "--upload-file", file.toString(), put)
        .succeed();
    String get = presigned(Http.Method.GET, "a b+c");
    assertThat(Command.of("curl", "--silent", "--show-error", "--fail", get).succeed())
        .isEqualTo("given with a link");
    assertThat(Command.of("curl", "--silent", get + "0").succeed())
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void presignedFormTakesWhatItsPolicyAllows() throws Exception {
    Requirement.programs("curl");
    makeBucket("minio-forms");
    PostPolicy policy =
        new PostPolicy("minio-forms", ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
    policy.addEqualsCondition("key", "from a form");
    policy.addStartsWithCondition("Content-Type", "text/");
    policy.addContentLengthRangeCondition(1, 20);
    Map<String, String> fields = client.getPresignedPostFormData(policy);
    Path file = Files.writeString(servers.directory().resolve("minio-form"), "sent by a form");
    Path large = Files.writeString(servers.directory().resolve("minio-long"), "x".repeat(21));
    assertThat(post(fields, "from a form", "text/plain", file)).isEqualTo("204");
    assertThat(read("minio-forms", "from a form")).asString().isEqualTo("sent by a form");
    assertThat(stat("minio-forms", "from a form").contentType()).isEqualTo("text/plain");
    assertThat(post(fields, "another", "text/plain", file)).isEqualTo("403");
    assertThat(post(fields, "from a form", "image/png", file)).isEqualTo("403");
    assertThat(post(fields, "from a form", "text/plain", large)).isEqualTo("400");
    assertThat(read("minio-forms", "from a form")).asString().isEqualTo("sent by a form");
  }

  @Test
  void failuresHaveTheirNames() throws Exception {
    makeBucket("minio-errors");
    assertThatExceptionOfType(ErrorResponseException.class)
        .isThrownBy(() -> stat("minio-errors", "none"))
        .satisfies(e -> assertThat(e.errorResponse().code()).isEqualTo("NoSuchKey"));
    assertThatExceptionOfType(ErrorResponseException.class)
        .isThrownBy(
            () -> client.removeBucket(RemoveBucketArgs.builder().bucket("minio-none").build()))
        .satisfies(e -> assertThat(e.errorResponse().code()).isEqualTo("NoSuchBucket"));
  }

  private void makeBucket(String bucket) throws MinioException {
    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
  }

  private void put(String bucket, String key, byte[] bytes) throws MinioException {
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).data(bytes, bytes.length).build());
  }

  private byte[] read(String bucket, String key) throws MinioException, IOException {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      return in.readAllBytes();
    }
  }

  private StatObjectResponse stat(String bucket, String key) throws MinioException {
    return client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build());
  }

  private List<String> names(ListObjectsArgs list) throws MinioException {
    List<String> names = new ArrayList<>();
    for (Result<Item> item : client.listObjects(list)) {
      names.add(item.get().objectName());
    }
    return names;
  }

  private String presigned(Http.Method method, String key) throws MinioException {
    return client.getPresignedObjectUrl(
        GetPresignedObjectUrlArgs.builder()
            .method(method)
            .bucket("minio-presigned")
            .object(key)
            .expiry(5, TimeUnit.MINUTES)
            .build());
  }

  /** Sends the form as a page would, and returns the status. */
  private String post(Map<String, String> signed, String key, String contentType, Path file) {
    List<String> words =
        new ArrayList<>(List.of("curl", "--silent", "--show-error", "--output", "/dev/null"));
    words.addAll(List.of("--write-out", "%{http_code}"));
    signed.forEach((name, value) -> words.addAll(List.of("--form-string", name + "=" + value)));
    words.addAll(List.of("--form-string", "key=" + key));
    words.addAll(List.of("--form-string", "Content-Type=" + contentType));
    words.addAll(List.of("--form", "file=@" + file, endpoint.url() + "/minio-forms"));
    return new Command(words, Map.of()).succeed();
  }
}
