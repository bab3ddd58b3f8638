package io.bytebucket.server.jetty;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MalformedRequest;
import io.bytebucket.http.Request;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request from Jetty to the handler of its listener, on the request's own thread. */
final class ExchangeHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

  private final ConnectionLimits limits;
  private final InFlight inFlight;

  ExchangeHandler(ConnectionLimits limits, InFlight inFlight) {
    this.limits = limits;
    this.inFlight = inFlight;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request request, Response response, Callback callback) {
    WireConnection connection = (WireConnection) request.getConnectionMetaData();
    connection.socket().enter(WireEndPoint.Phase.HANDLING);
    Waiter waiter = new Waiter();
    RequestBody body = new RequestBody(request, waiter, new Pace(limits));
    ResponseExchange exchange = new ResponseExchange(response, connection, body, limits, waiter);
    inFlight.begin();
    try {
      answer(connection, request, body, exchange);
    } finally {
      inFlight.end();
    }
    finish(connection, body, exchange, callback);
    return true;
  }

  private void answer(
      WireConnection connection,
      org.eclipse.jetty.server.Request request,
      RequestBody body,
      ResponseExchange exchange) {
    HttpHandler handler = connection.connector().handler();
    try {
      Optional<RequestTarget> target = connection.target();
      if (target.isEmpty()) {
        exchange.send(handler.refuse(MalformedRequest.BAD_SYNTAX, connection.remoteAddress()));
        return;
      }
      handler.handle(
          new Request(
              request.getMethod(),
              target.get().path(),
              target.get().query(),
              headers(request),
              connection.connector().scheme(),
              connection.remoteAddress(),
              body),
          exchange);
      if (!exchange.isCommitted()) {
        LOG.error("A handler returned without an answer");
        exchange.cut(new EofException());
      }
    } catch (IOException gone) {
      LOG.debug("The client went away before it was answered", gone);
      exchange.cut(gone);
    } catch (RuntimeException | Error bug) {
      LOG.error("A handler failed without an answer", bug);
      exchange.cut(bug);
    }
  }

  /**
   * Brings the connection to where the next request begins. When the body was not read to its end,
   * the answer is already out: the rest is read and thrown away so that the client, which may send
   * all before it reads, comes to see it.
   */
  private void finish(
      WireConnection connection, RequestBody body, ResponseExchange exchange, Callback callback) {
    boolean clean = false;
    if (!exchange.isCut()) {
      try {
        clean = body.isConsumed() || body.discard(limits.lingerTimeout().toNanos());
      } catch (IOException gone) {
        LOG.debug("The client went away before its body was skipped", gone);
      }
    }
    body.release();
    boolean persistent = connection.isPersistent();
    connection
        .socket()
        .enter(persistent ? WireEndPoint.Phase.WAITING : WireEndPoint.Phase.LINGERING);
    if (clean) {
      callback.succeeded();
    } else {
      callback.failed(new EofException("The request was not read to its end"));
    }
  }

  private static Headers headers(org.eclipse.jetty.server.Request request) {
    Headers.Builder headers = Headers.builder();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.add(field.getLowerCaseName(), value == null ? "" : HeaderText.fromWire(value));
    }
    return headers.build();
  }
}
