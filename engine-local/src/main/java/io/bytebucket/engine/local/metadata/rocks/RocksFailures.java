package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns errors of RocksDB into the failures that callers are told. */
public final class RocksFailures {
  private static final int RETRY_AFTER_SECONDS = 1;

  /**
   * How the message begins when RocksDB fails while it writes to a file. A log record that was cut
   * there is dropped when the log is read, so nothing was done. If the sync that follows fails, a
   * whole record was written, which may or may not survive.
   */
  private static final String CUT_WHILE_WRITING = "While appending to file";

  /** What the system says when it is not the disk that is to blame. */
  private static final List<String> NOT_OF_THE_DISK =
      List.of(
          "Too many open files",
          "Permission denied",
          "Operation not permitted",
          "Cannot allocate memory",
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system");

  private RocksFailures() {}

  /**
   * Whether what was asked for may be damaged or gone; not so when it could not be looked at, which
   * another attempt may do better.
   */
  public static boolean isOfDamage(RocksDBException cause) {
    return !isNoSpace(cause) && NOT_OF_THE_DISK.stream().noneMatch(text(cause)::contains);
  }

  /** The same of a failure that was told as one of a store. */
  public static boolean isOfDamage(StoreException e) {
    return e.failure() instanceof Failure.Corrupt
        || (e.getCause() instanceof RocksDBException cause && isOfDamage(cause));
  }

  /** The failure of a read. */
  static StoreException ofRead(RocksDBException cause) {
    return new StoreException(
        isCorruption(cause)
            ? new Failure.Corrupt("metadata", "read")
            : new Failure.EngineFault("read metadata"),
        cause);
  }

  /** The failure to open a database. */
  public static StoreException ofOpen(RocksDBException cause) {
    return new StoreException(
        isCorruption(cause)
            ? new Failure.Corrupt("metadata", "open")
            : isNoSpace(cause)
                ? new Failure.StorageFull()
                : new Failure.EngineFault("open metadata"),
        cause);
  }

  /** The failure to make a checkpoint. */
  public static StoreException ofCheckpoint(RocksDBException cause) {
    return new StoreException(
        isCorruption(cause)
            ? new Failure.Corrupt("metadata", "checkpoint")
            : isNoSpace(cause)
                ? new Failure.StorageFull()
                : new Failure.EngineFault("make a checkpoint"),
        cause);
  }

  /** The failure of a commit. */
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

  /** The failure when nothing was done and trying again may help. */
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
