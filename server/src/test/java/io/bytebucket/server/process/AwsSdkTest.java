package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java 2 with its defaults, so with checksums in trailers. */
@ProcessTest
final class AwsSdkTest {
  @RegisterExtension final Servers servers = new Servers();

  private AwsClients clients;
  private S3Client client;

  @BeforeAll
  void startServer() {
    clients = new AwsClients(servers.start().endpoint());
    client = clients.blocking();
  }

  @AfterAll
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void objectKeepsItsBytesAndItsMetadata() {
    client.createBucket(b -> b.bucket("sdk-objects"));
    byte[] body = new GeneratedBytes(7, 3_000_000).toArray();
    String eTag =
        client
            .putObject(
                b ->
                    b.bucket("sdk-objects")
                        .key("a/key with ü & +")
                        .contentType("text/plain")
                        .metadata(Map.of("colour", "blue")),
                RequestBody.fromBytes(body))
            .eTag();
    ResponseBytes<GetObjectResponse> got =
        client.getObjectAsBytes(b -> b.bucket("sdk-objects").key("a/key with ü & +"));
    assertThat(got.asByteArray()).isEqualTo(body);
    assertThat(got.response().eTag()).isEqualTo(eTag);
    assertThat(got.response().contentType()).isEqualTo("text/plain");
    assertThat(got.response().metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(client.headObject(b -> b.bucket("sdk-objects").key("a/key with ü & +")))
        .satisfies(head -> assertThat(head.contentLength()).isEqualTo(body.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "a//b", "//", "a/../b", "a///"})
  void slashesInARowArePartOfTheKey(String key) {
    client.createBucket(b -> b.bucket("sdk-slashes"));
    client.putObject(b -> b.bucket("sdk-slashes").key(key), RequestBody.fromString("of " + key));
    assertThat(client.getObjectAsBytes(b -> b.bucket("sdk-slashes").key(key)).asUtf8String())
        .isEqualTo("of " + key);
    assertThat(client.listObjectsV2(b -> b.bucket("sdk-slashes").prefix(key)).contents())
        .extracting(S3Object::key)
        .contains(key);
  }

  @Test
  void largeFileIsMovedUnchanged() throws IOException {
    client.createBucket(b -> b.bucket("sdk-large"));
    Path sent = BigFile.create(servers.directory().resolve("sdk-sent"));
    Path received = servers.directory().resolve("sdk-received");
    client.putObject(b -> b.bucket("sdk-large").key("large"), sent);
    client.getObject(b -> b.bucket("sdk-large").key("large"), received);
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    Files.delete(sent);
    Files.delete(received);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
  void checksumIsVerifiedKeptAndReturned(ChecksumAlgorithm algorithm) {
    String bucket = "sdk-sums-" + algorithm.toString().toLowerCase(Locale.ROOT);
    client.createBucket(b -> b.bucket(bucket));
    byte[] body = new GeneratedBytes(8, 200_000).toArray();
    var put =
        client.putObject(
            b -> b.bucket(bucket).key("summed").checksumAlgorithm(algorithm),
            RequestBody.fromBytes(body));
    var got =
        client.getObjectAsBytes(
            b -> b.bucket(bucket).key("summed").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asByteArray()).isEqualTo(body);
    String field = "Checksum" + algorithm;
    assertThat(got.response().getValueForField(field, String.class))
        .isPresent()
        .isEqualTo(put.getValueForField(field, String.class));
  }

  @Test
  void paginatorGivesEveryKeyOnceInOrder() {
    client.createBucket(b -> b.bucket("sdk-pages"));
    List<String> keys = IntStream.range(0, 57).mapToObj("key-%03d"::formatted).toList();
    for (String key : keys) {
      client.putObject(b -> b.bucket("sdk-pages").key(key), RequestBody.fromString(key));
    }
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket("sdk-pages").maxKeys(10).build();
    assertThat(client.listObjectsV2Paginator(request).contents().stream().map(S3Object::key))
        .containsExactlyElementsOf(keys);
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    DeleteObjectsResponse deleted =
        client.deleteObjects(b -> b.bucket("sdk-pages").delete(d -> d.objects(all)));
    assertThat(deleted.deleted().stream().map(DeletedObject::key)).containsExactlyElementsOf(keys);
    assertThat(deleted.errors()).isEmpty();
    assertThat(client.listObjectsV2(request).keyCount()).isZero();
    client.deleteBucket(b -> b.bucket("sdk-pages"));
  }

  @Test
  void presignedAddressServesWithoutCredentials() throws IOException {
    client.createBucket(b -> b.bucket("sdk-presigned"));
    client.putObject(
        b -> b.bucket("sdk-presigned").key("a b+c"), RequestBody.fromString("for all"));
    try (S3Presigner presigner = clients.presigner()) {
      var address =
          presigner
              .presignGetObject(b ->
                  b.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(g -> g.bucket("sdk-presigned").key("a b+c")))
              .url();
      try (InputStream in = address.openStream()) {
        assertThat(in.readAllBytes()).asString().isEqualTo("for all");
      }
    }
  }

  @Test
  void presignedAddressTakesABodyWithoutCredentials() throws Exception {
    client.createBucket(b -> b.bucket("sdk-given"));
    byte[] body = new GeneratedBytes(13, 300_000).toArray();
    try (S3Presigner presigner = clients.presigner();
        HttpClient http = HttpClient.newHttpClient()) {
      var signed =
          presigner.presignPutObject(b ->
              b.signatureDuration(Duration.ofMinutes(5))
                  .putObjectRequest(
                      p -> p.bucket("sdk-given").key("given").contentType("text/x-given")));
      HttpRequest put =
          HttpRequest.newBuilder(signed.url().toURI())
              .header("Content-Type", "text/x-given")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      HttpRequest other =
          HttpRequest.newBuilder(signed.url().toURI())
              .header("Content-Type", "text/x-other")
              .PUT(HttpRequest.BodyPublishers.ofString("not what was signed"))
              .build();
      assertThat(http.send(other, HttpResponse.BodyHandlers.ofString()))
          .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(403))
          .satisfies(refused -> assertThat(refused.body()).contains("SignatureDoesNotMatch"));
    }
    var got = client.getObjectAsBytes(b -> b.bucket("sdk-given").key("given"));
    assertThat(got.asByteArray()).isEqualTo(body);
    assertThat(got.response().contentType()).isEqualTo("text/x-given");
  }

  @Test
  void failuresArriveAsTheirOwnTypes() {
    client.createBucket(b -> b.bucket("sdk-errors"));
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> client.getObjectAsBytes(b -> b.bucket("sdk-errors").key("none")));
    client.putObject(
        b -> b.bucket("sdk-errors").key("one").ifNoneMatch("*"), RequestBody.fromString("1"));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() ->
            client.putObject(
                b -> b.bucket("sdk-errors").key("one").ifNoneMatch("*"),
                RequestBody.fromString("2")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
  }
}
