package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What an error of RocksDB means to a caller. */
public final class RocksFailures {
  private static final int RETRY_AFTER_SECONDS = 1;

  /**
   * How RocksDB begins the message of an error in the middle of writing a file. A log record that
   * was cut there is dropped when it is read, so nothing was done; an error of the sync that
   * follows leaves a whole record behind, which may or may not come back.
   */
  private static final String CUT_WHILE_WRITING = "While appending to file";

  private RocksFailures() {}

  /** Of a read. */
  static StoreException ofRead(RocksDBException cause) {
    return new StoreException(
        isCorruption(cause)
            ? new Failure.Corrupt("metadata", "read")
            : new Failure.EngineFault("read metadata"),
        cause);
  }

  /** Of opening. */
  public static StoreException ofOpen(RocksDBException cause) {
    return new StoreException(
        isCorruption(cause)
            ? new Failure.Corrupt("metadata", "open")
            : isNoSpace(cause)
                ? new Failure.StorageFull()
                : new Failure.EngineFault("open metadata"),
        cause);
  }

  /** Of a commit. */
  public static Failure ofCommit(RocksDBException cause) {
    Status status = cause.getStatus();
    if (status == null) {
      return new Failure.OutcomeUnknown();
    }
    return switch (status.getCode()) {
      case Corruption -> new Failure.Corrupt("metadata", "commit");
      case Busy, TimedOut, TryAgain, Incomplete -> busy();
      case IOError ->
          isNoSpace(cause) && text(cause).startsWith(CUT_WHILE_WRITING)
              ? new Failure.StorageFull()
              : new Failure.OutcomeUnknown();
      case Ok,
          NotFound,
          NotSupported,
          InvalidArgument,
          MergeInProgress,
          ShutdownInProgress,
          Aborted,
          Expired,
          Undefined ->
          new Failure.OutcomeUnknown();
    };
  }

  /** Nothing was done, and trying again may help. */
  public static Failure busy() {
    return new Failure.Busy(RETRY_AFTER_SECONDS);
  }

  private static boolean isCorruption(RocksDBException cause) {
    return cause.getStatus() != null && cause.getStatus().getCode() == Status.Code.Corruption;
  }

  private static boolean isNoSpace(RocksDBException cause) {
    return cause.getStatus() != null && cause.getStatus().getSubCode() == Status.SubCode.NoSpace;
  }

  private static String text(RocksDBException cause) {
    @Nullable String message = cause.getMessage();
    return message == null ? "" : message;
  }
}
