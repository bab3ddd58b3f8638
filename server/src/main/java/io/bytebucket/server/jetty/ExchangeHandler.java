package io.bytebucket.server.jetty;

import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Refusal;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request from Jetty to the handler of its listener, on the request's own thread. */
final class ExchangeHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

  /** How many times shorter a connection that holds a large header is read on for. */
  private static final int HEAVY_LINGER_PART = 30;

  private final ConnectionLimits limits;
  private final InFlight inFlight;

  ExchangeHandler(ConnectionLimits limits, InFlight inFlight) {
    this.limits = limits;
    this.inFlight = inFlight;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    WireConnection connection = (WireConnection) request.getConnectionMetaData();
    WireConnector connector = connection.connector();
    connection.socket().enter(WireEndPoint.Phase.HANDLING);
    MemoryBudget.Share room = connector.listenPoint().limits().requestMemory().share();
    Waiter waiter = new Waiter();
    RequestBody body =
        new RequestBody(request, connection.claimsUser(request), waiter, new Pace(limits), room);
    ResponseExchange exchange =
        new ResponseExchange(response, connection, body, limits, waiter, room);
    inFlight.begin();
    try {
      boolean isRoom = connector.beginAnswer() && room.tryGrow(connector.handlingBytes());
      if (body.isLarge() && connector.mayUseLargeBuffers()) {
        connection.setInputBufferSize(RequestBody.LARGE_BUFFER_BYTES);
      }
      answer(connection, request, body, exchange, isRoom);
    } finally {
      room.close();
      connection.meter().answered();
      connector.endAnswer();
      inFlight.end();
    }
    finish(connection, body, exchange, callback);
    return true;
  }

  private void answer(
      WireConnection connection,
      Request request,
      RequestBody body,
      ResponseExchange exchange,
      boolean isRoom) {
    try {
      Optional<RequestTarget> target = connection.target();
      if (!isRoom || target.isEmpty()) {
        exchange.sendLast(connection.refuse(isRoom ? Refusal.BAD_SYNTAX : Refusal.NO_ROOM));
        return;
      }
      connection
          .connector()
          .handler()
          .handle(connection.request(target.get(), headers(request), body), exchange);
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
    boolean isKept = connection.meter().isKept();
    boolean clean = body.isConsumed();
    // What is thrown away needs no large buffer, and is no longer paid for.
    connection.setInputBufferSize(RequestBody.SMALL_BUFFER_BYTES);
    if (!clean && !exchange.isCut()) {
      connection.socket().enter(WireEndPoint.Phase.LINGERING);
      try {
        long nanos = limits.lingerTimeout().toNanos();
        clean = body.discard(isKept ? nanos : nanos / HEAVY_LINGER_PART, limits.lingerBytes());
      } catch (IOException gone) {
        LOG.debug("The client went away before its body was skipped", gone);
      }
    }
    body.release();
    boolean persistent = connection.isPersistent();
    connection
        .socket()
        .enter(persistent ? WireEndPoint.Phase.WAITING : WireEndPoint.Phase.LINGERING);
    if (clean && !exchange.isCut()) {
      callback.succeeded();
    } else {
      callback.failed(new EofException("The request was not read to its end"));
    }
    if (!isKept) {
      connection.getEndPoint().close();
    }
  }

  private static Headers headers(Request request) {
    Headers.Builder headers = Headers.builder();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.add(field.getLowerCaseName(), value == null ? "" : HeaderText.fromWire(value));
    }
    return headers.build();
  }
}
