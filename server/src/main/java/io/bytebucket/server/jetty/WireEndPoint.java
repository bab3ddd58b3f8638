package io.bytebucket.server.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A socket that knows what its connection is doing and since when, and how many bytes it took, so
 * that slow clients can be told from busy ones.
 */
final class WireEndPoint extends SocketChannelEndPoint {
  /** What a connection is doing. */
  enum Phase {
    /** Nothing: no byte of a request has come since the last one was answered. */
    WAITING,
    /** Sending a request's header (or shaking hands for TLS before the first). */
    HEADER,
    /** Having a request answered. */
    HANDLING,
    /** Being read from after its last answer, only so that the client comes to read that. */
    LINGERING
  }

  private final AtomicLong sentBytes = new AtomicLong();
  private volatile Phase phase = Phase.WAITING;
  private volatile long sinceNanos = System.nanoTime();

  WireEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /** What the connection is doing. */
  Phase phase() {
    return phase;
  }

  /** How long it has been doing that, in nanoseconds. */
  long phaseNanos() {
    return System.nanoTime() - sinceNanos;
  }

  /** Notes that the connection does something else from now on. */
  void enter(Phase next) {
    if (next != Phase.HANDLING) {
      sinceNanos = System.nanoTime();
    }
    phase = next;
  }

  /** Whether the client has sent what nobody has read yet: the beginning of a request. */
  boolean hasUnread() {
    try {
      return getChannel().socket().getInputStream().available() > 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /** How many bytes the kernel took for sending so far. */
  long sentBytes() {
    return sentBytes.get();
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0 && phase == Phase.WAITING) {
      enter(Phase.HEADER);
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    boolean all = super.flush(buffers);
    // Writes of one connection never overlap.
    sentBytes.lazySet(sentBytes.getPlain() + before - remaining(buffers));
    return all;
  }

  private static long remaining(ByteBuffer[] buffers) {
    long bytes = 0;
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    return bytes;
  }
}
