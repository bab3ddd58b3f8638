package io.bytebucket.s3.auth;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the signature over a request's line and headers. Thread-safe. */
final class RequestSignature {
  private static final Logger LOG = LoggerFactory.getLogger(RequestSignature.class);

  private final SigningKeys keys;

  RequestSignature(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * The key with which the claim is right.
   *
   * @param signedHeaders the names of the claim's signed headers
   * @throws S3Exception InvalidAccessKeyId, or SignatureDoesNotMatch with what was to be signed
   */
  SigningKey require(
      Request request, Query query, SignatureClaim claim, List<String> signedHeaders) {
    SigningKeys.Candidate candidate = keys.candidate(claim.scope());
    HeaderValues received = HeaderValues.of(request.headers());
    CanonicalRequest canonical = CanonicalRequest.of(request, query, claim);
    // A signature that is not 64 hex digits matches nothing, at the usual price.
    byte[] signature = Sha256.parse(claim.signature()).orElseGet(() -> new byte[0]);

    String text = canonical.text(signedHeaders, received);
    String stringToSign = CanonicalRequest.stringToSign(claim, text);
    if (candidate.signs(stringToSign, signature)
        || signsVariant(candidate, signature, canonical, signedHeaders, received)) {
      keys.remember(candidate);
      return candidate.key();
    }
    if (!candidate.exists()) {
      throw new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID)
          .with("AWSAccessKeyId", claim.scope().accessKeyId());
    }
    LOG.atDebug()
        .addKeyValue("access_key", claim.scope().accessKeyId())
        .addKeyValue("signature", claim.signature())
        .addKeyValue("string_to_sign", stringToSign)
        .addKeyValue("canonical_request", text)
        .log("the signature does not match");
    throw SignatureMismatch.ofRequest(claim, stringToSign, text);
  }

  private static boolean signsVariant(
      SigningKeys.Candidate candidate,
      byte[] signature,
      CanonicalRequest canonical,
      List<String> signedHeaders,
      HeaderValues received) {
    for (HeaderValues variant : ProxyTolerance.variants(received, signedHeaders)) {
      String text = canonical.text(signedHeaders, variant);
      String stringToSign = CanonicalRequest.stringToSign(canonical.claim(), text);
      if (candidate.signs(stringToSign, signature)) {
        return true;
      }
    }
    return false;
  }
}
