package io.bytebucket.s3.auth;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Says who sent a request: Signature Version 4, in a header or a presigned URL, or nobody. An
 * anonymous request is not an error here; whether it may do what it asks is for others to say.
 *
 * <p>Thread-safe. Nothing of a body is read before the request's own signature has proved right;
 * the body then verifies itself while it is read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating Requests</a>
 */
public final class Authenticator {
  private final SecretSource secrets;
  private final RequestSignature signature;
  private final Clock clock;

  /**
   * @param secrets the keys there are
   * @param clock tells the current time
   */
  public Authenticator(SecretSource secrets, Clock clock) {
    this.secrets = secrets;
    this.signature = new RequestSignature(new SigningKeys(secrets));
    this.clock = clock;
  }

  /**
   * Authenticates a request.
   *
   * @param query the parsed form of its query string
   * @throws S3Exception when it claims a signature and that is not right, not complete, not in time
   *     or does not cover what it must; with AWS's codes
   */
  public Authenticated authenticate(Request request, Query query) {
    Optional<SignatureClaim> claimed = claim(request, query);
    if (claimed.isEmpty() && SignatureV2Link.isClaimed(query)) {
      String accessKeyId = SignatureV2Link.require(request, query, secrets, clock.instant());
      refuseSessionToken(request, query);
      return new Authenticated(
          Optional.of(accessKeyId), AuthMethod.SIGV2_PRESIGNED, PayloadBodies.anonymous(request));
    }
    if (claimed.isEmpty()) {
      return new Authenticated(
          Optional.empty(), AuthMethod.ANONYMOUS, PayloadBodies.anonymous(request));
    }
    SignatureClaim claim = claimed.get();
    PayloadForm form = PayloadForm.parse(claim.payloadHash());
    List<String> signedHeaders = claim.signedHeaderNames();
    SignedHeaderRule.require(request.headers(), signedHeaders);
    SigningKey key = signature.require(request, query, claim, signedHeaders);
    claim.validity().require(claim.time(), clock.instant());
    refuseSessionToken(request, query);
    return new Authenticated(
        Optional.of(claim.scope().accessKeyId()),
        claim.method(),
        PayloadBodies.signed(request, form, claim, key));
  }

  private static Optional<SignatureClaim> claim(Request request, Query query) {
    Optional<String> authorization =
        request.headers().first("authorization").filter(value -> !value.isBlank());
    if (QueryCredentials.isClaimed(query)) {
      if (authorization.filter(HeaderCredentials::isAws).isPresent()) {
        throw new S3Exception(
                S3ErrorCode.INVALID_ARGUMENT,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                    + " Signature query string parameter or the Authorization header should be"
                    + " specified")
            .with("ArgumentName", "Authorization");
      }
      // Another scheme is not meant for us: applications send their own token along with a link.
      return Optional.of(QueryCredentials.parse(query, request.headers()));
    }
    if (authorization.isPresent()) {
      return Optional.of(HeaderCredentials.parse(authorization.get(), request.headers()));
    }
    return Optional.empty();
  }

  /** Keys here are permanent, so a session's token can only belong to a key of somewhere else. */
  private static void refuseSessionToken(Request request, Query query) {
    Optional<String> token =
        request
            .headers()
            .first("x-amz-security-token")
            .or(() -> query.first("X-Amz-Security-Token"));
    if (token.filter(value -> !value.isBlank()).isPresent()) {
      throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
    }
  }
}
