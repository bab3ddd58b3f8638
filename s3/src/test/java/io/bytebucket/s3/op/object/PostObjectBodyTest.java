package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of a form: what must be in it, in which order, and what becomes of half of one. */
class PostObjectBodyTest {
  private static final String START = "--" + FormUpload.BOUNDARY + "\r\n";
  private static final String END = "--" + FormUpload.BOUNDARY + "--\r\n";

  private final S3Fixture s3 = new S3Fixture();

  private static String part(String name, String value) {
    return START + "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private RawResponse send(String body) {
    return s3.send(
        FormUpload.send("/" + BUCKET, "localhost", body.getBytes(StandardCharsets.UTF_8)));
  }

  // Field survey 3.23: a clear error.
  @Test
  void aFileBeforeTheKeyIsRefused() {
    RawResponse answer = send(part("file", "x") + part("key", "a") + END);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
    assertThat(answer.text())
        .contains(
            "Bucket POST must contain a field named 'key'.  If it is specified, please check the"
                + " order of the fields.")
        .contains("<ArgumentName>key</ArgumentName>");
  }

  @Test
  void aFormWithoutAFileIsRefused() {
    RawResponse answer = send(part("key", "a") + END);

    assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
    assertThat(answer.text())
        .contains("POST requires exactly one file upload per request.")
        .contains("<ArgumentName>file</ArgumentName><ArgumentValue>0</ArgumentValue>");
  }

  @Test
  void whatFollowsTheFileIsPassedOver() {
    String form = text(FormUpload.of("a").signed());
    String more = part("key", "b") + part("file", "y") + part("acl", "nonsense") + START + "?\r\n";

    RawResponse answer = send(form.replace(END, more + END + "epilogue"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).containsExactly("a");
    assertThat(s3.get(path("a")).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, S3Fixture.INLINE_LIMIT_BYTES, 100_000})
  void aFormWithoutItsLastBoundaryStoresNothing(int length) {
    String form = text(FormUpload.of("a").file("x".repeat(length)).signed());
    for (int missing : new int[] {3, 4, END.length() + 1, END.length() + 2, END.length() + 4}) {
      RawResponse answer = send(form.substring(0, form.length() - missing));

      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("MalformedPOSTRequest");
      requireNothingStored();
    }
  }

  @Test
  void aFormThatEndsBeforeItsLengthStoresNothing() {
    RawRequest form = FormUpload.of("a").file("x".repeat(1_500)).signed();
    byte[] body = form.body();
    // Also when all that is missing is the line end behind the last boundary.
    for (int missing = 1; missing < body.length; missing += missing < 60 ? 1 : 61) {
      RawResponse answer = s3.send(form.withBody(Arrays.copyOf(body, body.length - missing)));

      assertThat(answer.errorCode()).as("%d missing", missing).isEqualTo("IncompleteBody");
    }
    requireNothingStored();
  }

  @Test
  void atMostTwentyKibibytesMayStandBeforeTheFile() {
    String rest = text(FormUpload.of("a").signed());
    int head = rest.indexOf("hello") + part("x-ignore-a", "").length();
    String filler = "x".repeat(20_480 - head);

    assertThat(send(part("x-ignore-a", filler) + rest).status()).isEqualTo(204);
    RawResponse answer = send(part("x-ignore-a", filler + "x") + rest);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("MaxPostPreDataLengthExceededError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=another",
        "multipart/form-data; boundary=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            + "xxxxxxx",
      })
  void aBodyThatIsNotInItsBoundaryIsRefused(String type) {
    RawRequest form = FormUpload.of("a").signed().set("content-type", type);

    assertThat(s3.send(form).errorCode()).isEqualTo("MalformedPOSTRequest");
  }

  @Test
  void aBoundaryMayBeQuotedAndFollowed() {
    String type =
        "Multipart/Form-Data; charset=utf-8; boundary=\"" + FormUpload.BOUNDARY + "\"; x=y";

    assertThat(s3.send(FormUpload.of("a").signed().set("content-type", type)).status())
        .isEqualTo(204);
  }

  private static String text(RawRequest form) {
    return new String(form.body(), StandardCharsets.UTF_8);
  }

  private void requireNothingStored() {
    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).isEmpty();
    assertThat(s3.blobCount()).isZero();
    assertThat(s3.findings()).isEmpty();
  }
}
