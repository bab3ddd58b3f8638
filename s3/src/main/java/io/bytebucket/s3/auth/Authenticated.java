package io.bytebucket.s3.auth;

import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadBody;
import java.time.Instant;
import java.util.Optional;

/**
 * A request whose signature is right, or that has none.
 *
 * @param accessKeyId the key that signed it; empty for an anonymous request
 * @param method how it was signed
 * @param signedAt when it was signed; empty where the signature does not say
 * @param request the request to act on: as it came, with the signed parameters of a link and the
 *     fields of an HTML form added to its header
 * @param body the body, of which nothing has been read yet; it is decoded and verified while it is
 *     read
 */
public record Authenticated(
    Optional<String> accessKeyId,
    AuthMethod method,
    Optional<Instant> signedAt,
    Request request,
    PayloadBody body) {
  /** How it was signed, for decisions. */
  public Value<Signing> signing() {
    return switch (method) {
      case ANONYMOUS -> new Value.Absent<>();
      case SIGV4 -> signed(Signing.Carrier.HEADER, 4);
      case SIGV4_PRESIGNED -> signed(Signing.Carrier.QUERY, 4);
      case SIGV2 -> signed(Signing.Carrier.HEADER, 2);
      case SIGV2_PRESIGNED -> signed(Signing.Carrier.QUERY, 2);
      case SIGV4_FORM -> signed(Signing.Carrier.FORM, 4);
      case SIGV2_FORM -> signed(Signing.Carrier.FORM, 2);
    };
  }

  private Value<Signing> signed(Signing.Carrier carrier, int version) {
    return new Value.Present<>(new Signing(carrier, version, Value.of(signedAt)));
  }
}
