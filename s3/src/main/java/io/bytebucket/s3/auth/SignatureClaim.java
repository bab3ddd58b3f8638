package io.bytebucket.s3.auth;

import java.util.List;
import java.util.Locale;

/**
 * What a request says about its own signature. None of it has been checked yet.
 *
 * @param method where in the request the claim stands
 * @param scope the access key, and the day and region of the signature
 * @param time when it was signed
 * @param validity until when the signature is valid
 * @param signedHeaders the names of the signed headers, as the claim lists them
 * @param payloadHash the last line of the canonical request: a hash, or the name of a payload form.
 *     The body is decoded by this same text, so the text is bound to the signature wherever in the
 *     request it was sent. Empty when the request does not have it; then the hash of the body is
 *     signed.
 * @param signature the signature as the client wrote it; a right one has 64 hex digits
 */
record SignatureClaim(
    AuthMethod method,
    CredentialScope scope,
    SigningTime time,
    Validity validity,
    String signedHeaders,
    String payloadHash,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** Enough for the names of a thousand headers. A longer list is refused before it is parsed. */
  static final int LIMIT_CHARS = 64 << 10;

  /** Whether the request says how its body is sent and signed. */
  boolean namesPayload() {
    return !payloadHash.isEmpty();
  }

  /** The same claim for that payload. */
  SignatureClaim withPayloadHash(String named) {
    return new SignatureClaim(method, scope, time, validity, signedHeaders, named, signature);
  }

  /** The names of the signed headers, in lower case, in the order of the claim. */
  List<String> signedHeaderNames() {
    return List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";", -1));
  }
}
