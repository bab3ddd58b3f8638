package io.bytebucket.s3.auth;

import io.bytebucket.core.store.BlobStore;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the body of a request from its payload form; reads nothing of it. */
final class PayloadBodies {
  /** The largest file, and room for the fields around it. */
  static final long FORM_LIMIT_BYTES = BlobStore.BLOB_LIMIT_BYTES + (1 << 20);

  private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

  private PayloadBodies() {}

  /** The body of a request whose signature is right. */
  static PayloadBody signed(Request request, SignatureClaim claim, SigningKey key) {
    PayloadForm form = PayloadForm.parse(claim.payloadHash());
    return new PayloadBody(decoder(request, form, () -> new ChunkSignatures(claim, key)));
  }

  /** The body of a request whose signature, if any, says nothing of chunks. */
  static PayloadBody anonymous(Request request) {
    PayloadForm form =
        request
            .headers()
            .first(PayloadForm.HEADER)
            .map(text -> PayloadForm.parse(text.strip()))
            .orElseGet(PayloadForm.Plain::new);
    return new PayloadBody(decoder(request, form, PayloadBodies::refuseSignedChunks));
  }

  /**
   * The whole body of a request that is a form; its signature, if any, is inside it.
   *
   * @throws S3Exception MissingContentLength, or EntityTooLarge when no file can be so large
   */
  static PayloadBody form(Request request) {
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

  private static PayloadDecoder decoder(
      Request request, PayloadForm form, Supplier<ChunkSignatures> signatures) {
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
              chunked.signed() ? signatures.get() : null);
    };
  }

  private static ChunkSignatures refuseSignedChunks() {
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
