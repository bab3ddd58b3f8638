package io.bytebucket.server.acme;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers what an ACME server asks by plain HTTP, and nothing else. There are as many answers as
 * names that are being proved. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8555#section-8.3">RFC 8555, section 8.3</a>
 */
final class HttpProofs implements HttpHandler {
  private static final String PATH = "/.well-known/acme-challenge/";
  private static final Headers TEXT =
      Headers.builder().add("content-type", "application/octet-stream").build();

  private final Map<String, String> proofs = new ConcurrentHashMap<>();

  void show(String token, String proof) {
    proofs.put(token, proof);
  }

  void hide(String token) {
    proofs.remove(token);
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    String path = request.rawPath();
    String proof = path.startsWith(PATH) ? proofs.get(path.substring(PATH.length())) : null;
    exchange.send(
        proof == null || !request.method().equals("GET")
            ? new Response(404, Headers.EMPTY, ResponseBody.EMPTY)
            : new Response(
                200, TEXT, new ResponseBody.Bytes(proof.getBytes(StandardCharsets.US_ASCII))));
  }
}
