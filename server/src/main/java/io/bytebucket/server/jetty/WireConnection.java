package io.bytebucket.server.jetty;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.client.IpAddress;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * One HTTP/1.1 connection. It keeps Jetty from interpreting the request target, which Jetty does by
 * the rules of servlets: those refuse keys such as {@code a/../b} and {@code %00}, and would make a
 * host of a bucket in {@code //bucket/key}. It bounds what a header may cost. And it lets the
 * handler answer what is not HTTP.
 */
final class WireConnection extends HttpConnection {
  /** What stands among the statuses for plain HTTP on a port of TLS. */
  private static final int NOT_TLS = 497;

  private final WireConnector connector;
  private final HeaderMeter meter;

  /** Whether nothing is to be done but to say that this port speaks TLS. */
  private final boolean isPlainOnTls;

  private final WireEndPoint socket;
  private final String remoteAddress;

  /** As sent with the request that is being read or answered: there is one at a time. */
  private volatile String method = "";

  private volatile String rawTarget = "/";

  WireConnection(HttpConfiguration configuration, WireConnector connector, EndPoint endPoint) {
    // Before Jetty's own constructor, which calls for the parser.
    this.connector = connector;
    this.meter = new HeaderMeter(connector.listenPoint().limits());
    super(configuration, connector, endPoint);
    this.isPlainOnTls =
        connector.listenPoint().tls().isPresent()
            && !(endPoint instanceof SslConnection.SslEndPoint);
    this.socket = socketOf(endPoint);
    if (endPoint instanceof ProxyConnectionFactory.ProxyEndPoint) {
      // What the proxy said has come; the client may take its time.
      socket.enter(WireEndPoint.Phase.WAITING);
    }
    this.remoteAddress =
        getRemoteSocketAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
            ? IpAddress.text(inet.getAddress())
            : "";
  }

  /** Around it may be TLS, and what a proxy said of it. */
  private static WireEndPoint socketOf(EndPoint endPoint) {
    EndPoint inner = endPoint;
    while (inner instanceof EndPoint.Wrapper wrapper) {
      inner = wrapper.unwrap();
    }
    return (WireEndPoint) inner;
  }

  WireConnector connector() {
    return connector;
  }

  WireEndPoint socket() {
    return socket;
  }

  HeaderMeter meter() {
    return meter;
  }

  Optional<RequestTarget> target() {
    return RequestTarget.parse(rawTarget);
  }

  /** Whether the request says who it is from, in its header or as a link. */
  boolean claimsUser(org.eclipse.jetty.server.Request request) {
    return request.getHeaders().contains(HttpHeader.AUTHORIZATION)
        || rawTarget.contains("Signature=");
  }

  /** The request that is being answered, with what it asks for in its two parts. */
  Request request(RequestTarget target, Headers headers, InputStream body) {
    return new Request(
        method, target.path(), target.query(), headers, connector.scheme(), remoteAddress, body);
  }

  /** The answer to what is not handled, as far as it was understood. */
  io.bytebucket.http.Response refuse(Refusal reason) {
    RequestTarget known = target().orElse(RequestTarget.UNKNOWN);
    return connector
        .handler()
        .refuse(request(known, Headers.EMPTY, InputStream.nullInputStream()), reason);
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    // While a request is answered its own pace decides: the server may be the slow one.
    return socket.phase() != WireEndPoint.Phase.HANDLING && super.onIdleExpired(timeout);
  }

  @Override
  public void onClose(Throwable cause) {
    meter.close();
    super.onClose(cause);
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    HttpParser plain = super.newHttpParser(compliance);
    MeteredParser parser =
        new MeteredParser(
            (HttpParser.RequestHandler) plain.getHandler(),
            getHttpConfiguration().getRequestHeaderSize(),
            compliance,
            meter);
    parser.setHeaderCacheSize(plain.getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(plain.isHeaderCacheCaseSensitive());
    return parser;
  }

  @Override
  protected HttpStreamOverHTTP1 newHttpStream(String sentMethod, String uri, HttpVersion version) {
    method = sentMethod;
    rawTarget = uri;
    return super.newHttpStream(sentMethod, "/", version);
  }

  @Override
  protected RequestHandler newRequestHandler() {
    return new StrictRequestHandler();
  }

  /** Hears of a request as it is read, and refuses what is too much or means two things. */
  private final class StrictRequestHandler extends RequestHandler {
    @Override
    public void messageBegin() {
      if (socket.phase() == WireEndPoint.Phase.WAITING) {
        socket.enter(WireEndPoint.Phase.HEADER);
      }
      method = "";
      rawTarget = "";
      meter.begin();
      super.messageBegin();
    }

    @Override
    public void parsedHeader(HttpField field) {
      meter.field();
      super.parsedHeader(Framing.strict(field));
    }

    @Override
    public boolean headerComplete() {
      if (isPlainOnTls) {
        throw new HttpException.RuntimeException(NOT_TLS);
      }
      Framing.requireKnown(getHttpVersion(), getParser());
      RequestTarget.requireFewParameters(
          rawTarget, connector.listenPoint().limits().queryParameters());
      if (!meter.mayHandle(getParser().getHeaderLength())) {
        throw new HttpException.RuntimeException(503);
      }
      return super.headerComplete();
    }

    @Override
    public boolean contentComplete() {
      meter.trailers(getParser().getHeaderLength());
      return super.contentComplete();
    }

    /** Nobody wants the trailers of HTTP: those of S3 are inside the body. */
    @Override
    public void parsedTrailer(HttpField field) {
      meter.field();
      meter.requireShortTrailers(getParser().getHeaderLength());
    }

    @Override
    public void badMessage(HttpException failure) {
      meter.release();
      if (getParser().isAtEOF()) {
        getEndPoint().close();
        return;
      }
      Refusal reason =
          switch (failure.getCode()) {
            case 414, 431 -> Refusal.HEADER_TOO_LARGE;
            case 426, 505 -> Refusal.UNSUPPORTED_VERSION;
            case NOT_TLS -> Refusal.NOT_TLS;
            case 501 -> Refusal.UNSUPPORTED_CODING;
            case 503 -> Refusal.NO_ROOM;
            default -> Refusal.BAD_SYNTAX;
          };
      socket.enter(WireEndPoint.Phase.LINGERING);
      getEndPoint()
          .upgrade(
              new RefusedConnection(
                  getEndPoint(),
                  getExecutor(),
                  refuse(reason),
                  getServer().getDateField().getValue(),
                  connector.lingerBytes()));
    }
  }
}
