package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static io.bytebucket.s3.auth.AuthFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderSignatureTest {
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest request =
      RawRequest.of("GET", "/bucket/key").add("host", "127.0.0.1:9000");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "', '|','",
        "', '|',  '",
        "', '|' , '",
        "'AWS4-HMAC-SHA256 '|'  AWS4-HMAC-SHA256   '",
        "'Credential='|'Credential= '"
      })
  void spacesBetweenComponentsDoNotMatter(String usual, String other) {
    RawRequest signed = SIGNER.sign(request, NOW);
    assertThat(server.authenticate(authorization(signed, usual, other)).accessKeyId())
        .contains(KEY);
  }

  @Test
  void orderOfComponentsDoesNotMatter() {
    RawRequest signed = SIGNER.sign(request, NOW);
    String[] parts = authorization(signed).substring("AWS4-HMAC-SHA256 ".length()).split(", ", 3);
    RawRequest turned =
        signed.set(
            "authorization",
            "AWS4-HMAC-SHA256 " + parts[2] + "," + parts[0] + "," + parts[1] + ",");
    assertThat(server.authenticate(turned).accessKeyId()).contains(KEY);
  }

  @Test
  void upperCaseSignatureIsTheSame() {
    RawRequest signed = SIGNER.sign(request, NOW);
    String signature = authorization(signed).replaceAll(".*Signature=", "");
    RawRequest upper = authorization(signed, signature, signature.toUpperCase(Locale.ROOT));
    assertThat(server.authenticate(upper).accessKeyId()).contains(KEY);
  }

  @Test
  void anyRegionIsAccepted() {
    assertThat(
            server.authenticate(SIGNER.inRegion("eu-nowhere-7").sign(request, NOW)).accessKeyId())
        .contains(KEY);
  }

  @Test
  void dateHeaderStandsInForAmzDate() {
    RawRequest signed = SIGNER.signWithDateHeader(request, NOW);
    assertThat(signed.headers().contains("x-amz-date")).isFalse();
    assertThat(server.authenticate(signed).accessKeyId()).contains(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2013-05-24T00:00:00Z",
        "20130524T000000",
        "20131399T000000Z",
        "+0130524T000000Z"
      })
  void unreadableDateIsDenied(String date) {
    RawRequest signed = SIGNER.sign(request, NOW).set("x-amz-date", date);
    assertThat(server.refusal(signed).code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
  }

  @Test
  void missingDateIsDenied() {
    RawRequest signed = SIGNER.sign(request, NOW).remove("x-amz-date");
    assertThat(server.refusal(signed).code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @CsvSource({"-900", "900"})
  void signatureIsGoodForFifteenMinutesAroundItsTime(double seconds) {
    AuthFixture later = AuthFixture.secondsLater(seconds);
    assertThat(later.authenticate(SIGNER.sign(request, NOW)).accessKeyId()).contains(KEY);
  }

  @ParameterizedTest
  @CsvSource({"-900.001, 2013-05-23T23:44:59.999Z", "901, 2013-05-24T00:15:01Z"})
  void signatureOfAnotherTimeSaysHowFarTheClocksAreApart(double seconds, String serverTime) {
    S3Exception error = AuthFixture.secondsLater(seconds).refusal(SIGNER.sign(request, NOW));
    assertThat(error.code()).isEqualTo(S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    assertThat(detail(error, "RequestTime")).isEqualTo("20130524T000000Z");
    assertThat(detail(error, "ServerTime")).isEqualTo(serverTime);
    assertThat(detail(error, "MaxAllowedSkewMilliseconds")).isEqualTo("900000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, | ''",
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date, | ''",
        "Signature= | Segnature=",
        "SignedHeaders=host | SignedHeaders host",
        "AKIAIOSFODNN7EXAMPLE/ | /",
        "/us-east-1/ | /",
        "/20130524/ | /2013052/",
        "/20130524/ | /2013052x/",
        "/20130524/ | /20130523/",
        "/s3/ | /ec2/",
        "aws4_request | aws5_request",
        "Signature= | Signature=,Signature="
      })
  void malformedHeaderIsSaidToBe(String from, String to) {
    RawRequest changed = authorization(SIGNER.sign(request, NOW), from, to);
    S3Exception error = server.refusal(changed);
    assertThat(error.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    assertThat(error.text()).startsWith("The authorization header is malformed; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=",
        "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=b, Signature=c",
        "AWS5-HMAC-SHA256 x",
        "AWS"
      })
  void otherVersionsAreNotSupported(String authorization) {
    S3Exception error = server.refusal(request.set("authorization", authorization));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
    assertThat(error.text())
        .isEqualTo(
            "The authorization mechanism you have provided is not supported. Please use"
                + " AWS4-HMAC-SHA256.");
  }

  @Test
  void otherVersionInTheQueryNeedsAKnownKey() {
    RawRequest old = request.withQuery("AWSAccessKeyId=a&Expires=1&Signature=b");
    assertThat(server.refusal(old).code()).isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer token", "Basic dXNlcjpwYXNz", "token"})
  void foreignSchemeAloneIsRefusedWithoutRepeatingIt(String authorization) {
    S3Exception error = server.refusal(request.set("authorization", authorization));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(error.text()).isEqualTo("Unsupported Authorization Type");
    assertThat(detail(error, "ArgumentValue")).doesNotContain(" ");
  }

  @Test
  void aSignedPayloadHashThatIsTakenAwayIsMissed() {
    RawRequest signed = SIGNER.sign(request, NOW).remove("x-amz-content-sha256");
    assertThat(server.refusal(signed).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsigned-payload",
        "STREAMING-NEWS",
        "abc",
        "",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void unknownPayloadHashIsRefused(String hash) {
    S3Exception error = server.refusal(SIGNER.sign(request, NOW, hash));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(detail(error, "ArgumentName")).isEqualTo("x-amz-content-sha256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
      })
  void asymmetricPayloadIsNotImplemented(String hash) {
    assertThat(server.refusal(SIGNER.sign(request, NOW, hash)).code())
        .isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
  }

  @Test
  void unknownKeyIsNamedEvenWithARightLookingSignature() {
    S3Exception error = server.refusal(new SigV4Signer("AKIAOTHER", "secret").sign(request, NOW));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
    assertThat(detail(error, "AWSAccessKeyId")).isEqualTo("AKIAOTHER");
  }

  @Test
  void noSecretWorksForAKeyThatDoesNotExist() {
    // The text that signs in place of a missing secret must be of no use to anyone.
    S3Exception error =
        server.refusal(new SigV4Signer("AKIAOTHER", "no such access key").sign(request, NOW));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
  }

  @Test
  void wrongSecretGetsWhatShouldHaveBeenSigned() {
    RawRequest signed =
        new SigV4Signer(KEY, "wrong").sign(request.withQuery("prefix=a+b&acl"), NOW);
    S3Exception error = server.refusal(signed);
    String canonical =
        """
        GET
        /bucket/key
        acl=&prefix=a%20b
        host:127.0.0.1:9000
        x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        x-amz-date:20130524T000000Z

        host;x-amz-content-sha256;x-amz-date
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\
        """;
    assertThat(error.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertThat(detail(error, "AWSAccessKeyId")).isEqualTo(KEY);
    assertThat(detail(error, "CanonicalRequest")).isEqualTo(canonical);
    assertThat(detail(error, "CanonicalRequestBytes")).startsWith("47 45 54 0a 2f 62 75 63");
    assertThat(detail(error, "StringToSign"))
        .isEqualTo(
            "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"
                + SigV4Signer.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    assertThat(detail(error, "StringToSignBytes")).startsWith("41 57 53 34 2d");
    assertThat(authorization(signed)).endsWith(detail(error, "SignatureProvided"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "xyz", "é"})
  void signatureThatIsNoHexMatchesNothing(String signature) {
    RawRequest signed = SIGNER.sign(request, NOW);
    String real = authorization(signed).replaceAll(".*Signature=", "");
    assertThat(server.refusal(authorization(signed, real, signature)).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void veryLongCanonicalRequestIsNotSentBack() {
    RawRequest signed =
        new SigV4Signer(KEY, "wrong").sign(request.add("x-long", "y".repeat(20_000)), NOW);
    S3Exception error = server.refusal(signed);
    assertThat(error.details())
        .extracting(S3Exception.Detail::name)
        .contains("StringToSign")
        .doesNotContain("CanonicalRequest", "CanonicalRequestBytes");
  }

  @Test
  void sessionTokenOfSomewhereElseIsRefused() {
    RawRequest signed = SIGNER.sign(request.add("x-amz-security-token", "t"), NOW);
    assertThat(server.refusal(signed).code()).isEqualTo(S3ErrorCode.INVALID_TOKEN);
  }

  @Test
  void requestWithoutAClaimIsAnonymous() {
    Authenticated authenticated = server.authenticate(request.add("authorization", " "));
    assertThat(authenticated.accessKeyId()).isEmpty();
    assertThat(authenticated.method()).isEqualTo(AuthMethod.ANONYMOUS);
    assertThat(authenticated.method().label()).isEqualTo("anonymous");
  }

  @Test
  void keyWithASlashIsAKey() {
    RawRequest signed = new SigV4Signer("team/robot", "secret").sign(request, NOW);
    assertThat(detail(server.refusal(signed), "AWSAccessKeyId")).isEqualTo("team/robot");
  }

  private static String authorization(RawRequest request) {
    return request.headers().first("authorization").orElseThrow();
  }

  private static RawRequest authorization(RawRequest request, String from, String to) {
    assertThat(authorization(request)).contains(from);
    return request.set("authorization", authorization(request).replace(from, to));
  }
}
