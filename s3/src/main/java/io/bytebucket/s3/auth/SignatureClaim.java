package io.bytebucket.s3.auth;

import java.util.List;
import java.util.Locale;

/**
 * What a request says of its own signature; nothing of it has been checked against a key.
 *
 * @param method where the claim stands
 * @param scope the key, and what the signature is good for
 * @param time when it was signed
 * @param validity until when that is good
 * @param signedHeaders the names of the signed headers, as the claim lists them
 * @param payloadHash the last line of the canonical request: a hash, or the name of a payload form.
 *     The body is decoded by this very text, so it is bound to the signature wherever it was sent.
 *     Empty when the request says none; then it is the hash of the body.
 * @param signature 64 hex digits, if the client did it right
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

  /** Room for the names of a thousand headers: a longer list is none, and is not taken apart. */
  static final int LIMIT_CHARS = 64 << 10;

  /** Whether the request says how its body is signed. */
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
