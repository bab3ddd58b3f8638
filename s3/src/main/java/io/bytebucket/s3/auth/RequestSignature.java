package io.bytebucket.s3.auth;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.Sha256;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.List;

/** Checks the signature over the method, the address and the headers of a request. Thread-safe. */
final class RequestSignature {
  private final SigningKeys keys;

  RequestSignature(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Checks a claim, and returns the key that signed it.
   *
   * @param signedHeaders the names of the claim's signed headers
   * @throws S3Exception InvalidAccessKeyId, or SignatureDoesNotMatch which shows what should have
   *     been signed
   */
  SigningKey require(
      Request request, Query query, SignatureClaim claim, List<String> signedHeaders) {
    SigningKeys.Candidate candidate = keys.candidate(claim.scope());
    HeaderValues received = HeaderValues.of(request.headers());
    CanonicalRequest canonical = CanonicalRequest.of(request, query, claim);
    // A signature that is not 64 hex digits cannot match, but checking it takes as long as any
    // other.
    byte[] signature = Sha256.parse(claim.signature()).orElseGet(() -> new byte[0]);

    String text = canonical.text(signedHeaders, received);
    String stringToSign = CanonicalRequest.stringToSign(claim, text);
    if (candidate.signs(stringToSign, signature)
        || signsVariant(candidate, signature, canonical, signedHeaders, received)
        || signsAsSent(candidate, signature, request, canonical, signedHeaders, received)) {
      keys.remember(candidate);
      return candidate.key();
    }
    if (!candidate.exists()) {
      throw noSuchKey(claim);
    }
    throw SignatureMismatch.ofRequest(claim, stringToSign, text);
  }

  /**
   * Refuses a claim whose key does not exist. The signature is not checked here.
   *
   * @throws S3Exception InvalidAccessKeyId
   */
  void requireKey(SignatureClaim claim) {
    if (!keys.candidate(claim.scope()).exists()) {
      throw noSuchKey(claim);
    }
  }

  private static S3Exception noSuchKey(SignatureClaim claim) {
    return new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID)
        .with("AWSAccessKeyId", claim.scope().accessKeyId());
  }

  /**
   * Whether the client signed its path or its query exactly as it sent them, without the encoding
   * and the order that the documentation asks for. curl 7.88 does so, and the SDK for Java where
   * slashes follow each other. This is safe, because the request that is carried out is the one
   * that was sent.
   */
  private static boolean signsAsSent(
      SigningKeys.Candidate candidate,
      byte[] signature,
      Request request,
      CanonicalRequest canonical,
      List<String> signedHeaders,
      HeaderValues received) {
    if (canonical.claim().method() != AuthMethod.SIGV4) {
      return false;
    }
    for (CanonicalRequest sent : canonical.asSent(request)) {
      String text = sent.text(signedHeaders, received);
      if (candidate.signs(CanonicalRequest.stringToSign(canonical.claim(), text), signature)) {
        return true;
      }
    }
    return false;
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
