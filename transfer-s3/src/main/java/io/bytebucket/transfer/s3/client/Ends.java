package io.bytebucket.transfer.s3.client;

import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;

/** The two ends of a transfer. Thread-safe; closing ends their connections. */
public record Ends(End source, End target, Pace bytes) implements AutoCloseable {
  /**
   * Connects to both.
   *
   * @throws io.bytebucket.transfer.remote.RemoteException when their settings make no sense
   */
  public static Ends of(TransferOrder order, StopRequest stop) {
    TransferOrder.Limits limits = order.limits();
    Pace bytes = Pace.of(limits.bytesPerSecond(), stop);
    End source = End.of("source", order.source(), limits, stop);
    try {
      return new Ends(source, End.of("target", order.target(), limits, stop), bytes);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try (source;
        target) {
      // Both, whatever becomes of the other.
    }
  }
}
