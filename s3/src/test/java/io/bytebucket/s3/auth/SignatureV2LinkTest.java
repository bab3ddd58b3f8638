package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.RawRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureV2LinkTest {
  /** The link of AWS's documentation, and one that boto3 made. */
  private static final String AWS_EXAMPLE =
      "AWSAccessKeyId=" + KEY + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";

  private static final String BOTO3 =
      "response-content-type=text%2Fplain&AWSAccessKeyId="
          + KEY
          + "&Signature=sdkIre6BtEbRQXHxCa8u6wP97C0%3D&Expires=1795378302";

  private final RawRequest aws =
      RawRequest.of("GET", "/johnsmith/photos/puppy.jpg")
          .withQuery(AWS_EXAMPLE)
          .add("host", "s3.example.com");
  private final RawRequest boto3 =
      RawRequest.of("GET", "/photos/a%20b%2B%C3%BC/x")
          .withQuery(BOTO3)
          .add("host", "127.0.0.1:9000");

  private static AuthFixture at(long epochSeconds) {
    return AuthFixture.secondsLater(
        (double)
            Duration.between(AuthFixture.NOW, Instant.ofEpochSecond(epochSeconds)).toSeconds());
  }

  @Test
  void theExampleOfTheDocumentationIsRight() {
    Authenticated authenticated = at(1_175_139_620).authenticate(aws);

    assertThat(authenticated.accessKeyId()).contains(KEY);
    assertThat(authenticated.method().label()).isEqualTo("presigned-v2");
  }

  @Test
  void aLinkOfBoto3IsRight() {
    assertThat(at(1_795_378_000).authenticate(boto3).accessKeyId()).contains(KEY);
  }

  @Test
  void aLinkEndsWithItsLastSecond() {
    assertThat(at(1_175_139_621).refusal(aws).code()).isEqualTo(S3ErrorCode.REQUEST_EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "HEAD"})
  void aLinkIsForItsMethodOnly(String method) {
    assertThat(at(1_175_139_620).refusal(aws.withMethod(method)).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // Field survey 3.1: nothing can be added to a link that means something.
  @ParameterizedTest
  @ValueSource(strings = {"x-amz-copy-source", "x-amz-acl", "x-amz-meta-a"})
  void noAmzHeaderCanBeAdded(String name) {
    assertThat(at(1_175_139_620).refusal(aws.add(name, "other/secret")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "versionId=1",
        "uploads",
        "response-content-type=text%2Fhtml",
        "acl",
        "x-amz-acl=private"
      })
  void noSubresourceCanBeAdded(String parameter) {
    assertThat(at(1_175_139_620).refusal(aws.addQuery(parameter)).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // Version 2 signs a fixed list of parameters; the operations that came later are not on it.
  @ParameterizedTest
  @ValueSource(
      strings = {"retention", "legal-hold", "encryption", "attributes", "renameObject", "select"})
  void noParameterThatIsNeverSignedCanBeAdded(String parameter) {
    S3Exception error = at(1_175_139_620).refusal(aws.addQuery(parameter));

    assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
    assertThat(AuthFixture.detail(error, "ParametersNotSigned"))
        .isEqualTo(parameter.split("=", 2)[0]);
  }

  @Test
  void whichPartOfAListingIsAskedForMayBeAdded() {
    RawRequest listing = aws.addQuery("prefix=a").addQuery("max-keys=1");

    assertThat(at(1_175_139_620).authenticate(listing).accessKeyId()).contains(KEY);
  }

  @Test
  void anUnknownKeyIsNamed() {
    RawRequest foreign = aws.withQuery(AWS_EXAMPLE.replace(KEY, "AKIAOTHER"));

    assertThat(at(1_175_139_620).refusal(foreign).code())
        .isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "99999999999999999999"})
  void anExpiryThatIsNoTimeIsRefused(String expires) {
    RawRequest odd = aws.withQuery(AWS_EXAMPLE.replace("1175139620", expires));

    assertThat(at(1_175_139_620).refusal(odd).code().status()).isEqualTo(403);
  }
}
