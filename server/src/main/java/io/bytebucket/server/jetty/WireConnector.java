package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A listening socket whose connections are {@link WireEndPoint}s. */
final class WireConnector extends ServerConnector {
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;

  private final ListenPoint listenPoint;

  WireConnector(Server server, ListenPoint listenPoint, ConnectionFactory... factories) {
    super(server, null, null, null, ACCEPTORS, SELECTORS, factories);
    this.listenPoint = listenPoint;
    setName(listenPoint.name());
    setHost(listenPoint.address().getAddress().getHostAddress());
    setPort(listenPoint.address().getPort());
  }

  ListenPoint listenPoint() {
    return listenPoint;
  }

  HttpHandler handler() {
    return listenPoint.handler();
  }

  String scheme() {
    return listenPoint.tls().isPresent() ? "https" : "http";
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    WireEndPoint endPoint = new WireEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }
}
