package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditional writes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
class WriteConditionsTest {
  private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";
  private static final String LARGE = "x".repeat(S3Fixture.INLINE_LIMIT_BYTES + 1);

  private final S3Fixture s3 = new S3Fixture();

  @Test
  void anObjectIsCreatedOnlyWhereNoneIs() {
    assertThat(s3.put(path("a"), "hello", "if-none-match", "*").status()).isEqualTo(200);

    RawResponse second = s3.put(path("a"), "other", "if-none-match", "*");

    assertThat(second.status()).isEqualTo(412);
    assertThat(second.errorCode()).isEqualTo("PreconditionFailed");
    assertThat(second.text()).contains("<Condition>If-None-Match</Condition>");
    assertThat(s3.get(path("a")).text()).isEqualTo("hello");
  }

  // Field survey 3.17: what was deleted can be created again.
  @Test
  void anObjectIsCreatedWhereOneWasDeleted() {
    s3.put(path("a"), "hello");
    s3.delete(path("a"));

    assertThat(s3.put(path("a"), "again", "if-none-match", "*").status()).isEqualTo(200);
  }

  // Field survey 3.17: only the asterisk is valid.
  @ParameterizedTest
  @ValueSource(strings = {TAG, "x", "**"})
  void onlyAnAsteriskCanBeAskedNotToMatch(String tag) {
    RawResponse put = s3.put(path("a"), "hello", "if-none-match", tag);

    assertThat(put.status()).isEqualTo(501);
    assertThat(put.errorCode()).isEqualTo("NotImplemented");
    assertThat(put.text()).contains("<Header>If-None-Match</Header>");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {TAG, "5d41402abc4b2a76b9719d911017c592", "*"})
  void anObjectIsReplacedWhileItIsTheOneTheClientKnows(String tag) {
    s3.put(path("a"), "hello");

    assertThat(s3.put(path("a"), "new", "if-match", tag).status()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("new");
  }

  @Test
  void anotherObjectIsNotReplaced() {
    s3.put(path("a"), "other");

    RawResponse put = s3.put(path("a"), "new", "if-match", TAG);

    assertThat(put.status()).isEqualTo(412);
    assertThat(put.text()).contains("<Condition>If-Match</Condition>");
    assertThat(s3.get(path("a")).text()).isEqualTo("other");
  }

  // Field survey 3.18.
  @ParameterizedTest
  @ValueSource(strings = {TAG, "*"})
  void aMissingObjectCannotMatch(String tag) {
    RawResponse put = s3.put(path("a"), "hello", "if-match", tag);

    assertThat(put.status()).isEqualTo(404);
    assertThat(put.errorCode()).isEqualTo("NoSuchKey");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void bothConditionsAtOnceAreRefused() {
    RawResponse put = s3.put(path("a"), "hello", "if-match", TAG, "if-none-match", "*");

    assertThat(put.status()).isEqualTo(501);
    assertThat(put.text())
        .contains("<Header>If-Match,If-None-Match</Header>")
        .contains("Multiple conditional request headers present in the request");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, if-modified-since",
    "PUT, if-unmodified-since",
    "DELETE, if-none-match",
    "DELETE, if-modified-since",
    "DELETE, if-unmodified-since"
  })
  void aConditionThatIsNotLookedAtIsRefused(String method, String header) {
    s3.put(path("a"), "hello");

    RawResponse answer =
        s3.signed(S3Fixture.request(method, path("a"), header, "Sun, 22 Nov 2026 18:47:24 GMT"));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.errorCode()).isEqualTo("NotImplemented");
    assertThat(s3.get(path("a")).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({"if-none-match, *, 412", "if-match, x, 412"})
  void aLargeBodyWhoseConditionFailsIsNotRead(String header, String value, int status) {
    s3.put(path("a"), "hello");
    var request = S3Fixture.request("PUT", path("a"), header, value).withBody(LARGE);
    var signed =
        S3Fixture.signer(TestUsers.OWNER)
            .sign(S3Fixture.complete(request), S3Fixture.NOW, "UNSIGNED-PAYLOAD");

    // Reading the body that is not there would answer IncompleteBody.
    assertThat(s3.send(signed.withBody("")).status()).isEqualTo(status);
  }

  // Field survey 3.17.
  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void of64CreatorsExactlyOneWins(int length) throws InterruptedException {
    ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        byte[] body = new byte[length];
        body[0] = (byte) i;
        writers.execute(() -> {
          await(start);
          answers.add(s3.put(path("a"), body, "if-none-match", "*").status());
        });
      }
      start.countDown();
    }

    assertThat(answers).hasSize(64).containsOnly(200, 412);
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(s3.blobCount()).isEqualTo(length > S3Fixture.INLINE_LIMIT_BYTES ? 1 : 0);
  }

  @Test
  void ofManyWhoReplaceWhatTheyKnowExactlyOneWins() throws InterruptedException {
    s3.put(path("a"), "hello");
    ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String body = "body " + i;
        writers.execute(() -> {
          await(start);
          answers.add(s3.put(path("a"), body, "if-match", TAG).status());
        });
      }
      start.countDown();
    }

    assertThat(List.copyOf(answers).stream().filter(status -> status == 200)).hasSize(1);
    assertThat(answers).containsOnly(200, 412);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
