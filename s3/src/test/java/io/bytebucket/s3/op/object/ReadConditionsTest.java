package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditional reads: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
class ReadConditionsTest {
  private static final String MODIFIED = "Sun, 22 Nov 2026 18:47:24 GMT";
  private static final String BEFORE = "Sun, 22 Nov 2026 18:47:23 GMT";
  private static final String AFTER = "Sun, 22 Nov 2026 18:47:25 GMT";
  private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final S3Fixture s3 = new S3Fixture();

  @BeforeEach
  void put() {
    s3.put(path("a"), "hello", "cache-control", "max-age=60", "expires", "never");
    s3.clock.advance(Duration.ofMinutes(1));
  }

  // Columns: If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since; T is the object's
  // tag, X another; = its time, < and > a second before and after. A tag beats the date of its
  // sense.
  @ParameterizedTest
  @CsvSource({
    "-, -, -, -, 200",
    "T, -, -, -, 200",
    "X, -, -, -, 412",
    "*, -, -, -, 200",
    "-, T, -, -, 304",
    "-, X, -, -, 200",
    "-, *, -, -, 304",
    "-, -, <, -, 200",
    "-, -, =, -, 304",
    "-, -, >, -, 304",
    "-, -, -, <, 412",
    "-, -, -, =, 200",
    "-, -, -, >, 200",
    "T, T, -, -, 304",
    "T, X, -, -, 200",
    "X, T, -, -, 412",
    "X, X, -, -, 412",
    "T, -, -, <, 200",
    "X, -, -, >, 412",
    "-, X, =, -, 200",
    "-, T, <, -, 304",
    "-, -, <, <, 412",
    "-, -, =, =, 304",
    "-, T, -, <, 412",
    "-, X, -, <, 412",
    "T, X, =, <, 200",
    "T, T, <, <, 304",
    "T, -, =, <, 304",
    "X, T, <, >, 412",
  })
  void theConditionsOfAReadAreHeld(
      String match, String noneMatch, String since, String unmodified, int status) {
    RawRequest request = request("GET", path("a"));
    request = with(request, "if-match", match);
    request = with(request, "if-none-match", noneMatch);
    request = with(request, "if-modified-since", since);
    request = with(request, "if-unmodified-since", unmodified);

    assertThat(s3.signed(request).status()).isEqualTo(status);
    assertThat(s3.signed(request.withMethod("HEAD")).status()).isEqualTo(status);
  }

  private static RawRequest with(RawRequest request, String name, String sign) {
    return switch (sign) {
      case "-" -> request;
      case "T" -> request.add(name, TAG);
      case "X" -> request.add(name, "\"00000000000000000000000000000000\"");
      case "<" -> request.add(name, BEFORE);
      case "=" -> request.add(name, MODIFIED);
      case ">" -> request.add(name, AFTER);
      default -> request.add(name, sign);
    };
  }

  // Field survey 3.18: with and without quotes; and as HTTP has it, weak ones and lists.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5d41402abc4b2a76b9719d911017c592",
        "W/\"5d41402abc4b2a76b9719d911017c592\"",
        "\"x\", \"5d41402abc4b2a76b9719d911017c592\"",
        "x,5d41402abc4b2a76b9719d911017c592",
      })
  void aTagIsTakenWithAndWithoutQuotesAndInLists(String tags) {
    assertThat(s3.get(path("a"), "if-match", tags).status()).isEqualTo(200);
    assertThat(s3.get(path("a"), "if-none-match", tags).status()).isEqualTo(304);
  }

  @Test
  void aFieldThatIsSentTwiceIsOneList() {
    RawResponse got = s3.get(path("a"), "if-none-match", "\"x\"", "if-none-match", TAG);

    assertThat(got.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-11-22T18:47:24Z", "0"})
  void aDateThatCannotBeReadIsPassedOver(String date) {
    assertThat(s3.get(path("a"), "if-modified-since", date).status()).isEqualTo(200);
    assertThat(s3.get(path("a"), "if-unmodified-since", date).status()).isEqualTo(200);
  }

  @Test
  void notModifiedHasNoBodyAndWhatACacheNeeds() {
    RawResponse got = s3.get(path("a"), "if-none-match", TAG);

    assertThat(got.status()).isEqualTo(304);
    assertThat(got.body()).isEmpty();
    assertThat(got.header("etag")).isEqualTo(TAG);
    assertThat(got.header("last-modified")).isEqualTo(MODIFIED);
    assertThat(got.header("cache-control")).isEqualTo("max-age=60");
    assertThat(got.header("expires")).isEqualTo("never");
    assertThat(got.headers().contains("content-length")).isFalse();
    assertThat(got.headers().contains("content-type")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "if-match, x, If-Match",
    "if-unmodified-since, 'Sun, 22 Nov 2026 18:47:23 GMT', If-Unmodified-Since"
  })
  void aFailureNamesItsCondition(String header, String value, String condition) {
    RawResponse got = s3.get(path("a"), header, value);

    assertThat(got.status()).isEqualTo(412);
    assertThat(got.errorCode()).isEqualTo("PreconditionFailed");
    assertThat(got.text()).contains("<Condition>" + condition + "</Condition>");
  }

  @Test
  void conditionsComeBeforeTheRange() {
    assertThat(s3.get(path("a"), "if-none-match", TAG, "range", "bytes=99-").status())
        .isEqualTo(304);
    assertThat(s3.get(path("a"), "if-match", "x", "range", "bytes=99-").status()).isEqualTo(412);
  }

  @Test
  void aMissingObjectMeetsNoCondition() {
    assertThat(s3.get(path("nothing"), "if-none-match", "*").status()).isEqualTo(404);
    assertThat(s3.get(path("nothing"), "if-match", "*").status()).isEqualTo(404);
  }

  // A range of one object must not be joined to the range of another.
  @ParameterizedTest
  @CsvSource({
    "'\"5d41402abc4b2a76b9719d911017c592\"', 206",
    "'Sun, 22 Nov 2026 18:47:24 GMT', 206",
    "'\"00000000000000000000000000000000\"', 200",
    "'W/\"5d41402abc4b2a76b9719d911017c592\"', 200",
    "'Sun, 22 Nov 2026 18:47:25 GMT', 200",
    "'no validator', 200"
  })
  void aRangeIsSentOnlyOfTheObjectThatTheClientHasAPartOf(String validator, int status) {
    RawResponse got = s3.get(path("a"), "range", "bytes=1-2", "if-range", validator);

    assertThat(got.status()).isEqualTo(status);
    assertThat(got.text()).isEqualTo(status == 206 ? "el" : "hello");
  }
}
