package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.BucketUsage;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Step;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Traffic;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Tells how much is in the store and in each bucket, the largest first, and what was done; nothing
 * of buckets of which that is forbidden to who asks.
 */
public final class GetStats implements AdminOperation {
  private static final Duration RECENT = Duration.ofMinutes(4);

  private final Activity activity;
  private final LiveActivity live;
  private final AccessQuestions questions;
  private final Supplier<List<Figure>> figures;
  private final InstantSource clock;

  /**
   * Of that store.
   *
   * @param figures what it and its server tell of themselves, the disk included if there is one
   */
  public GetStats(
      Activity activity,
      LiveActivity live,
      AccessQuestions questions,
      Supplier<List<Figure>> figures,
      InstantSource clock) {
    this.activity = activity;
    this.live = live;
    this.questions = questions;
    this.figures = figures;
    this.clock = clock;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    Tally pending = live.pending();
    Tally totals = activity.log().totals();
    List<Figure> known = figures.get();
    List<BucketDocument> buckets =
        activity.usage().stream()
            .filter(
                bucket -> questions.mayTell(sender.caller(), AdminAction.GET_STATS, bucket.name()))
            .map(bucket -> BucketDocument.of(bucket, pending))
            .sorted(
                Comparator.comparingLong(BucketDocument::bytes)
                    .reversed()
                    .thenComparing(BucketDocument::name))
            .toList();
    return Json.answer(
        200,
        new StatsDocument(
            buckets.size(),
            buckets.stream().mapToLong(BucketDocument::objects).sum(),
            buckets.stream().mapToLong(BucketDocument::bytes).sum(),
            buckets.stream().mapToLong(BucketDocument::otherVersions).sum(),
            buckets.stream().mapToLong(BucketDocument::otherVersionBytes).sum(),
            buckets.stream().mapToLong(BucketDocument::multipartInProgress).sum(),
            totals.work().plus(pending.work()),
            totals.outcomes().plus(pending.outcomes()),
            recent(pending),
            DiskDocument.of(known),
            HealthDocument.of(known),
            buckets));
  }

  private RecentDocument recent(Tally pending) {
    Instant now = clock.instant();
    Instant minute = Step.MINUTE.beginOf(now);
    Instant from = minute.minus(RECENT);
    Traffic traffic =
        activity
            .log()
            .series(Step.MINUTE, from, minute.plus(Step.MINUTE.length()))
            .values()
            .stream()
            .reduce(pending.traffic(), Traffic::plus);
    Outcomes ended = traffic.outcomes();
    return new RecentDocument(
        Duration.between(from, now).toSeconds(),
        ended.success() + ended.redirect() + ended.clientError() + ended.serverError(),
        traffic.bytesIn(),
        traffic.bytesOut(),
        LatencyDocument.of(traffic.durations()));
  }

  /** Those that are not there are left out. */
  private static LongStream numbers(List<Figure> all, String name) {
    return all.stream()
        .filter(figure -> figure.name().equals(name))
        .mapToLong(figure ->
            switch (figure) {
              case Figure.Level level -> level.value().getAsLong();
              case Figure.Total total -> total.value().getAsLong();
              case Figure.Spread _ -> -1;
            })
        .filter(number -> number >= 0);
  }

  /** What went through the server in the last minutes, that under way among them. */
  private record RecentDocument(
      long seconds, long requests, long bytesIn, long bytesOut, LatencyDocument latency) {}

  /**
   * What should not have happened since this server started.
   *
   * @param faults its own faults; each has a line in the log
   * @param damagedReads reads that met damaged bytes
   * @param commitFailures groups of changes that could not be written
   */
  private record HealthDocument(long faults, long damagedReads, long commitFailures) {
    static HealthDocument of(List<Figure> known) {
      return new HealthDocument(
          numbers(known, "bytebucket_faults_total").sum(),
          numbers(known, "bytebucket_corrupt_reads_total").sum(),
          numbers(known, "bytebucket_commit_failures_total").sum());
    }
  }

  /** How large the disk is that keeps the store, and how much of it is free. */
  private record DiskDocument(long sizeBytes, long freeBytes) {
    static Optional<DiskDocument> of(List<Figure> known) {
      OptionalLong size = numbers(known, "bytebucket_disk_size_bytes").findFirst();
      OptionalLong free = numbers(known, "bytebucket_disk_free_bytes").findFirst();
      return size.isPresent() && free.isPresent()
          ? Optional.of(new DiskDocument(size.getAsLong(), free.getAsLong()))
          : Optional.empty();
    }
  }

  private record StatsDocument(
      long buckets,
      long objects,
      long bytes,
      long otherVersions,
      long otherVersionBytes,
      long multipartInProgress,
      Work activity,
      Outcomes requests,
      RecentDocument recent,
      Optional<DiskDocument> disk,
      HealthDocument health,
      List<BucketDocument> perBucket) {}

  /**
   * A bucket.
   *
   * @param otherVersions versions that are not current, and delete markers
   */
  private record BucketDocument(
      String name,
      long bytes,
      long objects,
      long otherVersions,
      long otherVersionBytes,
      long multipartInProgress,
      long uploads,
      long downloads,
      long deletes,
      long bytesIn,
      long bytesOut) {
    static BucketDocument of(BucketUsage bucket, Tally pending) {
      Work done = bucket.done().plus(pending.buckets().getOrDefault(bucket.name(), Work.NONE));
      return new BucketDocument(
          bucket.name(),
          bucket.bytes(),
          bucket.objects(),
          bucket.otherVersions(),
          bucket.otherVersionBytes(),
          bucket.uploads(),
          done.uploads(),
          done.downloads(),
          done.deletes(),
          done.bytesIn(),
          done.bytesOut());
    }
  }
}
