package io.bytebucket.server.process.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Carries out attacks, from one thread. A connection that ends is replaced by the next one of its
 * kind. It has a line of ten gigabit to send on, so that it is the server's memory and order that
 * are attacked, and not the processors that both share.
 *
 * <p>For one thread at a time.
 */
final class Attacker {
  private static final long BYTES_PER_SECOND = 1_250_000_000;

  /** Connections opened a second once those of the beginning are there. */
  private static final int REPLACEMENTS_PER_SECOND = 500;

  private static final long BEAT_NANOS = 100_000_000;

  private final InetSocketAddress server;
  private final BooleanSupplier goesOn;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 << 10);
  private double allowedBytes;
  private double allowedReplacements;

  /** Attacks the server on that port of this machine, for as long as the condition holds. */
  Attacker(int port, BooleanSupplier goesOn) {
    this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.goesOn = goesOn;
  }

  /** Carries out some attacks at the same time, and gives all their connections up in the end. */
  Tally attack(List<Attack> attacks, Duration duration) {
    Tally tally = new Tally();
    List<Intruder> intruders = new ArrayList<>();
    for (Attack attack : attacks) {
      for (int n = 0; n < attack.connections(); n++) {
        // An address for some of them each: the ports of one do not suffice.
        InetAddress source = InetAddress.ofLiteral("127.0.1." + (1 + n % 200));
        intruders.add(new Intruder(attack.script(n), server, source, tally));
      }
    }
    // Those of the beginning come all at once, which is an attack of its own.
    allowedReplacements = intruders.size();
    try (Selector selector = Selector.open()) {
      beat(intruders, selector);
      long nowNanos = System.nanoTime();
      long endNanos = nowNanos + duration.toNanos();
      long beatNanos = nowNanos;
      while (nowNanos < endNanos && goesOn.getAsBoolean()) {
        proceed(selector);
        long beforeNanos = nowNanos;
        nowNanos = System.nanoTime();
        allow(nowNanos - beforeNanos);
        if (nowNanos - beatNanos >= BEAT_NANOS) {
          beatNanos = nowNanos;
          beat(intruders, selector);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      intruders.forEach(Intruder::close);
    }
    return tally;
  }

  private void proceed(Selector selector) throws IOException {
    if (allowedBytes < 0) {
      LockSupport.parkNanos(BEAT_NANOS / 20);
      return;
    }
    selector.select(
        key -> allowedBytes -= ((Intruder) key.attachment()).proceed(scratch),
        BEAT_NANOS / 2_000_000);
  }

  private void beat(List<Intruder> intruders, Selector selector) {
    for (Intruder intruder : intruders) {
      if (intruder.isClosed() && allowedReplacements >= 1) {
        allowedReplacements--;
        intruder.open(selector);
      }
      allowedBytes -= intruder.beat();
    }
  }

  private void allow(long nanos) {
    double seconds = nanos / 1e9;
    allowedBytes = Math.min(BYTES_PER_SECOND / 10.0, allowedBytes + seconds * BYTES_PER_SECOND);
    allowedReplacements =
        Math.min(REPLACEMENTS_PER_SECOND, allowedReplacements + seconds * REPLACEMENTS_PER_SECOND);
  }
}
