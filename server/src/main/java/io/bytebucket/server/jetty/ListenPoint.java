package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.server.tls.ReloadingTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One address that is listened on, and who answers there.
 *
 * @param socket the address
 * @param handler who answers
 * @param limits what its requests may cost
 * @param tls the certificate when the address speaks TLS
 * @param hasOwnThreads whether its requests run on threads of their own, one for each connection at
 *     most: the system gives these their share of the processors, however many requests wait
 *     elsewhere
 * @param proxies whose connections begin with a header of the PROXY protocol
 */
public record ListenPoint(
    ListenSocket socket,
    HttpHandler handler,
    RequestLimits limits,
    Optional<ReloadingTls> tls,
    boolean hasOwnThreads,
    Predicate<InetAddress> proxies) {
  /** One to which no proxy passes on bytes. */
  public ListenPoint(
      ListenSocket socket,
      HttpHandler handler,
      RequestLimits limits,
      Optional<ReloadingTls> tls,
      boolean hasOwnThreads) {
    this(socket, handler, limits, tls, hasOwnThreads, _ -> false);
  }

  /** What the address is for, for the log: {@code s3} or {@code admin}. */
  String name() {
    return socket.name();
  }

  /** Where it listens: the port is the real one. */
  InetSocketAddress address() {
    return socket.address();
  }
}
