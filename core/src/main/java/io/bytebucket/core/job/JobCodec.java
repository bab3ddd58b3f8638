package io.bytebucket.core.job;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The stored form of a {@link Job}; its id is in the key. */
public final class JobCodec {
  private static final int VERSION = 1;

  private static final int DELETE = 0;
  private static final int TRANSFER = 1;
  private static final int DELETE_BUCKET = 2;

  private static final int OPEN = 0;
  private static final int DONE = 1;
  private static final int CANCELLED = 2;
  private static final int STOPPED = 3;

  private static final Job.Phase[] PHASES = Job.Phase.values();
  private static final Job.Reason[] REASONS = Job.Reason.values();

  private JobCodec() {}

  /** The stored form. */
  public static byte[] encode(Job job) {
    RecordWriter out = new RecordWriter(VERSION);
    write(out, job.task());
    out.number(job.bucketIds().source())
        .number(job.bucketIds().target())
        .text(job.starter().value())
        .bytes(job.origin().address().map(InetAddress::getAddress).orElse(new byte[0]))
        .flag(job.origin().isSecure())
        .number(job.startedAt().toEpochMilli())
        .number(job.changedAt().toEpochMilli())
        .number(job.holder())
        .flag(job.total().isPresent());
    job.total().ifPresent(out::number);
    write(out, job.progress());
    write(out, job.state());
    return out.toBytes();
  }

  private static void write(RecordWriter out, JobTask task) {
    switch (task) {
      case JobTask.Delete delete ->
          out.number(delete.bucketToo() ? DELETE_BUCKET : DELETE)
              .text(delete.bucket().value())
              .text(delete.prefix())
              .flag(delete.everyVersion())
              .flag(delete.uploads());
      case JobTask.Transfer transfer ->
          out.number(TRANSFER)
              .text(transfer.bucket().value())
              .text(transfer.prefix())
              .text(transfer.toBucket().value())
              .text(transfer.toPrefix())
              .flag(transfer.mayReplace())
              .flag(transfer.isMove());
    }
  }

  private static void write(RecordWriter out, Job.Progress progress) {
    out.constant(progress.cursor().phase())
        .text(progress.cursor().key())
        .text(progress.cursor().within())
        .number(progress.done())
        .number(progress.doneBytes())
        .number(progress.failed())
        .number(progress.failures().size());
    progress
        .failures()
        .forEach(failed -> out.text(failed.key()).text(failed.within()).text(failed.why()));
  }

  private static void write(RecordWriter out, Job.State state) {
    switch (state) {
      case Job.State.Open _ -> out.number(OPEN);
      case Job.State.Done _ -> out.number(DONE);
      case Job.State.Cancelled _ -> out.number(CANCELLED);
      case Job.State.Stopped(Job.Reason reason) -> out.number(STOPPED).constant(reason);
    }
  }

  /**
   * The job that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Job decode(JobId id, byte[] bytes) {
    RecordReader in = new RecordReader("job", bytes, VERSION);
    Job job =
        new Job(
            id,
            readTask(in),
            new Job.BucketIds(in.number(), in.number()),
            new UserId(in.text()),
            new Job.Origin(readAddress(in), in.flag()),
            Instant.ofEpochMilli(in.number()),
            Instant.ofEpochMilli(in.number()),
            in.smallNumber(),
            readTotal(in),
            readProgress(in),
            readState(in));
    in.end();
    return job;
  }

  private static JobTask readTask(RecordReader in) {
    return switch (in.smallNumber()) {
      case DELETE -> new JobTask.Delete(readBucket(in), in.text(), in.flag(), in.flag());
      case DELETE_BUCKET ->
          new JobTask.Delete(readBucket(in), in.text(), in.flag(), in.flag(), true);
      case TRANSFER ->
          new JobTask.Transfer(
              readBucket(in), in.text(), readBucket(in), in.text(), in.flag(), in.flag());
      default -> throw in.corrupt("task");
    };
  }

  private static BucketName readBucket(RecordReader in) {
    try {
      return new BucketName(in.text());
    } catch (StoreException e) {
      throw in.corrupt("bucket name");
    }
  }

  private static Optional<InetAddress> readAddress(RecordReader in) {
    byte[] bytes = in.bytes();
    if (bytes.length == 0) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByAddress(bytes);
      if (Arrays.equals(address.getAddress(), bytes)) {
        return Optional.of(address);
      }
    } catch (UnknownHostException e) {
      // Handled like one that is written in another way.
    }
    throw in.corrupt("address");
  }

  private static Optional<Long> readTotal(RecordReader in) {
    return in.flag() ? Optional.of(in.number()) : Optional.empty();
  }

  private static Job.Progress readProgress(RecordReader in) {
    Job.Cursor cursor = new Job.Cursor(in.constant(PHASES), in.text(), in.text());
    long done = in.number();
    long doneBytes = in.number();
    long failed = in.number();
    int kept = in.count();
    List<Job.Failed> failures = new ArrayList<>(kept);
    for (int i = 0; i < kept; i++) {
      failures.add(new Job.Failed(in.text(), in.text(), in.text()));
    }
    return new Job.Progress(cursor, done, doneBytes, failed, List.copyOf(failures));
  }

  private static Job.State readState(RecordReader in) {
    return switch (in.smallNumber()) {
      case OPEN -> new Job.State.Open();
      case DONE -> new Job.State.Done();
      case CANCELLED -> new Job.State.Cancelled();
      case STOPPED -> new Job.State.Stopped(in.constant(REASONS));
      default -> throw in.corrupt("state");
    };
  }
}
