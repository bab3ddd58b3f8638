package io.bytebucket.s3.body;

import io.bytebucket.core.store.BlobStore;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.form.FileSizeRange;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the decoded body of a request. Nothing of the body is read here. */
public final class PayloadBodies {
  /** The largest file, with room for the fields around it. */
  static final long FORM_LIMIT_BYTES = BlobStore.BLOB_LIMIT_BYTES + (1 << 20);

  private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

  private PayloadBodies() {}

  /**
   * The body of a request whose signature is right.
   *
   * @param payloadHash what the signature covers of the body: its hash, or the name of a {@link
   *     PayloadForm}
   * @param verifier makes the check of signed chunks; called only when the body has them
   */
  public static PayloadBody signed(
      Request request, String payloadHash, Supplier<? extends ChunkVerifier> verifier) {
    return new PayloadBody(decoder(request, PayloadForm.parse(payloadHash), verifier));
  }

  /** The body of a request that is not signed, or whose signature cannot cover chunks. */
  public static PayloadBody anonymous(Request request) {
    PayloadForm form =
        request
            .headers()
            .first(PayloadForm.HEADER)
            .map(text -> PayloadForm.parse(text.strip()))
            .orElseGet(PayloadForm.Plain::new);
    return new PayloadBody(decoder(request, form, PayloadBodies::refuseSignedChunks));
  }

  /**
   * The whole body of a request that is a form. The signature of a form, if it has one, is inside
   * it.
   *
   * @throws S3Exception MissingContentLength, or EntityTooLarge when no file can be so large
   */
  public static PayloadBody form(Request request) {
    PayloadBody body = anonymous(request);
    if (body.lengthBytes() < 0) {
      throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
    if (body.lengthBytes() > FORM_LIMIT_BYTES) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(body.lengthBytes()))
          .with("MaxSizeAllowed", Long.toString(FORM_LIMIT_BYTES));
    }
    return body;
  }

  /**
   * The file of a form, as the body of the request that the form stands for.
   *
   * @param file a stream that ends only if the form around it is complete
   * @param sizes the sizes that the form's policy allows
   */
  public static PayloadBody fileOf(InputStream file, FileSizeRange sizes) {
    return new PayloadBody(new FormFileDecoder(file, sizes));
  }

  private static PayloadDecoder decoder(
      Request request, PayloadForm form, Supplier<? extends ChunkVerifier> verifier) {
    Headers headers = request.headers();
    Set<String> announced = Trailers.announced(headers, form);
    return switch (form) {
      case PayloadForm.Plain() ->
          new PlainDecoder(request.body(), contentLengthBytes(headers), null);
      case PayloadForm.Hashed(String hash) ->
          new PlainDecoder(request.body(), contentLengthBytes(headers), hash);
      case PayloadForm.Chunked chunked ->
          new ChunkedDecoder(
              request.body(),
              decodedLengthBytes(headers),
              chunked,
              announced,
              chunked.signed() ? verifier.get() : null);
    };
  }

  private static ChunkVerifier refuseSignedChunks() {
    throw new S3Exception(
        S3ErrorCode.INVALID_REQUEST, "Signed chunks need a request that is signed.");
  }

  /** The length that the request declares; -1 when it declares none. */
  static long contentLengthBytes(Headers headers) {
    return headers.first("content-length").map(text -> length("content-length", text)).orElse(-1L);
  }

  private static long decodedLengthBytes(Headers headers) {
    return headers
        .first(DECODED_LENGTH)
        .map(text -> length(DECODED_LENGTH, text))
        .orElseThrow(() -> new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH));
  }

  private static long length(String name, String text) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.length() >= 19 || !Digits.areAll(digits)) {
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The length is not a valid number.")
          .with("ArgumentName", name)
          .with("ArgumentValue", text);
    }
    return Long.parseLong(digits);
  }
}
