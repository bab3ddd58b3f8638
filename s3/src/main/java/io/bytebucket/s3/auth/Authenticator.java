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
 * Finds out who sent a request, by its signature in a header, in the query of a link, or in the
 * fields of a form. A request without a signature is anonymous, which is no error here: whether it
 * may do what it asks is decided later.
 *
 * <p>Thread-safe. Nothing of a body is read before the signature of the request has proved right,
 * with two exceptions: the fields of a form, and a small body whose hash is signed but not sent.
 * After that the body is verified while it is read.
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
   * @param secrets the secrets of the access keys
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
   * @param memory counts the memory of a body that must be held to check the signature, until the
   *     request has ended
   * @throws S3Exception with AWS's code, when the request has a signature that is wrong, incomplete
   *     or expired, or that does not cover what it must
   * @throws IOException when the body had to be read, and the client went away or was too slow
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
          Optional.empty(),
          meant,
          PayloadBodies.anonymous(request));
    }
    return new Authenticated(
        Optional.empty(),
        AuthMethod.ANONYMOUS,
        Optional.empty(),
        request,
        PayloadBodies.anonymous(request));
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
        Optional.of(claim.time().instant()),
        meant,
        PayloadBodies.signed(request, claim.payloadHash(), () -> new ChunkSignatures(claim, key)));
  }

  /**
   * Everything that can be checked without the body is checked first, because the body takes
   * memory.
   */
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
   * everything before the file is read here, up to AWS's limit of 20 KiB. The file is not read.
   *
   * @param query the parsed form of its query string
   * @param bucket the bucket that it was sent to, which its policy must name
   * @param memory counts the memory of the fields, until the request has ended
   * @throws S3Exception with AWS's code, when it is not such a form, when its signature is wrong or
   *     incomplete, or when the signed policy does not allow its content
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
        signer.flatMap(FormSignature.Signer::signedAt),
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
      // An Authorization header of another scheme is ignored: applications send their own tokens
      // with links.
      return Optional.of(QueryCredentials.parse(query, request.headers()));
    }
    if (authorization.isPresent()) {
      return Optional.of(HeaderCredentials.parse(authorization.get(), request.headers()));
    }
    return Optional.empty();
  }

  /** This server has no temporary keys, so a session token belongs to a key of another server. */
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
