package io.bytebucket.server;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.FrontEnd;
import io.bytebucket.pipeline.Pipeline;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.RequestIds;
import io.bytebucket.pipeline.Visit;
import java.nio.charset.StandardCharsets;

/** Answers on the admin port: {@code /health}, for probes. Thread-safe. */
final class AdminHandler implements FrontEnd<AdminException> {
  private static final String HEALTH = "/health";

  /** What stands in the log for a path that leads nowhere. */
  private static final String ELSEWHERE = "/*path";

  /** What {@code /health} answers while all is well. */
  static final String HEALTHY = "{\"status\":\"ok\"}";

  private static final Headers JSON =
      Headers.builder().add("content-type", "application/json").build();

  private AdminHandler() {}

  /** What answers requests at the admin address. */
  static HttpHandler over(MemoryBudget documents, FaultLog faults) {
    return new Pipeline<>(new AdminHandler(), AdminException.class, documents, faults);
  }

  @Override
  public Response answer(Request request, Visit visit) {
    if (!request.rawPath().equals(HEALTH)) {
      visit.path(ELSEWHERE);
      throw new AdminException(404, "NotFound", "There is nothing here.");
    }
    visit.path(HEALTH);
    visit.operation("Health");
    visit.routine();
    return switch (request.method()) {
      case "GET" -> json(200, HEALTHY);
      case "HEAD" -> new Response(200, JSON, new ResponseBody.HeadOnly(HEALTHY.length()));
      default -> throw new AdminException(405, "MethodNotAllowed", "Ask with GET or HEAD.");
    };
  }

  @Override
  public AdminException translate(Problem problem, Request request) {
    return switch (problem) {
      case Problem.Refused(Refusal reason) -> refused(reason);
      case Problem.Failed(Failure.Busy busy) -> refused(Refusal.NO_ROOM);
      // Nothing here asks the store yet, so that no other failure of it is the client's.
      case Problem.Failed failed -> internalError();
      case Problem.Unexpected bug -> internalError();
      case Problem.CutShort cutShort ->
          new AdminException(400, "IncompleteBody", "The body ended too early.");
      case Problem.Unread unread ->
          new AdminException(400, "RequestTimeout", "The body came too slowly.");
    };
  }

  private static AdminException refused(Refusal reason) {
    return new AdminException(
        reason.status(),
        reason.label(),
        switch (reason) {
          case BAD_SYNTAX -> "This is no HTTP request.";
          case HEADER_TOO_LARGE -> "The header is too large.";
          case UNSUPPORTED_CODING -> "That transfer coding is not implemented.";
          case UNSUPPORTED_VERSION -> "That version of HTTP is not implemented.";
          case NOT_TLS -> "This address speaks HTTPS.";
          case NO_ROOM -> "Come back later.";
        });
  }

  private static AdminException internalError() {
    return new AdminException(500, "InternalError", "The server failed; its log says why.");
  }

  @Override
  public Response response(AdminException error, Request request, RequestIds ids) {
    return json(
        error.status(),
        "{\"code\":\"%s\",\"message\":\"%s\",\"requestId\":\"%s\"}"
            .formatted(error.label(), error.text(), ids.requestId()));
  }

  @Override
  public void tell(RequestIds ids, Headers.Builder headers) {
    headers.add("x-amz-request-id", ids.requestId());
  }

  private static Response json(int status, String text) {
    return new Response(
        status, JSON, new ResponseBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }
}
