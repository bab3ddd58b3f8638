package io.bytebucket.s3;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.ErrorDocument;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/** Errors as responses. */
final class ErrorResponses {
  private static final String RETRY_AFTER_SECONDS = "1";

  private ErrorResponses() {}

  /** The response to {@code request}; without a document when it is a HEAD. */
  static Response of(S3Exception error, Request request, RequestIds ids) {
    Headers.Builder headers = Headers.builder();
    if (error.code() == S3ErrorCode.SLOW_DOWN) {
      headers.add("retry-after", RETRY_AFTER_SECONDS);
    }
    if (request.method().equals("HEAD")) {
      return new Response(error.code().status(), headers.build(), ResponseBody.EMPTY);
    }
    byte[] document = ErrorDocument.write(error, request.rawPath(), ids.requestId(), ids.hostId());
    return new Response(
        error.code().status(),
        headers.add("content-type", "application/xml").build(),
        new ResponseBody.Bytes(document));
  }
}
