package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.BothEnds.Both;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import io.bytebucket.transfer.s3.listing.KeyPlan.Pair;
import io.bytebucket.transfer.s3.listing.Version;
import io.bytebucket.transfer.s3.object.Alignment;
import io.bytebucket.transfer.s3.object.GoneException;
import io.bytebucket.transfer.s3.object.Likeness;
import io.bytebucket.transfer.s3.object.Moved;
import io.bytebucket.transfer.s3.object.ObjectMover;
import io.bytebucket.transfer.s3.object.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is done about one key of a bucket. Thread-safe. */
final class KeyWork {
  private final TransferOrder order;
  private final BucketFacts bucket;
  private final Ends ends;
  private final ObjectMover mover;
  private final Likeness likeness;
  private final Alignment alignment;
  private final TransferListener listener;

  /**
   * What is known of a bucket while it is worked on.
   *
   * @param keepsVersions whether all versions are moved, and the target keeps them
   * @param movesAcls whether objects have access control lists of their own
   * @param since what was put before then is as the run before left it; empty when nothing is known
   */
  record BucketFacts(
      String name, boolean keepsVersions, boolean movesAcls, Optional<Instant> since) {}

  KeyWork(
      TransferOrder order,
      BucketFacts bucket,
      Ends ends,
      ObjectMover mover,
      TransferListener listener) {
    this.order = order;
    this.bucket = bucket;
    this.ends = ends;
    this.mover = mover;
    this.likeness = new Likeness(ends);
    this.alignment = new Alignment(ends);
    this.listener = listener;
  }

  /**
   * What came of a key.
   *
   * @param isFailed whether something failed that may be tried again
   */
  record Result(List<ReportLine> lines, boolean isFailed) {}

  /** What came of a key where the listings say all; empty where an end must be asked. */
  Optional<Result> atOnce(Both both) {
    KeyPlan plan = KeyPlan.of(both.source(), both.target(), this::isEqualAsListed);
    if (order.comparesBytes()
        || order.alignsSettings()
        || !plan.missing().isEmpty()
        || !plan.extra().isEmpty()
        || both.source().leftOut() > 0) {
      return Optional.empty();
    }
    List<ReportLine> lines = new ArrayList<>();
    plan.present().forEach(pair -> lines.add(equal(both.key(), pair)));
    count(plan.present());
    return Optional.of(new Result(lines, false));
  }

  /** Does what a key needs. An end that does not answer for it fails this key alone. */
  Result of(Both both) {
    try {
      return worked(both);
    } catch (CallFailedException e) {
      List<Version> known =
          both.source().versions().isEmpty() ? both.target().versions() : both.source().versions();
      return new Result(List.of(failed(both.key(), known.getLast(), e.reason())), true);
    }
  }

  private Result worked(Both both) {
    String key = both.key();
    KeyPlan plan =
        KeyPlan.of(both.source(), both.target(), (one, other) -> isEqual(key, one, other));
    List<ReportLine> lines = new ArrayList<>();
    if (both.source().leftOut() > 0) {
      lines.add(
          new ReportLine.NotCarried(
              "object versions",
              bucket.name() + "/" + key,
              "the oldest " + both.source().leftOut() + " are too many for one key"));
    }
    for (Pair pair : plan.present()) {
      lines.add(compared(key, pair, aligned(key, pair, equal(key, pair), lines)));
    }
    count(plan.present());
    boolean isLeftAlone = isForeign(key, plan);
    boolean isFailed = !isLeftAlone && moveAll(plan, both, lines);
    if (isLeftAlone || bucket.keepsVersions() || plan.missing().isEmpty()) {
      tellExtra(key, plan, isLeftAlone, lines);
    }
    return new Result(lines, isFailed);
  }

  private boolean moveAll(KeyPlan plan, Both both, List<ReportLine> lines) {
    List<Version> there = both.target().versions();
    String newest = there.isEmpty() ? "" : there.getLast().id();
    boolean isFailed = false;
    for (Version version : plan.missing()) {
      if (isFailed) {
        lines.add(failed(plan.key(), version, "an older version failed"));
        continue;
      }
      Work work =
          new Work(
              bucket.name(),
              plan.key(),
              version,
              bucket.keepsVersions(),
              newest,
              order.movesAcls() && bucket.movesAcls());
      try {
        Moved moved = mover.move(work);
        newest = moved.versionId();
        moved.losses().forEach(loss -> lines.add(line(loss)));
        lines.add(moved(plan.key(), version, moved));
      } catch (GoneException e) {
        listener.note("gone from the source meanwhile", Map.of("name", work.name()));
      } catch (CallFailedException e) {
        lines.add(failed(plan.key(), version, e.reason()));
        isFailed = true;
      }
      listener.done(1, version.sizeBytes());
    }
    return isFailed;
  }

  /** What nobody brought stays, and is not written over. */
  private boolean isForeign(String key, KeyPlan plan) {
    return !bucket.keepsVersions()
        && !plan.missing().isEmpty()
        && !plan.extra().isEmpty()
        && !likeness.isBrought(bucket.name(), key, plan.extra().getFirst());
  }

