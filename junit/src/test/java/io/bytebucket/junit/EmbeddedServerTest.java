package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The plain class, with the client that most programs have. */
class EmbeddedServerTest {
  private static ServerSpec spec(boolean isInMemory) {
    ServerSpec spec = EmbeddedServer.of().bucket("photos");
    return isInMemory ? spec : spec.inTemporaryDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientFindsABucketAndKeepsWhatItPuts(boolean isInMemory) {
    try (EmbeddedServer server = spec(isInMemory).start();
        S3Client client = Clients.of(server)) {
      client.putObject(
          request -> request.bucket("photos").key("a/b"), RequestBody.fromString("hello"));

      assertThat(
              client
                  .getObjectAsBytes(request -> request.bucket("photos").key("a/b"))
                  .asUtf8String())
          .isEqualTo("hello");
      assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void signaturesAreChecked() {
    try (EmbeddedServer server = spec(true).start();
        S3Client liar =
            S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                    Clients.credentials(server.accessKeyId(), "a-secret-that-is-another"))
                .build()) {
      assertThatThrownBy(() -> liar.listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResetLeavesNothingButTheBucketsThatWereAskedFor(boolean isInMemory) {
    try (EmbeddedServer server = spec(isInMemory).start();
        S3Client client = Clients.of(server)) {
      client.createBucket(request -> request.bucket("other"));
      client.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("x"));
      server.faults().add(Fault.slowDown().always());
      server.time().advance(Duration.ofDays(1));
      int port = server.endpoint().getPort();

      server.reset();

      assertThat(client.listBuckets().buckets()).extracting(Bucket::name).containsExactly("photos");
      assertThat(client.listObjectsV2(request -> request.bucket("photos")).contents()).isEmpty();
      assertThat(server.endpoint().getPort()).isEqualTo(port);
      assertThat(Duration.between(server.time().instant(), server.signatureTime().instant()).abs())
          .isLessThan(Duration.ofHours(1));
    }
  }

  @Test
  void severalServersShareNothing() {
    try (EmbeddedServer one = spec(true).start();
        EmbeddedServer other = EmbeddedServer.of().region("eu-west-1").start();
        S3Client client = Clients.of(one);
        S3Client stranger = Clients.of(other)) {
      client.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("x"));

      assertThat(stranger.listBuckets().buckets()).isEmpty();
      assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
    }
  }

  @Test
  void objectsHaveTheTimeOfTheStoreWhileClientsSignWithThatOfTheMachine() {
    try (EmbeddedServer server = spec(true).start();
        S3Client client = Clients.of(server)) {
      server.time().set(Instant.parse("2031-05-06T07:08:09Z"));
      server.time().stop();
      client.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("x"));

      assertThat(client.headObject(request -> request.bucket("photos").key("a")).lastModified())
          .isEqualTo(Instant.parse("2031-05-06T07:08:09Z"));
    }
  }

  @Test
  void aSignatureIsTooOldWhenTheClockForThemSaysSo() {
    try (EmbeddedServer server = spec(true).start();
        S3Client client = Clients.thatNeverRetries(server)) {
      server.signatureTime().advance(Duration.ofMinutes(20));

      assertThatThrownBy(() -> client.listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("RequestTimeTooSkewed"));
    }
  }

  @Test
  void uploadsThatExpiredAreGoneAfterAnUpkeep() {
    try (EmbeddedServer server = spec(true).setting("MULTIPART_EXPIRY", "7").start();
        S3Client client = Clients.of(server)) {
      client.createMultipartUpload(request -> request.bucket("photos").key("a"));
      server.time().advance(Duration.ofDays(8));

      server.upkeep();

      assertThat(client.listMultipartUploads(request -> request.bucket("photos")).uploads())
          .isEmpty();
    }
  }

  @Test
  void aClosedServerIsGoneAndAWrongSettingIsSaid() {
    EmbeddedServer server = spec(true).start();
    server.close();
    server.close();

    assertThatThrownBy(server::reset).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> EmbeddedServer.of().setting("REGION", "no region").start())
        .hasMessageContaining("REGION");
  }

  @Test
  void whatIsNotThereIsNoSuchKey() {
    try (EmbeddedServer server = spec(true).start();
        S3Client client = Clients.of(server)) {
      assertThatThrownBy(
              () -> client.getObjectAsBytes(request -> request.bucket("photos").key("none")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }
}
