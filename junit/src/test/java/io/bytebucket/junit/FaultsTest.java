package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What goes wrong on request, as a client sees it. */
class FaultsTest {
  @RegisterExtension
  static final ByteBucketExtension S3 =
      ByteBucketExtension.of(EmbeddedServer.of().bucket("photos").bucket("other"));

  private final EmbeddedServer server = S3.server();

  private void put(S3Client client, String bucket, String key, String body) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(body));
  }

  private String get(S3Client client, String key) {
    return client.getObjectAsBytes(request -> request.bucket("photos").key(key)).asUtf8String();
  }

  @Test
  void slowDownIsAnsweredAndAClientThatTriesAgainSucceeds() {
    try (S3Client patient = Clients.of(server);
        S3Client once = Clients.thatNeverRetries(server)) {
      Faults.Planned fault = server.faults().add(Fault.slowDown().on("PutObject"));
      put(patient, "photos", "a", "x");
      assertThat(fault.hits()).isEqualTo(1);

      server.faults().add(Fault.slowDown());
      assertThatThrownBy(() -> put(once, "photos", "b", "x"))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                assertThat(e.requestId()).isNotEmpty();
              });
    }
  }

  @Test
  void aFaultBefallsWhatItIsForAlone() {
    try (S3Client client = Clients.thatNeverRetries(server)) {
      Faults.Planned fault =
          server
              .faults()
              .add(
                  Fault.error(500, "InternalError", "a < b")
                      .on("GetObject")
                      .inBucket("photos")
                      .forKeys("bad/")
                      .times(2));
      put(client, "photos", "bad/a", "x");
      put(client, "photos", "good", "x");
      assertThat(get(client, "good")).isEqualTo("x");
      assertThatThrownBy(() -> get(client, "bad/a")).hasMessageContaining("a < b");
      assertThatThrownBy(() -> get(client, "bad/a")).isInstanceOf(S3Exception.class);
      assertThat(get(client, "bad/a")).isEqualTo("x");
      assertThat(fault.hits()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerThatIsCutIsNoAnswer() {
    try (S3Client client = Clients.thatNeverRetries(server)) {
      put(client, "photos", "a", "0123456789".repeat(10_000));
      server.faults().add(Fault.cutAnswer(50_000).on("GetObject"));

      assertThatThrownBy(() -> get(client, "a")).isInstanceOf(SdkException.class);
      assertThat(get(client, "a")).hasSize(100_000);
    }
  }

  @Test
  void anUploadThatIsCutStoresNothing() {
    try (S3Client client = Clients.thatNeverRetries(server)) {
      server.faults().add(Fault.cutUpload(40_000).on("PutObject"));

      assertThatThrownBy(() -> put(client, "photos", "a", "0123456789".repeat(10_000)))
          .isInstanceOf(SdkClientException.class);
      assertThat(client.listObjectsV2(request -> request.bucket("photos")).contents()).isEmpty();
    }
  }

  @Test
  void whatIsDoneIsDoneThoughItsAnswerIsLost() {
    try (S3Client client = Clients.thatNeverRetries(server)) {
      server.faults().add(Fault.lostAnswer().on("PutObject"));

      assertThatThrownBy(() -> put(client, "photos", "a", "x"))
          .isInstanceOf(SdkClientException.class);
      assertThat(get(client, "a")).isEqualTo("x");
    }
  }

  @Test
  void aSlowAnswerComesWhenTheFaultIsCleared() throws Exception {
    try (S3Client client = Clients.of(server)) {
      put(client, "photos", "a", "x");
      Faults.Planned fault = server.faults().add(Fault.slow(Duration.ofMinutes(10)));
      CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> get(client, "a"));
      while (fault.hits() == 0) {
        Thread.onSpinWait();
      }
      assertThat(read).isNotDone();

      server.faults().clear();

      assertThat(read.get()).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullStoreTakesNothingMoreAndGivesAndDeletesWhatItHas(boolean isInMemory) {
    ServerSpec spec = EmbeddedServer.of().bucket("photos");
    try (EmbeddedServer full = (isInMemory ? spec : spec.inTemporaryDirectory()).start();
        S3Client client = Clients.thatNeverRetries(full)) {
      put(client, "photos", "a", "x");
      full.faults().storageFull(true);

      for (int length : new int[] {10, 100_000}) {
        assertThatThrownBy(() -> put(client, "photos", "b", "x".repeat(length)))
            .isInstanceOfSatisfying(
                S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
      }
      assertThat(get(client, "a")).isEqualTo("x");
      client.deleteObject(request -> request.bucket("photos").key("a"));

      full.faults().storageFull(false);
      put(client, "photos", "b", "x");
    }
  }

  @Test
  void testsDoNotSeeWhatOthersLeft() {
    try (S3Client client = Clients.of(server)) {
      assertThat(client.listObjectsV2(request -> request.bucket("photos")).contents()).isEmpty();
      put(client, "photos", "left", "x");
    }
  }
}