  private void tellExtra(String key, KeyPlan plan, boolean isLeftAlone, List<ReportLine> lines) {
    for (Version extra : plan.extra()) {
      boolean isToGo =
          !bucket.keepsVersions()
              && !isLeftAlone
              && order.deletes()
              && likeness.isBrought(bucket.name(), key, extra);
      if (isToGo && likeness.isGone(bucket.name(), key)) {
        ends.target()
            .ask(
                "DeleteObject " + bucket.name() + "/" + key,
                client -> client.deleteObject(request -> request.bucket(bucket.name()).key(key)));
        listener.note("deleted at the target", Map.of("bucket", bucket.name(), "key", key));
        continue;
      }
      boolean isCurrent = plan.isCurrentExtra() && extra.equals(plan.extra().getLast());
      String reason =
          isToGo
              ? "the source does not list it, and has it all the same; nothing was deleted"
              : isLeftAlone
                  ? "the target has another object there, which no transfer brought; it was left alone"
                  : bucket.keepsVersions() && isCurrent && !plan.present().isEmpty()
                      ? "only at the target, and newer than all of the source"
                      : "only at the target";
      lines.add(
          new ReportLine.OfObject(
              bucket.name(),
              key,
              extra.id(),
              "",
              extra.isMarker(),
              extra.sizeBytes(),
              extra.etag(),
              "",
              "",
              Outcome.DIFFERS,
              reason));
    }
  }

  /** As far as listings tell. */
  boolean isEqualAsListed(Version source, Version target) {
    return source.isMarker() == target.isMarker()
        && source.sizeBytes() == target.sizeBytes()
        && source.etag().equals(target.etag())
        && (source.isMarker() || !mayHaveChanged(source));
  }

  /** Where the listings do not tell, dates that were kept do. */
  boolean isEqual(String key, Version source, Version target) {
    return isEqualAsListed(source, target)
        || (!source.isMarker()
            && !target.isMarker()
            && likeness.isSame(bucket.name(), key, new Pair(source, target)));
  }

  /** Whether it may have been put anew with the same bytes, and other words about them. */
  private boolean mayHaveChanged(Version source) {
    return source.isReplaceable()
        && bucket.since().map(since -> !source.modified().isBefore(since)).orElse(true);
  }

  private void count(List<Pair> present) {
    listener.done(
        present.size(), present.stream().mapToLong(pair -> pair.source().sizeBytes()).sum());
  }

  /** What was there already, when its tags and its list are the source's. */
  private ReportLine.OfObject aligned(
      String key, Pair pair, ReportLine.OfObject line, List<ReportLine> lines) {
    if (!order.alignsSettings() || pair.source().isMarker()) {
      return line;
    }
    Alignment.Aligned aligned =
        alignment.align(bucket.name(), key, pair, order.movesAcls() && bucket.movesAcls());
    aligned.losses().forEach(loss -> lines.add(line(loss)));
    return aligned.changed().isEmpty()
        ? line
        : with(line, line.outcome(), "brought anew: " + String.join(", ", aligned.changed()));
  }

  private ReportLine.OfObject compared(String key, Pair pair, ReportLine.OfObject line) {
    if (!order.comparesBytes()) {
      return line;
    }
    try {
      return likeness
          .difference(bucket.name(), key, pair)
          .map(difference -> with(line, Outcome.DIFFERS, difference))
          .orElse(line);
    } catch (CallFailedException e) {
      return with(line, Outcome.FAILED, "not compared: " + e.reason());
    }
  }

  private ReportLine.OfObject equal(String key, Pair pair) {
    Version target = pair.target();
    return new ReportLine.OfObject(
        bucket.name(),
        key,
        target.id(),
        pair.source().id(),
        target.isMarker(),
        target.sizeBytes(),
        target.etag(),
        "",
        "",
        Outcome.SKIPPED_EQUAL,
        target.etag().equals(pair.source().etag())
            ? ""
            : "its ETag at the source is " + pair.source().etag());
  }

  private ReportLine.OfObject moved(String key, Version source, Moved moved) {
    ReportLine.OfObject line =
        new ReportLine.OfObject(
            bucket.name(),
            key,
            moved.versionId(),
            source.id(),
            source.isMarker(),
            moved.sizeBytes(),
            moved.etag(),
            moved.checksumAlgorithm(),
            moved.checksum(),
            moved.isProven() ? Outcome.COPIED : Outcome.DIFFERS,
            moved.note());
    Version target =
        new Version(
            moved.versionId(),
            source.isMarker(),
            moved.sizeBytes(),
            moved.etag(),
            source.modified());
    return moved.isProven() ? compared(key, new Pair(source, target), line) : line;
  }

  private ReportLine.OfObject failed(String key, Version version, String reason) {
    return new ReportLine.OfObject(
        bucket.name(),
        key,
        "",
        version.id(),
        version.isMarker(),
        version.sizeBytes(),
        version.etag(),
        "",
        "",
        Outcome.FAILED,
        reason);
  }

  private static ReportLine.OfObject with(
      ReportLine.OfObject line, Outcome outcome, String reason) {
    return new ReportLine.OfObject(
        line.bucket(),
        line.key(),
        line.versionId(),
        line.sourceVersionId(),
        line.isDeleteMarker(),
        line.sizeBytes(),
        line.etag(),
        line.checksumAlgorithm(),
        line.checksum(),
        outcome,
        reason);
  }

  static ReportLine.NotCarried line(Loss loss) {
    return new ReportLine.NotCarried(loss.kind(), loss.name(), loss.reason());
  }
}
