package io.bytebucket.server.jetty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks over the connections at a fixed beat and closes those whose time is up: the header did not
 * come, or a last answer was not read. When an address has nearly as many connections as it may,
 * those that are of the least use make room: first those that had their last answer, then those
 * that take long to send a header, then those that wait longest without a request.
 *
 * <p>A beat, because a timer of its own for every request would cost each of them something, to
 * time what only bad ones do. Its work is bounded by the number of connections that may be open.
 */
final class Deadlines extends AbstractLifeCycle {
  /** How full an address may be, in percent, before connections without a request are closed. */
  private static final int ROOM_PERCENT = 90;

  /** The beat while an address is that full: so long, at most, newcomers wait. */
  private static final long CROWDED_BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a header may take when there is no room; a client in good faith sends it at once. */
  private static final long CROWDED_HEADER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * How long a connection may wait for a request when there is no room. Those of clients at work
   * wait for less: one that has just been opened or used may have a request under way, and closing
   * it would lose that.
   */
  private static final long CROWDED_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Makes room in this order, and among its like what has been so for longest. */
  private static final Comparator<Dispensable> LEAST_USE_FIRST =
      Comparator.comparing(Dispensable::use)
          .thenComparing(Comparator.comparingLong(Dispensable::nanos).reversed());

  private final List<WireConnector> connectors;
  private final ConnectionLimits limits;
  private final Scheduler scheduler;
  private final long beatNanos;

  /** Why a connection may be closed, the best reason first. */
  private enum Use {
    REFUSED,
    UNDECIDED,
    WAITING
  }

  /**
   * A connection that may be closed to make room.
   *
   * @param nanos for how long it has been so; taken once, because it goes on growing
   */
  private record Dispensable(WireEndPoint socket, Use use, long nanos) {}

  Deadlines(List<WireConnector> connectors, ConnectionLimits limits, Scheduler scheduler) {
    this.connectors = connectors;
    this.limits = limits;
    this.scheduler = scheduler;
    this.beatNanos = Math.min(TimeUnit.SECONDS.toNanos(1), limits.headerTimeout().toNanos() / 4);
  }

  @Override
  protected void doStart() {
    schedule(beatNanos);
  }

  private void schedule(long nanos) {
    scheduler.schedule(this::beat, nanos, TimeUnit.NANOSECONDS);
  }

  private void beat() {
    if (!isStarting() && !isRunning()) {
      return;
    }
    boolean isCrowded = false;
    try {
      for (WireConnector connector : connectors) {
        isCrowded |= sweep(connector);
      }
    } finally {
      schedule(isCrowded ? Math.min(beatNanos, CROWDED_BEAT_NANOS) : beatNanos);
    }
  }

  /** Closes what is due, and says whether there was little room. */
  private boolean sweep(WireConnector connector) {
    List<Dispensable> dispensable = new ArrayList<>();
    int open = 0;
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      if (endPoint instanceof WireEndPoint socket) {
        open++;
        long nanos = socket.phaseNanos();
        switch (socket.phase()) {
          case WAITING -> {
            if (nanos > CROWDED_WAIT_NANOS && !socket.hasUnread()) {
              dispensable.add(new Dispensable(socket, Use.WAITING, nanos));
            }
          }
          case HEADER -> {
            if (nanos > limits.headerTimeout().toNanos()) {
              close(socket);
            } else if (nanos > CROWDED_HEADER_NANOS) {
              dispensable.add(new Dispensable(socket, Use.UNDECIDED, nanos));
            }
          }
          case LINGERING -> {
            if (nanos > limits.lingerTimeout().toNanos()) {
              close(socket);
            } else {
              dispensable.add(new Dispensable(socket, Use.REFUSED, nanos));
            }
          }
          case HANDLING -> {
            // Its own pace decides.
          }
        }
      }
    }
    int excess = open - connector.listenPoint().limits().connections() * ROOM_PERCENT / 100;
    if (excess > 0) {
      dispensable.sort(LEAST_USE_FIRST);
      dispensable.stream().limit(excess).map(Dispensable::socket).forEach(EndPoint::close);
    }
    return excess > 0;
  }

  private static void close(WireEndPoint socket) {
    socket.close(new TimeoutException("The client took too long"));
  }
}
