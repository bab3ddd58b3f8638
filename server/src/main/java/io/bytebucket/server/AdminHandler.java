package io.bytebucket.server;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Answers on the admin port: {@code /health}, for probes. Thread-safe. */
final class AdminHandler implements HttpHandler {
  private static final String HEALTH = "/health";

  /** What {@code /health} answers while all is well. */
  static final String HEALTHY = "{\"status\":\"ok\"}";

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    String requestId = UUID.randomUUID().toString();
    boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
    if (!request.rawPath().equals(HEALTH)) {
      exchange.send(json(404, error("NotFound", "There is nothing here.", requestId), requestId));
    } else if (!isRead) {
      exchange.send(
          json(405, error("MethodNotAllowed", "Ask with GET or HEAD.", requestId), requestId));
    } else if (request.method().equals("HEAD")) {
      exchange.send(
          new Response(200, headers(requestId), new ResponseBody.HeadOnly(HEALTHY.length())));
    } else {
      exchange.send(json(200, HEALTHY, requestId));
    }
  }

  private static String error(String code, String message, String requestId) {
    return "{\"code\":\"%s\",\"message\":\"%s\",\"requestId\":\"%s\"}"
        .formatted(code, message, requestId);
  }

  private static Response json(int status, String text, String requestId) {
    return new Response(
        status, headers(requestId), new ResponseBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Headers headers(String requestId) {
    return Headers.builder()
        .add("x-amz-request-id", requestId)
        .add("content-type", "application/json")
        .build();
  }
}
