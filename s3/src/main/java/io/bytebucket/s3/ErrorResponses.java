package io.bytebucket.s3;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.RequestIds;
import io.bytebucket.pipeline.limit.TurnedAway;
import io.bytebucket.s3.error.ErrorDocument;
import io.bytebucket.s3.error.FailureToS3;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/** What S3 answers when it has no other answer. */
final class ErrorResponses {
  /** AWS's clients wait at least so long before they come back. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private ErrorResponses() {}

  /** The error that stands for a problem. */
  static S3Exception translate(Problem problem, String method) {
    return switch (problem) {
      case Problem.Refused(Refusal reason) -> refused(reason);
      case Problem.Failed failed -> FailureToS3.translate(failed.failure(), method);
      case Problem.CutShort cutShort -> new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
      case Problem.Unread unread -> new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
      case Problem.NotHeard(TurnedAway turnedAway) -> turnedAway(turnedAway);
      case Problem.Unexpected bug -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
    };
  }

  private static S3Exception turnedAway(TurnedAway turnedAway) {
    S3ErrorCode code =
        switch (turnedAway.why()) {
          case TOO_MANY -> S3ErrorCode.SLOW_DOWN;
          case BANNED -> S3ErrorCode.ACCESS_DENIED;
        };
    return new S3Exception(code)
        .withHeader("retry-after", Integer.toString(turnedAway.retryAfterSeconds()));
  }

  private static S3Exception refused(Refusal reason) {
    return switch (reason) {
      case BAD_SYNTAX ->
          new S3Exception(
              S3ErrorCode.BAD_REQUEST, "An error occurred when parsing the HTTP request.");
      case NOT_TLS ->
          new S3Exception(
              S3ErrorCode.BAD_REQUEST, "An HTTP request was sent to a port that speaks HTTPS.");
      case HEADER_TOO_LARGE -> new S3Exception(S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE);
      case UNSUPPORTED_CODING ->
          new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", "Transfer-Encoding");
      case UNSUPPORTED_VERSION -> new S3Exception(S3ErrorCode.HTTP_VERSION_NOT_SUPPORTED);
      case NO_ROOM ->
          new S3Exception(S3ErrorCode.SLOW_DOWN).withHeader("retry-after", RETRY_AFTER_SECONDS);
    };
  }

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
