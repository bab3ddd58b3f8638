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
 * come, or a last answer was not read. When a listenPoint has nearly as many connections as it may,
 * those that wait longest without a request make room.
 *
 * <p>A beat, because a timer of its own for every request would cost each of them something, to
 * time what only bad ones do.
 */
final class Deadlines extends AbstractLifeCycle {
  /** How full a listenPoint may be, in percent, before connections without a request are closed. */
  private static final int ROOM_PERCENT = 90;

  private final List<WireConnector> connectors;
  private final ConnectionLimits limits;
  private final Scheduler scheduler;
  private final long beatNanos;

  Deadlines(List<WireConnector> connectors, ConnectionLimits limits, Scheduler scheduler) {
    this.connectors = connectors;
    this.limits = limits;
    this.scheduler = scheduler;
    this.beatNanos = Math.min(TimeUnit.SECONDS.toNanos(1), limits.headerTimeout().toNanos() / 4);
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    scheduler.schedule(this::beat, beatNanos, TimeUnit.NANOSECONDS);
  }

  private void beat() {
    if (!isStarting() && !isRunning()) {
      return;
    }
    try {
      connectors.forEach(this::sweep);
    } finally {
      schedule();
    }
  }

  private void sweep(WireConnector connector) {
    List<WireEndPoint> waiting = new ArrayList<>();
    int open = 0;
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      if (endPoint instanceof WireEndPoint socket) {
        open++;
        switch (socket.phase()) {
          case WAITING -> waiting.add(socket);
          case HEADER -> closeAfter(limits.headerTimeout().toNanos(), socket);
          case LINGERING -> closeAfter(limits.lingerTimeout().toNanos(), socket);
          case HANDLING -> {
            // Its own pace decides.
          }
        }
      }
    }
    int excess = open - connector.listenPoint().maxConnections() * ROOM_PERCENT / 100;
    if (excess > 0) {
      waiting.sort(Comparator.comparingLong(WireEndPoint::phaseNanos).reversed());
      waiting.stream().limit(excess).forEach(EndPoint::close);
    }
  }

  private static void closeAfter(long nanos, WireEndPoint socket) {
    if (socket.phaseNanos() > nanos) {
      socket.close(new TimeoutException("The client took too long"));
    }
  }
}
