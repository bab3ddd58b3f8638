package io.bytebucket.server.jetty;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
import io.bytebucket.http.StalledTransferException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read straight from the connection's buffer. What taking it in costs is
 * asked for when it is first read. Used by the request's thread.
 */
final class RequestBody extends InputStream {
  /** What one read takes until a body proves to be longer: a request and a small body. */
  static final int SMALL_BUFFER_BYTES = 16 << 10;

  /** What one read takes then: large enough that a large upload costs few system calls. */
  static final int LARGE_BUFFER_BYTES = 64 << 10;

  /** So long one turn lasts, when bytes come faster than they are worked on. */
  private static final long TURN_NANOS = 300_000;

  /** A body up to this length is taken in one. */
  private static final long TURNS_FROM_BYTES = 32 << 10;

  private static final long UNKNOWN = -1;

  private final Request request;
  private final Waiter waiter;
  private final Pace pace;
  private final MemoryBudget.Share room;
  private final boolean claimsUser;
  private final long lengthBytes;
  private final boolean expectsContinue;

  private Content.@Nullable Chunk chunk;

  /** Read to its end, and not given back: while it is held the connection takes a new buffer. */
  private Content.@Nullable Chunk spent;

  private boolean isPaidFor;
  private boolean isInLargeBuffer;
  private long turnNanos;
  private long readBytes;
  private boolean ended;
  private long waitLimitNanos = Long.MAX_VALUE;

  /**
   * The body of that request.
   *
   * @param claimsUser whether the request is signed: the body of one whose signature is wrong is
   *     not read, but that of one without may be before anybody proved anything
   */
  RequestBody(
      Request request, boolean claimsUser, Waiter waiter, Pace pace, MemoryBudget.Share room) {
    this.request = request;
    this.claimsUser = claimsUser;
    this.room = room;
    this.waiter = waiter;
    this.pace = pace;
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    this.lengthBytes = chunked ? UNKNOWN : Math.max(0, request.getLength());
    this.ended = lengthBytes == 0;
    this.expectsContinue = !ended && request.getHeaders().contains(HttpHeader.EXPECT);
  }

  /** How many bytes were read from the wire. */
  long readBytes() {
    return readBytes;
  }

  /** Whether there is a body that one small buffer does not hold. */
  boolean isLarge() {
    return lengthBytes == UNKNOWN || lengthBytes > SMALL_BUFFER_BYTES;
  }

  /** Whether nothing of the body is left to read. */
  boolean isConsumed() {
    return ended || readBytes == lengthBytes;
  }

  /**
   * Whether the next request on this connection is near enough to read up to it: not while the
   * client waits to be told to go on, and not past more than {@code limitBytes}.
   */
  boolean canSkip(long limitBytes) {
    if (isConsumed()) {
      return true;
    }
    boolean unasked = expectsContinue && readBytes == 0;
    return !unasked && lengthBytes != UNKNOWN && lengthBytes - readBytes <= limitBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!isPaidFor) {
      isPaidFor = true;
      long cost = RequestCost.ofReading(lengthBytes);
      if (!(claimsUser ? RequestCost.take(room, cost) : room.tryGrowUnproved(cost))) {
        throw new NoRoomException();
      }
    }
    ByteBuffer content = content();
    if (content == null) {
      return -1;
    }
    int count = Math.min(length, content.remaining());
    content.get(bytes, offset, count);
    readBytes += count;
    releaseIfEmpty();
    takeTurns();
    return count;
  }

  @Override
  public int available() {
    return chunk == null ? 0 : chunk.remaining();
  }

  /**
   * Reads and throws away, for at most so long and so much, and says whether the end was reached.
   */
  boolean discard(long nanos, long limitBytes) throws IOException {
    long deadline = System.nanoTime() + nanos;
    long end = readBytes + limitBytes;
    for (long left = nanos; left > 0 && readBytes < end; left = deadline - System.nanoTime()) {
      waitLimitNanos = left;
      ByteBuffer content = content();
      if (content == null) {
        return true;
      }
      readBytes += content.remaining();
      content.position(content.limit());
      releaseIfEmpty();
      takeTurns();
    }
    return isConsumed();
  }

  /** Gives back the connection's buffer. */
  void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
    releaseSpent();
  }

  private void releaseSpent() {
    if (spent != null) {
      spent.release();
      spent = null;
    }
  }

  private void releaseIfEmpty() {
    if (chunk != null && !chunk.hasRemaining()) {
      spent = chunk;
      chunk = null;
      if (isInLargeBuffer || !isLarge()) {
        releaseSpent();
      }
    }
  }

  /** The bytes at hand, at least one; null at the end of the body. */
  private @Nullable ByteBuffer content() throws IOException {
    while (chunk == null && !isConsumed()) {
      Content.Chunk next = request.read();
      if (spent != null) {
        isInLargeBuffer = true;
        releaseSpent();
      }
      if (next == null) {
        awaitContent();
        continue;
      }
      if (Content.Chunk.isFailure(next)) {
        throw failure(next.getFailure());
      }
      ended = next.isLast();
      if (next.hasRemaining()) {
        pace.moved(next.remaining());
        chunk = next;
      } else {
        next.release();
      }
    }
    return chunk == null ? null : chunk.getByteBuffer();
  }

  private void takeTurns() {
    if (readBytes > TURNS_FROM_BYTES && System.nanoTime() - turnNanos > TURN_NANOS) {
      Turn.pass();
      turnNanos = System.nanoTime();
    }
  }

  private void awaitContent() throws StalledTransferException {
    waiter.arm();
    request.demand(waiter);
    if (waiter.isDone()) {
      return;
    }
    long started = System.nanoTime();
    boolean came = waiter.await(Math.min(pace.allowanceNanos(), waitLimitNanos));
    pace.waited(System.nanoTime() - started);
    if (!came) {
      throw new StalledTransferException();
    }
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof EOFException) {
      EOFException early = new EOFException("The body ended before its declared length");
      early.initCause(cause);
      return early;
    }
    return new IOException("The client went away", cause);
  }
}
