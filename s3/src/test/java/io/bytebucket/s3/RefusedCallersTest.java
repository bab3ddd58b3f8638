package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller learns who is refused, and in which order things are looked at. */
class RefusedCallersTest {
  private static final String OWNER = "x-amz-expected-bucket-owner";
  private static final String ACCOUNT = "000000000000";
  private static final String LINK_V2 =
      "?AWSAccessKeyId=AKGONE&Expires="
          + (S3Fixture.NOW.getEpochSecond() + 60)
          + "&Signature=AA%3D";
  private static final String REGION = "x-amz-bucket-region";

  private final S3Fixture s3 = new S3Fixture();

  private RawResponse as(List<String> actions, RawRequest request) {
    return s3.signedBy(TestUsers.may(actions), request);
  }

  @Test
  void anybodyLearnsThatABucketIsMissingBeforeAnythingElse() {
    for (RawRequest each :
        List.of(
            request("GET", "/missing/a"),
            request("PUT", "/missing/a", OWNER, "somebody").withBody("x"),
            request("DELETE", "/missing"),
            request("PUT", "/missing?cors").withBody("this is no document"))) {
      assertThat(as(List.of(), each).errorCode()).isEqualTo("NoSuchBucket");
      assertThat(s3.signed(each).errorCode()).isEqualTo("NoSuchBucket");
      assertThat(s3.send(S3Fixture.complete(each)).errorCode()).isEqualTo("NoSuchBucket");
    }
  }

  @Test
  void theExpectedOwnerIsTheAccountWhoeverMadeTheBucket() {
    s3.store("a");
    assertThat(s3.get(path("a"), OWNER, ACCOUNT).status()).isEqualTo(200);
    RawRequest ofOther = request("GET", path("a"), OWNER, ACCOUNT);
    assertThat(s3.signedBy(TestUsers.OTHER, ofOther).status()).isEqualTo(200);
    RawResponse refused = s3.get(path("a"), OWNER, "123456789012");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errorCode()).isEqualTo("AccessDenied");
    assertThat(refused.header(REGION)).isEqualTo("us-east-1");
  }

  @Test
  void anExpectedOwnerThatIsNoAccountIsToldWhoeverAsks() {
    s3.store("a");
    for (String none :
        List.of(
            "0000", "0000000000020", "abcd", "aa000000000$", TestUsers.canonicalId("AKIDOWNER"))) {
      RawRequest get = request("GET", path("a"), OWNER, none);
      for (RawResponse refused : List.of(s3.signed(get), as(List.of(), get))) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("InvalidBucketOwnerAWSAccountID");
        assertThat(refused.text())
            .contains(
                "The value of the expected bucket owner parameter must be an AWS Account ID... ["
                    + none
                    + "]");
      }
    }
  }

  @Test
  void theOwnerOfTheSourceOfACopyIsHeldAgainstTheAccountToo() {
    s3.store("a");
    RawRequest copy = request("PUT", path("b"), "x-amz-copy-source", "photos/a");
    String header = "x-amz-source-expected-bucket-owner";
    assertThat(s3.signed(copy.add(header, "123456789012")).errorCode()).isEqualTo("AccessDenied");
    assertThat(s3.signed(copy.add(header, "somebody")).errorCode())
        .isEqualTo("InvalidBucketOwnerAWSAccountID");
    assertThat(s3.signed(copy.add(header, ACCOUNT)).status()).isEqualTo(200);
  }

  @Test
  void aLinkThatDoesNotHoldIsToldFromAFailureToSignIn() {
    RawRequest get = S3Fixture.complete(request("GET", path("a")));
    SigV4Signer gone = new SigV4Signer("AKGONE", "secret");
    SigV4Signer wrong = new SigV4Signer(TestUsers.OWNER, "not the secret");

    s3.send(gone.presign(get, S3Fixture.NOW, 60));
    s3.send(wrong.presign(get, S3Fixture.NOW, 60));
    s3.send(S3Fixture.complete(request("GET", path("a") + LINK_V2)));
    s3.send(S3Fixture.signer(TestUsers.OWNER).presign(get, S3Fixture.NOW.minusSeconds(99), 1));
    s3.send(gone.sign(get, S3Fixture.NOW));
    s3.send(wrong.sign(get, S3Fixture.NOW));
    s3.send(FormUpload.of("a").signedThen("x-amz-signature", "0".repeat(64)));
    s3.send(get);

    assertThat(s3.failures)
        .containsExactly(
            "by link AKGONE",
            "by link " + TestUsers.OWNER,
            "by link AKGONE",
            "otherwise",
            "otherwise",
            "otherwise");
  }

  @Test
  void aMissingKeyIsToldToThoseAloneWhoMayListKeys() {
    requireTold("NoSuchKey", path("missing"), List.of("GetObject"), "ListBucket");
  }

  @Test
  void aMissingVersionIsToldToThoseAloneWhoMayListVersions() {
    s3.store("a");
    String target = path("a") + "?versionId=1a20495a248000004e626375";
    requireTold("NoSuchVersion", target, List.of("GetObjectVersion"), "ListBucketVersions");
  }

  @Test
  void aDeleteMarkerIsToldToThoseAloneWhoMayListIt() {
    s3.put(
        "/photos?versioning",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    s3.store("a");
    String marker = s3.delete(path("a")).header("x-amz-version-id");
    requireTold("NoSuchKey", path("a"), List.of("GetObject"), "ListBucket");
    requireTold(
        "MethodNotAllowed",
        path("a") + "?versionId=" + marker,
        List.of("GetObjectVersion"),
        "ListBucketVersions");
  }

  private void requireTold(String code, String target, List<String> actions, String listing) {
    for (String other : List.of("ListBucket", "ListBucketVersions")) {
      RawResponse answer = as(List.of(actions.getFirst(), other), request("GET", target));
      assertThat(answer.errorCode()).isEqualTo(other.equals(listing) ? code : "AccessDenied");
      if (!other.equals(listing)) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header(REGION)).isEqualTo("us-east-1");
        assertThat(answer.text()).doesNotContain("Marker");
      }
    }
    assertThat(as(actions, request("GET", target)).errorCode()).isEqualTo("AccessDenied");
    RawResponse head = as(actions, request("HEAD", target));
    assertThat(head.status()).isEqualTo(403);
    assertThat(head.header(REGION)).isEqualTo("us-east-1");
  }

  @Test
  void aMissingSourceIsToldToThoseAloneWhoMayListItsBucket() {
    RawRequest copy = request("PUT", path("b"), "x-amz-copy-source", "photos/missing");
    assertThat(as(List.of("PutObject", "GetObject"), copy).errorCode()).isEqualTo("AccessDenied");
    assertThat(as(List.of("PutObject", "GetObject", "ListBucket"), copy).errorCode())
        .isEqualTo("NoSuchKey");
    RawRequest elsewhere = request("PUT", path("b"), "x-amz-copy-source", "missing/a");
    assertThat(as(List.of("PutObject"), elsewhere).errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void whoMayNotReadLearnsNothingFromConditions() {
    s3.store("a");
    RawResponse refused = as(List.of("ListBucket"), request("GET", path("a"), "if-match", "\"x\""));
    assertThat(refused.status()).isEqualTo(403);
  }
}
