package io.bytebucket.server.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the admin port of a server, signed in by headers. */
final class AdminConnection implements AutoCloseable {
  private final Endpoint endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  AdminConnection(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Sends a document, or nothing where it is empty. */
  HttpResponse<String> send(String method, String target, String document) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.adminPort() + target))
            .header("X-Admin-AccessKey", endpoint.accessKeyId())
            .header("X-Admin-Secret", endpoint.secretAccessKey())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(document))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends a document, requires success, and returns the answer. */
  JsonNode succeed(String method, String target, String document) throws IOException {
    HttpResponse<String> response = send(method, target, document);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(
          method + " " + target + " " + response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty()
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(response.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
