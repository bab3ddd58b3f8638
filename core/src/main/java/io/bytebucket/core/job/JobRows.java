package io.bytebucket.core.job;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of jobs: those that are open stand apart, so that nobody looks through the others. */
final class JobRows {
  private JobRows() {}

  static Optional<Job> find(Snapshot snapshot, JobId id) {
    return open(snapshot, id).or(() -> row(snapshot, Keyspace.job(false, id.number())));
  }

  static Optional<Job> open(Snapshot snapshot, JobId id) {
    return row(snapshot, Keyspace.job(true, id.number()));
  }

  private static Optional<Job> row(Snapshot snapshot, Key key) {
    return snapshot.get(key).map(bytes -> decode(key, bytes));
  }

  /**
   * The job with that id.
   *
   * @throws StoreException with {@link Failure.NoSuchJob}
   */
  static Job require(Snapshot snapshot, JobId id) {
    return find(snapshot, id)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchJob(id.text())));
  }

  /** Writes a job to the place where it belongs now. */
  static void put(Transaction transaction, Job job) {
    if (!job.isOpen()) {
      transaction.delete(Keyspace.job(true, job.number()));
    }
    transaction.put(Keyspace.job(job.isOpen(), job.number()), JobCodec.encode(job));
  }

  static void forget(Transaction transaction, Job ended) {
    transaction.delete(Keyspace.job(false, ended.number()));
  }

  /** All that are open, or all that have ended and are remembered; in the order of their ids. */
  static List<Job> all(Snapshot snapshot, boolean isOpen) {
    List<Job> jobs = new ArrayList<>();
    Key prefix = Keyspace.jobs(isOpen);
    RangeReader.of(snapshot)
        .rows(
            prefix,
            prefix.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> jobs.add(decode(row.key(), row.value())));
    return jobs;
  }

  /** All that are open, but for those whose record does not read. */
  static List<Job> openThatRead(Snapshot snapshot) {
    List<Job> jobs = new ArrayList<>();
    Key prefix = Keyspace.jobs(true);
    RangeReader.of(snapshot)
        .rows(
            prefix,
            prefix.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              try {
                jobs.add(decode(row.key(), row.value()));
              } catch (StoreException e) {
                if (!(e.failure() instanceof Failure.Corrupt)) {
                  throw e;
                }
              }
              return true;
            });
    return jobs;
  }

  /** The open one whose turn is after that one's: behind the last one is the first. */
  static Optional<Job> openAfter(Snapshot snapshot, Optional<JobId> id) {
    Key first = Keyspace.jobs(true);
    return id.map(after -> Keyspace.job(true, after.number()).next())
        .flatMap(from -> openFrom(snapshot, from))
        .or(() -> openFrom(snapshot, first));
  }

  private static Optional<Job> openFrom(Snapshot snapshot, Key from) {
    return snapshot
        .scan(ScanRequest.range(from, Keyspace.jobs(true).afterPrefix(), 1))
        .entries()
        .stream()
        .findFirst()
        .map(JobRows::decode);
  }

  private static Job decode(Row.Entry row) {
    return decode(row.key(), row.value());
  }

  private static Job decode(Key key, byte[] bytes) {
    return JobCodec.decode(new JobId(Keyspace.jobNumber(key)), bytes);
  }
}
