package io.bytebucket.s3;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.ErrorDocument;
import io.bytebucket.s3.error.S3Exception;

/** Errors as responses. */
final class ErrorResponses {
  private ErrorResponses() {}

  /** The response to {@code request}; without a document when it is a HEAD. */
  static Response of(S3Exception error, Request request, RequestIds ids) {
    Headers headers =
        Headers.builder().addAll(error.headers()).add("content-type", "application/xml").build();
    if (request.method().equals("HEAD")) {
      return new Response(error.code().status(), headers, ResponseBody.EMPTY);
    }
    ResponseBody document =
        ErrorDocument.write(error, request.rawPath(), ids.requestId(), ids.hostId());
    return new Response(error.code().status(), headers, document);
  }
}
