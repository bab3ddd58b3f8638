package io.bytebucket.engine.local.file;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.io.IOException;

/** What an exception of the disk means to the callers of the engine. */
public final class DiskFailures {
  private DiskFailures() {}

  /**
   * The failure to throw.
   *
   * @param operation what the engine was doing, in constant words
   */
  public static StoreException of(String operation, IOException cause) {
    Failure failure =
        cause instanceof DiskFullException
            ? new Failure.StorageFull()
            : new Failure.EngineFault(operation);
    return new StoreException(failure, FileReason.explained(cause));
  }
}
