package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signature and policy of a form:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
class PostObjectPolicyTest {
  private static final String DENIED = "AccessDenied";
  private static final String BUCKET_CONDITION = "{\"bucket\": \"" + BUCKET + "\"}";

  private final S3Fixture s3 = new S3Fixture();

  // Field survey 3.23: the signature is really verified.
  @Test
  void aSignatureOfAnotherPolicyOrKeyIsRefused() {
    FormUpload form = FormUpload.of("a");
    String other = base64("{\"expiration\": \"2099-01-01T00:00:00Z\", \"conditions\": []}");
    String wrong = new SigV4Signer(TestUsers.OWNER, "wrong").signPolicy(other, S3Fixture.NOW);

    for (RawRequest request :
        new RawRequest[] {
          form.signedThen("policy", other),
          form.signedThen("x-amz-signature", wrong),
          form.signedThen("x-amz-signature", "nonsense"),
        }) {
      RawResponse answer = s3.send(request);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.errorCode()).isEqualTo("SignatureDoesNotMatch");
    }
    assertThat(s3.send(form.signedBy("AKIDMISSING")).errorCode()).isEqualTo("InvalidAccessKeyId");
    requireNothingStored();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-algorithm, X-Amz-Algorithm",
    "x-amz-credential, X-Amz-Credential",
    "x-amz-date, X-Amz-Date",
    "x-amz-signature, X-Amz-Signature",
    "policy, policy",
    "key, key",
  })
  void aSignedFormHasAllFieldsOfASignature(String name, String named) {
    RawResponse answer = s3.send(FormUpload.of("a").signedWithout(name));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
    assertThat(answer.text()).contains("Bucket POST must contain a field named '" + named + "'.");
    requireNothingStored();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-algorithm, AWS4-HMAC-SHA1",
    "x-amz-credential, AKIDOWNER/us-east-1/s3/aws4_request",
    "x-amz-credential, AKIDOWNER/20261122/us-east-1/ec2/aws4_request",
    "x-amz-credential, AKIDOWNER/20261121/us-east-1/s3/aws4_request",
    "x-amz-date, 2026-11-22T18:47:24Z",
  })
  void fieldsOfASignatureThatAreNotRightAreRefused(String name, String value) {
    RawResponse answer = s3.send(FormUpload.of("a").signedThen(name, value));

    assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
    requireNothingStored();
  }

  @Test
  void aPolicyWithoutASignatureIsDenied() {
    assertThat(
            s3.send(FormUpload.of("a").uncovered("policy", base64("{}")).anonymous()).errorCode())
        .isEqualTo(DENIED);
  }

  @Test
  void namesAreTakenInAnyCase() {
    RawRequest form =
        FormUpload.empty()
            .condition("{\"bUcKeT\": \"" + BUCKET + "\"}")
            .uncovered("KEY", "a")
            .condition("[\"StArTs-WiTh\", \"$KeY\", \"a\"]")
            .uncovered("CONTENT-type", "text/css")
            .condition("[\"EQ\", \"$Content-TYPE\", \"text/css\"]")
            .uncovered("X-Ignore-This", "needs no condition")
            .signed();

    RawResponse answer = s3.send(form);

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(s3.head(path("a")).header("content-type")).isEqualTo("text/css");
  }

  @Test
  void aFieldOfTheBucketMayBeThereAndMeansNothing() {
    assertThat(s3.send(FormUpload.of("a").uncovered("bucket", BUCKET).signed()).status())
        .isEqualTo(204);
    RawRequest lying =
        FormUpload.empty()
            .uncovered("bucket", "other")
            .condition("{\"bucket\": \"other\"}")
            .field("key", "b")
            .signed();
    assertThat(s3.send(lying).text()).contains("[&quot;eq&quot;, &quot;$bucket&quot;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"eq\", \"$key\", \"b\"]",
        "[\"starts-with\", \"$key\", \"b\"]",
        "[\"starts-with\", \"$key\", \"ab\"]",
        "[\"eq\", \"$key\", \"A\"]",
        "[\"eq\", \"key\", \"a\"]",
        "[\"eq\", \"$bucket\", \"other\"]",
        "[\"eq\", \"$x-amz-meta-none\", \"\"]",
        "[\"starts-with\", \"$x-amz-meta-none\", \"\"]",
        "[\"eq\", \"$success_action_redirect\", \"http://a\"]",
      })
  void aConditionThatDoesNotHoldRefusesTheForm(String condition) {
    RawResponse answer = s3.send(FormUpload.of("a").condition(condition).signed());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.errorCode()).isEqualTo(DENIED);
    assertThat(answer.text())
        .contains(
            "Invalid according to Policy: Policy Condition failed: "
                + condition.replace("\"", "&quot;"));
    requireNothingStored();
  }

  @ParameterizedTest
  @CsvSource({
    "image/, 'image/jpg,image/png, image/gif', 204",
    "image/, 'image/jpg,text/plain', 403",
    "'', anything/at-all, 204",
  })
  void aListOfContentTypesIsHeldAgainstTheConditionOneByOne(
      String prefix, String type, int status) {
    RawRequest form =
        FormUpload.of("a")
            .uncovered("Content-Type", type)
            .condition("[\"starts-with\", \"$Content-Type\", \"" + prefix + "\"]")
            .signed();

    assertThat(s3.send(form).status()).isEqualTo(status);
  }

  // Field survey 3.23: whatever no condition names is refused.
  @Test
  void fieldsThatNoConditionNamesAreRefused() {
    RawResponse answer =
        s3.send(
            FormUpload.of("a")
                .uncovered("X-Amz-Meta-One", "1")
                .uncovered("Content-Type", "text/html")
                .signed());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text())
        .contains("Invalid according to Policy: Extra input fields: x-amz-meta-one, content-type");
    RawResponse noBucket = s3.send(FormUpload.empty().field("key", "a").signed());
    assertThat(noBucket.text()).contains("Extra input fields: bucket");
    requireNothingStored();
  }

  @Test
  void aFieldSentTwiceIsRefused() {
    // The second would be used, and the condition hold for the first.
    byte[] body = FormUpload.of("a").signed().body();
    String twice =
        "--"
            + FormUpload.BOUNDARY
            + "\r\nContent-Disposition: form-data; name=Key\r\n\r\nb\r\n"
            + new String(body, StandardCharsets.UTF_8);

    RawResponse answer =
        s3.send(FormUpload.send("/" + BUCKET, "localhost", twice.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
    requireNothingStored();
  }

  @Test
  void aPolicyEndsAtItsTime() {
    String soon = S3Fixture.NOW.plusMillis(1).toString();
    assertThat(s3.send(FormUpload.of("a").expiration(soon).signed()).status()).isEqualTo(204);

    s3.clock.advance(Duration.ofMillis(1));

    RawResponse answer = s3.send(FormUpload.of("b").expiration(soon).signed());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.errorCode()).isEqualTo(DENIED);
    assertThat(answer.text()).contains("Invalid according to Policy: Policy expired.");
  }

  static String[] malformedPolicies() {
    String head = "{\"expiration\": \"2099-01-01T00:00:00Z\", \"conditions\": ";
    return new String[] {
      "",
      "policy",
      "[]",
      "{\"conditions\": []}",
      "{\"expiration\": \"2099-01-01T00:00:00Z\"}",
      "{\"expiration\": \"tomorrow\", \"conditions\": []}",
      "{\"expiration\": \"2099-01-01 00:00:00\", \"conditions\": []}",
      "{\"expiration\": 4070908800, \"conditions\": []}",
      "{\"expiration\": [], \"conditions\": []}",
      "{\"EXPIRATION\": \"2099-01-01T00:00:00Z\", \"conditions\": []}",
      "{\"expiration\": \"2099-01-01T00:00:00Z\", \"CONDITIONS\": []}",
      head + "{}}",
      head + "[{}]}",
      head + "[{\"key\": \"a\", \"acl\": \"private\"}]}",
      head + "[{\"success_action_status\": 201}]}",
      head + "[{\"key\": {\"a\": \"b\"}}]}",
      head + "[\"key\"]}",
      head + "[null]}",
      head + "[[]]}",
      head + "[[\"ends-with\", \"$key\", \"a\"]]}",
      head + "[[\"eq\", \"$key\"]]}",
      head + "[[\"eq\", \"$key\", \"a\", \"b\"]]}",
      head + "[[\"eq\", \"$key\", [\"a\"]]]}",
      head + "[[\"content-length-range\", 1]]}",
      head + "[[\"content-length-range\", -1, 5]]}",
      head + "[[\"content-length-range\", 0, 1.5]]}",
      head + "[[\"content-length-range\", 0, 99999999999999999999]]}",
      head + "[], \"conditions\": []}",
      head + "[]} {}",
      head + "[]",
    };
  }

  @ParameterizedTest
  @MethodSource("malformedPolicies")
  void aPolicyThatIsNoneIsRefused(String policy) {
    RawResponse answer = s3.send(FormUpload.of("a").signedWith(policy));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode())
        .isEqualTo(policy.isEmpty() ? "InvalidArgument" : "InvalidPolicyDocument");
    requireNothingStored();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0\", \"9\"', 204, ''",
    "'0, \"9\"', 204, ''",
    "'\"test\", 10', 403, '[\"content-length-range\", \"test\", \"10\"]'",
    "'0, \"-1\"', 403, '[\"content-length-range\", \"0\", \"-1\"]'",
  })
  void sizesMayBeTextsAndThoseThatAreNoneHoldForNothing(
      String range, int status, String condition) {
    FormUpload form = FormUpload.of("a").condition("[\"content-length-range\", " + range + "]");

    RawResponse answer = s3.send(form.signed());

    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.errorCode()).isEqualTo("AccessDenied");
      assertThat(answer.text())
          .contains(
              "Invalid according to Policy: Policy Condition failed: "
                  + condition.replace("\"", "&quot;"));
      requireNothingStored();
    }
  }

  // Field survey 3.23.
  @ParameterizedTest
  @CsvSource({
    "3, '', 3, 5",
    "4, EntityTooSmall, 5, 9",
    "5, '', 5, 5",
    "6, EntityTooLarge, 1, 5",
    "0, EntityTooSmall, 1, 5",
    "0, '', 0, 0",
    "1001, EntityTooLarge, 0, 1000",
    "200000, EntityTooLarge, 0, 199999",
    "200000, EntityTooSmall, 200001, 300000",
    "200000, '', 0, 200000",
  })
  void theFileIsAsLargeAsThePolicyAllows(int size, String code, long min, long max) {
    RawResponse answer =
        s3.send(
            FormUpload.of("a")
                .condition("[\"content-length-range\", " + min + ", " + max + "]")
                .file("x".repeat(size))
                .signed());

    assertThat(answer.errorCode()).as(answer.text()).isEqualTo(code);
    if (code.isEmpty()) {
      assertThat(s3.get(path("a")).body()).hasSize(size);
    } else {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text())
          .contains(
              code.equals("EntityTooSmall")
                  ? "<MinSizeAllowed>" + min + "<"
                  : "<MaxSizeAllowed>" + max + "<")
          .contains("<ProposedSize>");
      requireNothingStored();
    }
  }

  @Test
  void ofTwoRangesBothHold() {
    FormUpload form =
        FormUpload.of("a")
            .condition("[\"content-length-range\", 0, 10]")
            .condition("[\"content-length-range\", 5, 100]");

    assertThat(s3.send(form.file("x".repeat(4)).signed()).errorCode()).isEqualTo("EntityTooSmall");
    assertThat(s3.send(form.file("x".repeat(11)).signed()).errorCode()).isEqualTo("EntityTooLarge");
    assertThat(s3.send(form.file("x".repeat(5)).signed()).status()).isEqualTo(204);
  }

  @Test
  void aDollarSignMayBeEscapedAsAwsHasIt() {
    RawRequest form =
        FormUpload.empty()
            .condition(BUCKET_CONDITION)
            .uncovered("key", "$a")
            .condition("[\"starts-with\", \"$key\", \"\\$a\"]")
            .signed();

    assertThat(s3.send(form).status()).isEqualTo(204);
  }

  @Test
  void aFormOfSignatureVersionTwoWorks() throws GeneralSecurityException {
    String policy =
        base64(
            "{\"expiration\": \"2099-01-01T00:00:00Z\", \"conditions\": ["
                + BUCKET_CONDITION
                + ", {\"key\": \"a\"}]}");
    Mac mac = Mac.getInstance("HmacSHA1");
    byte[] secret = TestUsers.secret(TestUsers.OWNER).getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    byte[] signature = mac.doFinal(policy.getBytes(StandardCharsets.UTF_8));
    FormUpload form =
        FormUpload.of("a").uncovered("AWSAccessKeyId", TestUsers.OWNER).uncovered("policy", policy);

    assertThat(s3.send(form.anonymous()).text()).contains("a field named 'Signature'.");
    form.uncovered("signature", "nonsense");
    assertThat(s3.send(form.anonymous()).errorCode()).isEqualTo("SignatureDoesNotMatch");
    form.uncovered("signature", Base64.getEncoder().encodeToString(signature));
    assertThat(s3.send(form.anonymous()).status()).isEqualTo(204);
    form.uncovered("key", "b");
    assertThat(s3.send(form.anonymous()).text()).contains("Policy Condition failed");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void requireNothingStored() {
    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).isEmpty();
    assertThat(s3.blobCount()).isZero();
  }
}
