package io.bytebucket.core.job;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.user.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job, and how far it is.
 *
 * @param bucketIds which buckets are meant: one that is made again under the same name is another
 * @param starter who asked for it: with that user's rights it is done, as they are then
 * @param origin how they asked for it, which is what conditions of rules are about
 * @param startedAt when they did, to the millisecond
 * @param changedAt when its last step was done, or it ended
 * @param holder the start of a server that does it; 0 before one does
 * @param total how many things there were to be done as it was started, where that was known
 */
public record Job(
    JobId id,
    JobTask task,
    BucketIds bucketIds,
    UserId starter,
    Origin origin,
    Instant startedAt,
    Instant changedAt,
    int holder,
    Optional<Long> total,
    Progress progress,
    State state) {
  /** How many failures are kept of a job: the first ones. */
  public static final int FAILURES_KEPT = 10;

  /** The numbers of its bucket, and of the one it copies to, which may be the same. */
  public record BucketIds(long source, long target) {}

  /**
   * From where a job was asked for.
   *
   * @param address of the client, if it is known
   */
  public record Origin(Optional<InetAddress> address, boolean isSecure) {}

  /** Whether a job goes on, or how it ended. */
  public sealed interface State {
    /** It goes on, or has yet to begin. */
    record Open() implements State {}

    /** It went through everything; of what it could not do, the failures tell. */
    record Done() implements State {}

    /** Somebody ended it. What was done stays done. */
    record Cancelled() implements State {}

    /** It could not go on. What was done stays done. */
    record Stopped(Reason reason) implements State {}
  }

  /** Why a job could not go on; the order is stored, so new ones are added at the end. */
  public enum Reason {
    /** Who started it is no longer a user. */
    STARTER_GONE,
    /** Who started it may no longer sign in. */
    STARTER_DISABLED,
    /** Who started it may no longer list what it works on. */
    ACCESS_DENIED,
    /** Its bucket, or the one it copies to, was deleted. */
    BUCKET_GONE,
    /** The disk is full. */
    STORAGE_FULL,
    /** A record that it came to is damaged. */
    DAMAGED,
    /** Its bucket was to be deleted, and something was left in it or was put there meanwhile. */
    BUCKET_NOT_EMPTY,
    /** The store was restored or rebuilt since: what it went through is no longer what is there. */
    RESTORED
  }

  /**
   * Where a job goes on.
   *
   * @param phase what it goes through
   * @param key after this key; empty for the beginning
   * @param within after this version or upload of that key; empty for after all of them
   */
  record Cursor(Phase phase, String key, String within) {}

  /** What a job goes through, in this order; the order is stored. */
  enum Phase {
    /** Versions that are not current. */
    VERSIONS,
    /** Current objects. */
    OBJECTS,
    /** Uploads under way. */
    UPLOADS,
    /** The bucket itself. */
    BUCKET
  }

  /**
   * Something that could not be done.
   *
   * @param key empty for the bucket itself
   * @param within which version or upload of the key; empty for the object
   * @param why the name of the failure
   */
  public record Failed(String key, String within, String why) {}

  /**
   * What was done so far.
   *
   * @param cursor where it goes on
   * @param done how many objects, versions and uploads
   * @param doneBytes how long they were together
   * @param failed how many could not be done
   * @param failures the first of these
   */
  public record Progress(
      Cursor cursor, long done, long doneBytes, long failed, List<Failed> failures) {
    static Progress from(Phase phase) {
      return new Progress(new Cursor(phase, "", ""), 0, 0, 0, List.of());
    }

    Progress at(Cursor next) {
      return new Progress(next, done, doneBytes, failed, failures);
    }

    Progress withDone(Cursor next, long bytes) {
      return new Progress(next, done + 1, doneBytes + bytes, failed, failures);
    }

    Progress withFailed(Cursor next, Failed failure) {
      List<Failed> kept = failures;
      if (failures.size() < FAILURES_KEPT) {
        kept = new ArrayList<>(failures);
        kept.add(failure);
      }
      return new Progress(next, done, doneBytes, failed + 1, List.copyOf(kept));
    }
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return state instanceof State.Open;
  }

  BlobId number() {
    return id.number();
  }

  Job with(Progress changed, Instant now) {
    return new Job(
        id, task, bucketIds, starter, origin, startedAt, now, holder, total, changed, state);
  }

  Job heldBy(int start) {
    return new Job(
        id, task, bucketIds, starter, origin, startedAt, changedAt, start, total, progress, state);
  }

  Job ended(State end, Instant now) {
    return new Job(
        id, task, bucketIds, starter, origin, startedAt, now, holder, total, progress, end);
  }
}
