package io.bytebucket.transfer.remote;

import io.bytebucket.transfer.TransferListener;
import java.time.Clock;

/**
 * Moves buckets from one S3 endpoint to another. Found as a service: what speaks to endpoints is
 * large, and loaded by nobody else.
 */
public interface RemoteTransfer {
  /**
   * Does what is ordered, to its end or until it is told to stop, and writes a report of it.
   *
   * <p>When this returns, all that the report tells of is durable at the target as far as the
   * target keeps what it acknowledges, and the report is on disk. Whatever ends the process before,
   * the same order goes on where it was.
   *
   * @throws RemoteException when it cannot be done, with the reason in words; what was moved stays
   */
  Ending run(TransferOrder order, Clock clock, TransferListener listener, StopRequest stop);

  /** How it ended. */
  enum Ending {
    /** All is there and equal. */
    CLEAN,
    /** Done, and the report names what differs or could not be carried. */
    FINDINGS,
    /** Told to stop; the same order goes on. */
    STOPPED
  }
}
