package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
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

  /** What the header of an answer takes, unless it is longer. */
  static final int HEADER_BYTES = 4 << 10;

  /** The longest header that can be sent. */
  static final int MAX_HEADER_BYTES = 64 << 10;

  /** What Jetty adds: the status line, the date, the length, and what is to become of both ends. */
  private static final int ADDED_HEADER_BYTES = 512;

  /** What is around a field: a colon, a blank, and the end of the line. */
  private static final int FIELD_BYTES = 4;

  /**
   * So much of an array is sent at once, because the JDK copies it, and keeps the copy's memory.
   */
  private static final int PIECE_BYTES = 64 << 10;

  /** How long Jetty may take to hand back a buffer after the connection was closed. */
  private static final long GIVE_BACK_NANOS = 10_000_000_000L;

  private final org.eclipse.jetty.server.Response wire;
  private final WireConnection connection;
  private final RequestBody body;
  private final ConnectionLimits limits;
  private final Waiter waiter;
  private final MemoryBudget.Share room;
  private final boolean head;

  private @Nullable Pace pace;
  private boolean committed;
  private boolean cut;
  private boolean isLast;
  private long sentBytes;

  ResponseExchange(
      org.eclipse.jetty.server.Response wire,
      WireConnection connection,
      RequestBody body,
      ConnectionLimits limits,
      Waiter waiter,
      MemoryBudget.Share room) {
    this.wire = wire;
    this.connection = connection;
    this.body = body;
    this.limits = limits;
    this.waiter = waiter;
    this.room = room;
    this.head = wire.getRequest().getMethod().equals("HEAD");
  }

  @Override
  public void send(Response response) throws IOException {
    if (committed) {
      throw new IllegalStateException("A response was already begun");
    }
    requireRoom(headerCost(response));
    switch (response.body()) {
      case ResponseBody.HeadOnly announced -> write(response, hasLength(response), null);
      case ResponseBody.Bytes bytes -> {
        if (head || !hasLength(response)) {
          write(response, hasLength(response), null);
        } else {
          requireRoom(RequestCost.ofHolding(bytes.lengthBytes()));
          send(response, ByteBuffer.wrap(bytes.bytes()));
        }
      }
      case ResponseBody.Stream stream -> {
        requireRoom(head ? 0 : RequestCost.ofStreaming(stream.lengthBytes()));
        stream(response, stream);
      }
    }
  }

  /** The same for an answer after which the connection is closed. */
  void sendLast(Response response) throws IOException {
    isLast = true;
    send(response);
  }

  private void send(Response response, ByteBuffer all) throws IOException {
    int end = all.limit();
    do {
      all.limit(Math.min(end, all.position() + PIECE_BYTES));
      write(response, all.limit() == end, all);
    } while (all.limit() < end);
  }

  private void requireRoom(long bytes) {
    if (bytes > 0 && !RequestCost.take(room, bytes)) {
      throw new NoRoomException();
    }
  }

  /** What the header takes beyond an ordinary one. */
  private static long headerCost(Response response) {
    HeaderLength length = new HeaderLength();
    response.headers().forEach(length::add);
    if (length.bytes > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException("the header of an answer is too long to be sent");
    }
    return length.bytes > HEADER_BYTES ? MAX_HEADER_BYTES : 0;
  }

  /** Adds up, at the worst that encoding makes of it. */
  private static final class HeaderLength {
    private int bytes = ADDED_HEADER_BYTES;

    void add(String name, String value) {
      bytes += name.length() + HeaderText.wireBytes(value) + FIELD_BYTES;
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
      if (lengthBytes >= 0 && sentBytes != lengthBytes && !head) {
        throw new IOException("The body's source gave fewer bytes than it announced");
      }
    } catch (IOException | RuntimeException failure) {
      if (committed) {
        cut(failure);
      }
      throw failure;
    }
    if (!committed || (lengthBytes < 0 && !head)) {
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
    if (lengthBytes >= 0 && count > lengthBytes - sentBytes) {
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
    if (hasLength(response) && response.body().lengthBytes() >= 0) {
      fields.put(HttpHeader.CONTENT_LENGTH, response.body().lengthBytes());
    }
    if (isLast || !connection.meter().isKept() || !body.canSkip(limits.keepAliveDrainBytes())) {
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
