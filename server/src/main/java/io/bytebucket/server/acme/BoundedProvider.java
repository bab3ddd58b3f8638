package io.bytebucket.server.acme;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Any ACME server, whose answers are bounded, and whose certificate may be of one's own. */
final class BoundedProvider extends GenericAcmeProvider {
  private final Optional<SSLContext> authorities;
  private final Duration limit;

  /**
   * For one ACME server.
   *
   * @param authorities what its certificate is checked by; empty for those of Java
   * @param limit how long an answer may take
   */
  BoundedProvider(Optional<SSLContext> authorities, Duration limit) {
    this.authorities = authorities;
    this.limit = limit;
  }

  @Override
  public Connection connect(URI server, NetworkSettings settings, HttpClient client) {
    return new BoundedConnection(createHttpConnector(settings, client), limit);
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.getTimeout());
    authorities.ifPresent(builder::sslContext);
    return builder.build();
  }
}
