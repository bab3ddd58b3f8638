package io.bytebucket.selftest.wire;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a server is.
 *
 * @param host a name, or an address; one of version 6 without its brackets
 * @param tls how TLS is spoken there; empty for plain HTTP
 */
public record Endpoint(String host, int port, Optional<SSLContext> tls) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The endpoint that a URL names: {@code http} or {@code https}, a host, perhaps a port, and no
   * path but {@code /}.
   *
   * @param tls used for {@code https}
   * @throws IllegalArgumentException when it is no such URL; the message says what it has to be
   */
  public static Endpoint of(URI url, SSLContext tls) {
    boolean isSecure = "https".equalsIgnoreCase(url.getScheme());
    boolean isPlain = "http".equalsIgnoreCase(url.getScheme());
    String path = url.getPath() == null ? "" : url.getPath();
    if (url.getRawUserInfo() != null) {
      // Not shown again: whoever put it there took it for a place of a secret.
      throw new IllegalArgumentException(
          "an endpoint of S3 has no user and no password in it: http://HOST[:PORT]");
    }
    if (!(isSecure || isPlain) || url.getHost() == null || path.length() > 1) {
      throw new IllegalArgumentException(
          url + " is no endpoint of S3: http://HOST[:PORT] or https://HOST[:PORT], without a path");
    }
    int port = url.getPort() >= 0 ? url.getPort() : isSecure ? HTTPS : HTTP;
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    return new Endpoint(host, port, isSecure ? Optional.of(tls) : Optional.empty());
  }

  /** What the header {@code Host} says: without the port where it is the scheme's own. */
  public String hostHeader() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls.isPresent() ? HTTPS : HTTP) ? name : name + ":" + port;
  }
}
