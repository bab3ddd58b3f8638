package io.bytebucket.server.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A connection to the admin API of a server. Used by one thread. */
final class AdminConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

  private final URI url;
  private final ClientCredentials credentials;
  private final Optional<String> code;
  private final HttpClient http;

  /**
   * A connection to that server.
   *
   * @param code of a second factor
   * @param authorities a file with the certificates to believe; empty for those of Java
   */
  AdminConnection(
      URI url, ClientCredentials credentials, Optional<String> code, Optional<Path> authorities) {
    this.url = url;
    this.credentials = credentials;
    this.code = code;
    // Redirects are not followed: credentials go to the server that was named, and no other.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER);
    authorities.map(BelievedCertificates::of).ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  AdminReply send(AdminRequest asked) throws IOException {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(base() + asked.target()))
              .timeout(ANSWER_TIMEOUT)
              .header("x-admin-accesskey", credentials.accessKeyId())
              .header("x-admin-secret", credentials.secretAccessKey())
              .method(
                  asked.method(),
                  asked
                      .document()
                      .map(HttpRequest.BodyPublishers::ofString)
                      .orElse(HttpRequest.BodyPublishers.noBody()));
    } catch (IllegalArgumentException e) {
      throw new ClientException("this cannot be asked: " + e.getMessage());
    }
    code.ifPresent(value -> request.header("x-admin-code", value));
    asked.document().ifPresent(_ -> request.header("content-type", "application/json"));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new AdminReply(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String base() {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Why there was no answer. */
  static String reason(IOException e) {
    return switch (e) {
      case ConnectException refused -> "nobody listens there (connection refused)";
      case HttpTimeoutException late -> "no answer in time";
      case SSLException noTrust ->
          "no TLS, or a certificate that is not believed (%s); see --ca"
              .formatted(noTrust.getMessage());
      default -> "no answer that is HTTP (" + e.getMessage() + ")";
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
