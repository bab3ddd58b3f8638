package io.bytebucket.s3.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of AWS: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html */
class FormSignatureTest {
  private static final SecretSource SECRETS =
      key -> key.equals(AuthFixture.KEY) ? Optional.of(AuthFixture.SECRET) : Optional.empty();

  private static final String POLICY =
      """
      { "expiration": "2015-12-30T12:00:00.000Z",
        "conditions": [
          {"bucket": "sigv4examplebucket"},
          ["starts-with", "$key", "user/user1/"],
          {"acl": "public-read"},
          {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
          ["starts-with", "$Content-Type", "image/"],
          {"x-amz-meta-uuid": "14365123651274"},
          {"x-amz-server-side-encryption": "AES256"},
          ["starts-with", "$x-amz-meta-tag", ""],

          {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
          {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
          {"x-amz-date": "20151229T000000Z" }
        ]
      }\
      """
          .replace("\n", "\r\n");

  private final FormSignature signatures = new FormSignature(SECRETS, new SigningKeys(SECRETS));

  private static Map<String, String> example() {
    Map<String, String> fields = new HashMap<>();
    fields.put("policy", Base64.getEncoder().encodeToString(POLICY.getBytes(UTF_8)));
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request");
    fields.put("x-amz-date", "20151229T000000Z");
    fields.put(
        "x-amz-signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    return fields;
  }

  @Test
  void theSignatureOfTheExampleIsRight() {
    assertThat(signatures.require(example()).map(FormSignature.Signer::accessKeyId))
        .contains(AuthFixture.KEY);
  }

  @Test
  void anyOtherCharacterInThePolicyMakesItWrong() {
    for (int at = 0; at < example().get("policy").length(); at += 37) {
      Map<String, String> fields = example();
      StringBuilder policy = new StringBuilder(fields.get("policy"));
      policy.setCharAt(at, policy.charAt(at) == 'A' ? 'B' : 'A');
      fields.put("policy", policy.toString());

      assertThatThrownBy(() -> signatures.require(fields))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> assertThat(e.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH));
    }
  }
}
