package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.http.StalledTransferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of one request. Header and first bytes leave in one write, and buffers go to
 * the socket as they are. Used by the request's thread.
 */
final class ResponseExchange implements HttpHandler.Exchange {
  private static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, "close");

  /** How long Jetty may take to hand back a buffer after the connection was closed. */
  private static final long GIVE_BACK_NANOS = 10_000_000_000L;

  private final org.eclipse.jetty.server.Response wire;
  private final WireConnection connection;
  private final RequestBody body;
  private final ConnectionLimits limits;
  private final Waiter waiter;
  private final boolean head;

  private @Nullable Pace pace;
  private boolean committed;
  private boolean cut;
  private long sentBytes;

  ResponseExchange(
      org.eclipse.jetty.server.Response wire,
      WireConnection connection,
      RequestBody body,
      ConnectionLimits limits,
      Waiter waiter) {
    this.wire = wire;
    this.connection = connection;
    this.body = body;
    this.limits = limits;
    this.waiter = waiter;
    this.head = wire.getRequest().getMethod().equals("HEAD");
  }

  @Override
  public void send(Response response) throws IOException {
    if (committed) {
      throw new IllegalStateException("A response was already begun");
    }
    switch (response.body()) {
      case ResponseBody.HeadOnly announced -> write(response, hasLength(response), null);
      case ResponseBody.Bytes bytes ->
          write(
              response,
              hasLength(response),
              head || !hasLength(response) ? null : ByteBuffer.wrap(bytes.bytes()));
      case ResponseBody.Stream stream -> stream(response, stream);
    }
  }

  @Override
  public boolean isCommitted() {
    return committed;
  }

  @Override
  public long bytesRead() {
    return body.readBytes();
  }

  @Override
  public long bytesSent() {
    return sentBytes;
  }

  /** Whether the connection was closed in the middle of the response. */
  boolean isCut() {
    return cut;
  }

  /** Closes the connection, so that the client cannot take what it has for a whole response. */
  void cut(Throwable cause) {
    if (!cut) {
      cut = true;
      connection.getEndPoint().close(cause);
    }
  }

  private void stream(Response response, ResponseBody.Stream stream) throws IOException {
    long lengthBytes = stream.lengthBytes();
    try {
      stream.source().writeTo(buffer -> pass(response, lengthBytes, buffer));
      if (sentBytes != lengthBytes && !head) {
        throw new IOException("The body's source gave fewer bytes than it announced");
      }
    } catch (IOException | RuntimeException failure) {
      if (committed) {
        cut(failure);
      }
      throw failure;
    }
    if (!committed) {
      write(response, true, null);
    }
  }

  private void pass(Response response, long lengthBytes, ByteBuffer buffer) throws IOException {
    int count = buffer.remaining();
    if (count == 0) {
      return;
    }
    if (head) {
      buffer.position(buffer.limit());
      return;
    }
    if (count > lengthBytes - sentBytes) {
      throw new IOException("The body's source gave more bytes than it announced");
    }
    write(response, sentBytes + count == lengthBytes, buffer);
  }

  private void write(Response response, boolean last, @Nullable ByteBuffer content)
      throws IOException {
    if (!committed) {
      committed = true;
      begin(response);
    }
    int count = content == null ? 0 : content.remaining();
    waiter.arm();
    wire.write(last, content, waiter);
    if (!waiter.isDone()) {
      awaitTaken();
    }
    Throwable failure = waiter.failure();
    if (failure != null) {
      cut(failure);
      throw new IOException("The client went away", failure);
    }
    sentBytes += count;
  }

  private void begin(Response response) {
    wire.setStatus(response.status());
    HttpFields.Mutable fields = wire.getHeaders();
    response.headers().forEach((name, value) -> fields.add(name, HeaderText.toWire(value)));
    if (hasLength(response)) {
      fields.put(HttpHeader.CONTENT_LENGTH, response.body().lengthBytes());
    }
    if (!body.canSkip(limits.keepAliveDrainBytes())) {
      fields.put(CLOSE);
    }
  }

  /**
   * Whether the answer has a body or announces one. The header of one that has not is not sent as
   * the last of it, for then Jetty would add a length, which after a 304 would be the wrong one.
   */
  private static boolean hasLength(Response response) {
    return response.status() != 204 && response.status() != 304;
  }

  /** Waits until the connection took what was written, as long as it goes on taking. */
  private void awaitTaken() throws StalledTransferException {
    Pace current = pace == null ? new Pace(limits) : pace;
    pace = current;
    long sent = connection.socket().sentBytes();
    boolean taken = false;
    while (!taken) {
      long started = System.nanoTime();
      taken = waiter.await(current.allowanceNanos());
      current.waited(System.nanoTime() - started);
      current.moved(connection.socket().sentBytes() - sent);
      sent = connection.socket().sentBytes();
      if (!taken && current.allowanceNanos() <= 0) {
        cut(new EofException("The client stalled"));
        waiter.await(GIVE_BACK_NANOS);
        throw new StalledTransferException();
      }
    }
  }
}
