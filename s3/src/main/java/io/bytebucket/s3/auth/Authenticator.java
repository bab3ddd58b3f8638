package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.form.FieldHeaders;
import io.bytebucket.s3.form.FileSizeRange;
import io.bytebucket.s3.form.PostForm;
import io.bytebucket.s3.form.PostPolicy;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Says who sent a request: Signature Version 4, in a header, a presigned URL or the fields of a
 * form, or nobody. An anonymous request is not an error here; whether it may do what it asks is for
 * others to say.
 *
 * <p>Thread-safe. Nothing of a body is read before the request's own signature has proved right,
 * but for the fields of a form; the body then verifies itself while it is read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating Requests</a>
 */
public final class Authenticator {
  private final SecretSource secrets;
  private final RequestSignature signature;
  private final FormSignature formSignature;
  private final Clock clock;

  /**
   * @param secrets the keys there are
   * @param clock tells the current time
   */
  public Authenticator(SecretSource secrets, Clock clock) {
    this.secrets = secrets;
    SigningKeys keys = new SigningKeys(secrets);
    this.signature = new RequestSignature(keys);
    this.formSignature = new FormSignature(secrets, keys);
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
          Optional.of(accessKeyId),
          AuthMethod.SIGV2_PRESIGNED,
          request,
          PayloadBodies.anonymous(request));
    }
    if (claimed.isEmpty()) {
      return new Authenticated(
          Optional.empty(), AuthMethod.ANONYMOUS, request, PayloadBodies.anonymous(request));
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
        request,
        PayloadBodies.signed(request, form, claim, key));
  }

  /**
   * Authenticates a request whose body is an HTML form. Its credentials are fields of the form, so
   * what stands before the file is read here, up to AWS's limit of 20 KiB; the file is not.
   *
   * @param query the parsed form of its query string
   * @param bucket the bucket it was sent to, which its policy has to name
   * @param memory what the fields take of memory, until the request has ended
   * @throws S3Exception when it is no such form, when it claims a signature and that is not right
   *     or not complete, or when the signed policy does not allow what it holds; with AWS's codes
   * @throws IOException when the client went away or was too slow
   */
  public Authenticated authenticateForm(
      Request request, Query query, String bucket, MemoryBudget.Share memory) throws IOException {
    PayloadBody body = PayloadBodies.form(request);
    PostForm form = PostForm.read(request.headers().first("content-type"), body, memory);
    if (claim(request, query).isPresent() || SignatureV2Link.isClaimed(query)) {
      throw new S3Exception(
          S3ErrorCode.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; a form is signed in its fields");
    }
    Optional<FormSignature.Signer> signer = formSignature.require(form.fields());
    FileSizeRange fileSize = FileSizeRange.ANY;
    if (signer.isPresent()) {
      PostPolicy policy = PostPolicy.parse(signer.get().policy());
      policy.require(form.fields(), bucket, clock.instant());
      fileSize = policy.fileSize();
    }
    Request asHeaders = withHeaders(request, FieldHeaders.of(form.fields(), request.headers()));
    refuseSessionToken(asHeaders, query);
    return new Authenticated(
        signer.map(FormSignature.Signer::accessKeyId),
        signer.map(FormSignature.Signer::method).orElse(AuthMethod.ANONYMOUS),
        asHeaders,
        new PayloadBody(new FormFileDecoder(form.file(), fileSize)));
  }

  private static Request withHeaders(Request request, Headers headers) {
    return new Request(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers,
        request.scheme(),
        request.remoteAddress(),
        request.body());
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
