package io.bytebucket.s3.auth;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadBodies;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.body.PayloadForm;
import io.bytebucket.s3.body.UnnamedBody;
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
 * but for the fields of a form, and a small body whose hash is signed without being said; the body
 * then verifies itself while it is read.
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
   * @param resource the bucket and key that it points at, as sent; see {@link
   *     io.bytebucket.s3.route.S3Address#resource}
   * @param memory what a body takes that has to be held for that, until the request has ended
   * @throws S3Exception when it claims a signature and that is not right, not complete, not in time
   *     or does not cover what it must; with AWS's codes
   * @throws IOException when a body had to be read for that, and the client went away or was too
   *     slow
   */
  public Authenticated authenticate(
      Request request, Query query, String resource, MemoryBudget.Share memory) throws IOException {
    Optional<SignatureClaim> claimed = claim(request, query);
    if (claimed.isPresent()) {
      return claimed.get().namesPayload()
          ? signed(request, query, claimed.get())
          : signedUnnamed(request, query, claimed.get(), memory);
    }
    if (SignatureV2Link.isClaimed(query)) {
      String accessKeyId =
          SignatureV2Link.require(request, query, resource, secrets, clock.instant());
      Request meant = LinkHeaders.appliedV2(request, query);
      refuseSessionToken(meant, query);
      return new Authenticated(
          Optional.of(accessKeyId),
          AuthMethod.SIGV2_PRESIGNED,
          meant,
          PayloadBodies.anonymous(request));
    }
    return new Authenticated(
        Optional.empty(), AuthMethod.ANONYMOUS, request, PayloadBodies.anonymous(request));
  }

  private Authenticated signed(Request request, Query query, SignatureClaim claim) {
    PayloadForm.parse(claim.payloadHash());
    List<String> signedHeaders = claim.signedHeaderNames();
    SignedHeaderRule.require(request.headers(), signedHeaders);
    SigningKey key = signature.require(request, query, claim, signedHeaders);
    claim.validity().require(claim.time(), clock.instant());
    Request meant =
        claim.method() == AuthMethod.SIGV4_PRESIGNED
            ? LinkHeaders.appliedV4(request, query)
            : request;
    refuseSessionToken(meant, query);
    return new Authenticated(
        Optional.of(claim.scope().accessKeyId()),
        claim.method(),
        meant,
        PayloadBodies.signed(request, claim.payloadHash(), () -> new ChunkSignatures(claim, key)));
  }

  /** What can be refused without the body is refused first: it takes memory. */
  private Authenticated signedUnnamed(
      Request request, Query query, SignatureClaim claim, MemoryBudget.Share memory)
      throws IOException {
    SignedHeaderRule.require(request.headers(), claim.signedHeaderNames());
    signature.requireKey(claim);
    claim.validity().require(claim.time(), clock.instant());
    UnnamedBody body = UnnamedBody.read(request, memory);
    return signed(body.in(request), query, claim.withPayloadHash(body.sha256()));
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
    Request asHeaders = request.withHeaders(FieldHeaders.of(form.fields(), request.headers()));
    refuseSessionToken(asHeaders, query);
    return new Authenticated(
        signer.map(FormSignature.Signer::accessKeyId),
        signer.map(FormSignature.Signer::method).orElse(AuthMethod.ANONYMOUS),
        asHeaders,
        PayloadBodies.fileOf(form.file(), fileSize));
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
