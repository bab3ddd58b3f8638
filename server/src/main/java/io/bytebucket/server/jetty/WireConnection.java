package io.bytebucket.server.jetty;

import io.bytebucket.http.MalformedRequest;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * One HTTP/1.1 connection. It keeps Jetty from interpreting the request target, which Jetty does by
 * the rules of servlets: those refuse keys such as {@code a/../b} and {@code %00}, and would make a
 * host of a bucket in {@code //bucket/key}. And it lets the handler answer what is not HTTP.
 */
final class WireConnection extends HttpConnection {
  private final WireConnector connector;
  private final WireEndPoint socket;
  private final String remoteAddress;

  /** As sent with the request that is being read or answered: there is one at a time. */
  private volatile String rawTarget = "/";

  WireConnection(HttpConfiguration configuration, WireConnector connector, EndPoint endPoint) {
    super(configuration, connector, endPoint);
    this.connector = connector;
    this.socket =
        (WireEndPoint) (endPoint instanceof EndPoint.Wrapper tls ? tls.unwrap() : endPoint);
    this.remoteAddress =
        getRemoteSocketAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
            ? inet.getAddress().getHostAddress()
            : "";
  }

  WireConnector connector() {
    return connector;
  }

  WireEndPoint socket() {
    return socket;
  }

  String remoteAddress() {
    return remoteAddress;
  }

  Optional<RequestTarget> target() {
    return RequestTarget.parse(rawTarget);
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    // While a request is answered its own pace decides: the server may be the slow one.
    return socket.phase() != WireEndPoint.Phase.HANDLING && super.onIdleExpired(timeout);
  }

  @Override
  protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
    rawTarget = uri;
    return super.newHttpStream(method, "/", version);
  }

  @Override
  protected RequestHandler newRequestHandler() {
    return new RefusingRequestHandler();
  }

  private final class RefusingRequestHandler extends RequestHandler {
    @Override
    public void badMessage(HttpException failure) {
      if (getParser().isAtEOF()) {
        getEndPoint().close();
        return;
      }
      MalformedRequest reason =
          switch (failure.getCode()) {
            case 414, 431 -> MalformedRequest.HEADER_TOO_LARGE;
            case 426, 505 -> MalformedRequest.UNSUPPORTED_VERSION;
            default -> MalformedRequest.BAD_SYNTAX;
          };
      socket.enter(WireEndPoint.Phase.LINGERING);
      getEndPoint()
          .upgrade(
              new RefusedConnection(
                  getEndPoint(),
                  getExecutor(),
                  connector.handler().refuse(reason, remoteAddress),
                  getServer().getDateField().getValue()));
    }
  }
}
