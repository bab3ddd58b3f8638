package io.bytebucket.server.metrics;

import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.BucketUsage;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.maintenance.MaintenanceLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How much is in buckets, read now and then from their counters, which are exact. A figure for each
 * of the largest, and one for all others together. Thread-safe.
 */
public final class BucketFigures implements AutoCloseable {
  /** So many buckets have figures of their own. */
  static final int BUCKETS_MAX = 200;

  /** What all others go by; no bucket can be called so. */
  static final String OTHERS = "*";

  private static final Duration PAUSE = Duration.ofSeconds(15);

  /** With so many buckets they are read less often. */
  private static final int MANY = 1_000;

  private static final int ROUNDS_LEFT_OUT = 7;

  private final Activity activity;
  private final RequestMeters meters;
  private volatile List<Figure> figures = List.of();
  private final List<MaintenanceLoop> loops = new ArrayList<>();
  private int leaveOut;

  /** Figures that are not known before {@link #start()}. */
  public BucketFigures(Activity activity, RequestMeters meters) {
    this.activity = activity;
    this.meters = meters;
  }

  /** Reads them, and begins to do so now and then; called once. */
  public void start() {
    refresh();
    loops.add(
        new MaintenanceLoop(
            "bucket-figures",
            PAUSE,
            () -> {
              if (leaveOut > 0) {
                leaveOut--;
              } else {
                refresh();
              }
            }));
  }

  /** The figures as of the last time. */
  public List<Figure> figures() {
    return figures;
  }

  /** Reads them now. */
  void refresh() {
    List<BucketUsage> all = new ArrayList<>(activity.usage());
    leaveOut = all.size() > MANY ? ROUNDS_LEFT_OUT : 0;
    all.sort(
        Comparator.comparingLong(BucketUsage::bytes).reversed().thenComparing(BucketUsage::name));
    List<BucketUsage> shown = all.subList(0, Math.min(BUCKETS_MAX, all.size()));
    List<BucketUsage> others = all.subList(shown.size(), all.size());
    List<Figure> read = new ArrayList<>();
    read.add(level("bytebucket_buckets", "Buckets there are.", Map.of(), all.size()));
    read.add(
        level(
            "bytebucket_multipart_uploads_in_progress",
            "Uploads in parts that are neither completed nor aborted.",
            Map.of(),
            sum(all, BucketUsage::uploads)));
    for (BucketUsage bucket : shown) {
      size(read, bucket.name(), bucket.bytes(), bucket.objects());
      done(read, bucket.name());
    }
    if (!others.isEmpty()) {
      size(read, OTHERS, sum(others, BucketUsage::bytes), sum(others, BucketUsage::objects));
    }
    figures = List.copyOf(read);
  }

  private static void size(List<Figure> read, String bucket, long bytes, long objects) {
    Map<String, String> label = Map.of("bucket", bucket);
    read.add(
        level(
            "bytebucket_objects_bytes_total",
            "Bytes of the objects in a bucket, those in older versions aside.",
            label,
            bytes));
    read.add(level("bytebucket_objects", "Objects in a bucket.", label, objects));
  }

  private void done(List<Figure> read, String bucket) {
    String operations = "bytebucket_s3_operations_total";
    String help = "Requests that made, read or deleted objects of a bucket.";
    read.add(total(operations, help, bucket, "operation", "upload", Work::uploads));
    read.add(total(operations, help, bucket, "operation", "download", Work::downloads));
    read.add(total(operations, help, bucket, "operation", "delete", Work::deletes));
    String bytes = "bytebucket_s3_bytes_transferred_total";
    String bytesHelp = "Bytes of the bodies of requests and answers that named a bucket.";
    read.add(total(bytes, bytesHelp, bucket, "direction", "in", Work::bytesIn));
    read.add(total(bytes, bytesHelp, bucket, "direction", "out", Work::bytesOut));
  }

  private Figure total(
      String name,
      String help,
      String bucket,
      String label,
      String value,
      ToLongFunction<Work> which) {
    return new Figure.Total(
        name,
        help,
        Map.of("bucket", bucket, label, value),
        () -> which.applyAsLong(meters.buckets().sum(bucket)));
  }

  private static Figure level(String name, String help, Map<String, String> labels, long value) {
    return new Figure.Level(name, help, labels, () -> value);
  }

  private static long sum(List<BucketUsage> buckets, ToLongFunction<BucketUsage> which) {
    return buckets.stream().mapToLong(which).sum();
  }

  @Override
  public void close() {
    loops.forEach(MaintenanceLoop::close);
  }
}
