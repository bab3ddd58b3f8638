package io.bytebucket.server.process.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One place among the connections of an attack: it is opened again and again. For one thread. */
final class Intruder {
  /** One write, so that one connection does not take all the attacker's time. */
  private static final int WRITE_BYTES = 64 << 10;

  /**
   * What the system keeps for one that does not read: little, so that the server keeps the rest.
   */
  private static final int UNREAD_BUFFER_BYTES = 4 << 10;

  /** How long one that does not read waits: it does not see that the server has closed. */
  private static final long UNREAD_LIFE_NANOS = 45_000_000_000L;

  private final Script script;
  private final InetSocketAddress server;
  private final InetAddress source;
  private final Tally tally;
  private final byte[] statusLine = new byte["HTTP/1.1 200".length()];

  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private int burst;
  private int times;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private int statusBytes;
  private long openedNanos;
  private long paced;

  Intruder(Script script, InetSocketAddress server, InetAddress source, Tally tally) {
    this.script = script;
    this.server = server;
    this.source = source;
    this.tally = tally;
  }

  /** Begins a connection. */
  void open(Selector selector) {
    burst = 0;
    times = 0;
    paced = 0;
    statusBytes = 0;
    unsent = ByteBuffer.allocate(0);
    openedNanos = System.nanoTime();
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      // A connection that is given up is reset: it leaves nothing behind in this system.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (!script.reads()) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, UNREAD_BUFFER_BYTES);
      }
      channel.bind(new InetSocketAddress(source, 0));
      channel.connect(server);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      tally.opened();
    } catch (IOException e) {
      tally.refused();
      close();
    }
  }

  /** Whether the place is empty. */
  boolean isClosed() {
    return channel == null;
  }

  /** Gives the connection up. */
  void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException alreadyGone) {
        // As wanted.
      }
    }
    channel = null;
    key = null;
  }

  /**
   * Does what the connection is ready for.
   *
   * @return how many bytes were sent
   */
  int proceed(ByteBuffer scratch) {
    SelectionKey ready = key;
    if (channel == null || ready == null || !ready.isValid()) {
      return 0;
    }
    try {
      if (ready.isConnectable()) {
        channel.finishConnect();
        ready.interestOps(interest());
        if (!hasMore()) {
          end();
        }
      }
      if (ready.isValid() && ready.isReadable()) {
        read(scratch);
      }
      return channel != null && ready.isValid() && ready.isWritable() ? write(WRITE_BYTES) : 0;
    } catch (IOException gone) {
      tally.closedByServer();
      close();
      return 0;
    }
  }

  /** Sends what its pace allows by now, and gives up what has waited too long. */
  int beat() {
    long age = System.nanoTime() - openedNanos;
    if (!script.reads() && age > UNREAD_LIFE_NANOS) {
      close();
    }
    if (channel == null || script.bytesPerSecond() == 0 || !channel.isConnected()) {
      return 0;
    }
    long due = age * script.bytesPerSecond() / 1_000_000_000L - paced;
    try {
      int sent = due > 0 ? write((int) Math.min(due, WRITE_BYTES)) : 0;
      paced += sent;
      return sent;
    } catch (IOException gone) {
      tally.closedByServer();
      close();
      return 0;
    }
  }

  private int interest() {
    int reading = script.reads() ? SelectionKey.OP_READ : 0;
    boolean writes = script.bytesPerSecond() == 0 && hasMore();
    return reading | (writes ? SelectionKey.OP_WRITE : 0);
  }

  private boolean hasMore() {
    return unsent.hasRemaining() || burst < script.bursts().size();
  }

  private int write(int limit) throws IOException {
    if (!unsent.hasRemaining() && burst < script.bursts().size()) {
      unsent = script.bursts().get(burst).bytes().duplicate();
      times++;
      if (times == script.bursts().get(burst).times()) {
        burst++;
        times = 0;
      }
    }
    int end = unsent.limit();
    unsent.limit(Math.min(end, unsent.position() + limit));
    int sent = unsent.hasRemaining() ? writeTo(unsent) : 0;
    unsent.limit(end);
    tally.sent(sent);
    if (!hasMore()) {
      end();
    }
    return sent;
  }

  private int writeTo(ByteBuffer bytes) throws IOException {
    return channel == null ? 0 : channel.write(bytes);
  }

  private void end() {
    boolean isAnswered = statusBytes == statusLine.length;
    if (script.ending() == Script.Ending.RESET
        || (script.ending() == Script.Ending.RESET_WHEN_ANSWERED && isAnswered)) {
      close();
    } else if (key != null && key.isValid()) {
      key.interestOps(interest());
    }
  }

  private void read(ByteBuffer scratch) throws IOException {
    scratch.clear();
    int count = channel == null ? -1 : channel.read(scratch);
    if (count < 0) {
      tally.closedByServer();
      close();
      return;
    }
    scratch.flip();
    if (statusBytes < statusLine.length && scratch.hasRemaining()) {
      int some = Math.min(scratch.remaining(), statusLine.length - statusBytes);
      scratch.get(statusLine, statusBytes, some);
      statusBytes += some;
      noteStatus();
    }
  }

  private void noteStatus() {
    if (statusBytes == statusLine.length) {
      String line = new String(statusLine, StandardCharsets.US_ASCII);
      tally.answered(line.matches("HTTP/1.1 \\d{3}") ? Integer.parseInt(line, 9, 12, 10) : 0);
      if (!hasMore()) {
        end();
      }
    }
  }
}
