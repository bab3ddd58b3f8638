package io.bytebucket.selftest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples that AWS's documentation works through. */
class SignerTest {
  private static final String NOTHING = Bytes.sha256(new byte[0]);

  private final Signer signer =
      new Signer(
          "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "us-east-1",
          "s3",
          Instant.parse("2013-05-24T00:00:00Z"),
          Set.of());

  @Test
  void aParameterWithoutAValueIsSignedAsInTheExample() {
    WireRequest request =
        WireRequest.of("GET", "/?lifecycle").add("host", "examplebucket.s3.amazonaws.com");

    assertThat(signer.sign(request, NOTHING).header("authorization"))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void aListingIsSignedAsInTheExample() {
    WireRequest request =
        WireRequest.of("GET", "/?max-keys=2&prefix=J")
            .add("host", "examplebucket.s3.amazonaws.com");

    assertThat(signer.sign(request, NOTHING).header("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                + "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void aLinkIsSignedAsInTheExample() {
    WireRequest request =
        WireRequest.of("GET", "/test.txt").add("host", "examplebucket.s3.amazonaws.com");

    assertThat(signer.presign(request, 86_400).query())
        .endsWith(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void itsTextHasNoSecret() {
    assertThat(signer.toString()).doesNotContain("wJalr");
  }
}
