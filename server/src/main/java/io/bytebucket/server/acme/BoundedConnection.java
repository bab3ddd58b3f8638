package io.bytebucket.server.acme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;

/**
 * Asks an ACME server, and takes no answer that is longer than an answer can be, or takes longer to
 * come.
 */
final class BoundedConnection extends DefaultConnection {
  /** A chain of certificates for 100 names has some ten KiB. */
  static final int ANSWER_LIMIT_BYTES = 1 << 20;

  private final Duration limit;

  /**
   * A connection of that connector.
   *
   * @param limit how long an answer may take to its end
   */
  BoundedConnection(HttpConnector connector, Duration limit) {
    super(connector);
    this.limit = limit;
  }

  @Override
  protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body)
      throws IOException {
    HttpRequest.Builder builder =
        httpConnector
            .createRequestBuilder(url)
            .header("Accept-Charset", "utf-8")
            .header("Accept-Language", session.getLanguageHeader());
    body.accept(builder);
    CompletableFuture<HttpResponse<InputStream>> answer =
        httpClient.sendAsync(builder.build(), _ -> whole());
    try {
      lastResponse = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new IOException("no whole answer within " + limit.toSeconds() + " seconds", late);
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpResponse.BodySubscriber<InputStream> whole() {
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.limiting(
            HttpResponse.BodySubscribers.ofByteArray(), ANSWER_LIMIT_BYTES),
        ByteArrayInputStream::new);
  }
}
