package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
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
    KeyLines words = words(both.key());
    plan.present().forEach(pair -> lines.add(words.equal(pair)));
    count(plan.present());
    return Optional.of(new Result(lines, false));
  }

  /** Does what a key needs. An end that does not answer for it fails this key alone. */
  Result of(Both both) {
    // What was done stays told, whatever fails after it.
    List<ReportLine> lines = new ArrayList<>();
    try {
      return new Result(lines, isFailed(both, lines));
    } catch (CallFailedException e) {
      lines.add(failed(both, e.reason()));
      return new Result(lines, true);
    }
  }

  /** Says that nothing more is known of a key: by its newest version. */
  ReportLine.OfObject failed(Both both, String reason) {
    List<Version> known = both.source().versions();
    return known.isEmpty()
        ? words(both.key()).extraFailed(both.target().versions().getLast(), reason)
        : words(both.key()).failed(known.getLast(), reason);
  }

  private KeyLines words(String key) {
    return new KeyLines(bucket.name(), key);
  }

  private boolean isFailed(Both both, List<ReportLine> lines) {
    String key = both.key();
    KeyPlan plan =
        KeyPlan.of(both.source(), both.target(), (one, other) -> isEqual(key, one, other));
    if (both.source().leftOut() > 0) {
      lines.add(words(key).leftOut(both.source().leftOut()));
    }
    boolean isLeftAlone = isForeign(key, plan);
    // What is missing first, whatever becomes of the rest. It is told in the order of versions.
    List<ReportLine> moved = new ArrayList<>();
    boolean isFailed = !isLeftAlone && moveAll(plan, both, moved);
    for (Pair pair : plan.present()) {
      lines.add(compared(key, pair, aligned(key, pair, words(key).equal(pair), lines)));
    }
    count(plan.present());
    lines.addAll(moved);
    if (isLeftAlone || bucket.keepsVersions() || plan.missing().isEmpty()) {
      isFailed |= tellExtra(key, plan, isLeftAlone, lines);
    }
    return isFailed;
  }

  private boolean moveAll(KeyPlan plan, Both both, List<ReportLine> lines) {
    KeyLines words = words(plan.key());
    List<Version> there = both.target().versions();
    String newest = there.isEmpty() ? "" : there.getLast().id();
    boolean isFailed = false;
    for (Version version : plan.missing()) {
      if (isFailed) {
        lines.add(words.failed(version, "an older version failed"));
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
        moved.losses().forEach(loss -> lines.add(KeyLines.loss(loss)));
        lines.add(moved(words, version, moved));
      } catch (GoneException e) {
        listener.note("gone from the source meanwhile", Map.of("name", work.name()));
      } catch (CallFailedException e) {
        lines.add(words.failed(version, e.reason()));
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

  /** Whether it failed for some. */
  private boolean tellExtra(String key, KeyPlan plan, boolean isLeftAlone, List<ReportLine> lines) {
    boolean isFailed = false;
    for (Version extra : plan.extra()) {
      try {
        extra(key, plan, extra, isLeftAlone).ifPresent(lines::add);
      } catch (CallFailedException e) {
        lines.add(words(key).extraFailed(extra, e.reason()));
        isFailed = true;
      }
    }
    return isFailed;
  }

  /** What is to be said of what is only at the target; empty when it is there no more. */
  private Optional<ReportLine> extra(String key, KeyPlan plan, Version extra, boolean isLeftAlone) {
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
      return Optional.empty();
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
    return Optional.of(words(key).extra(extra, reason));
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
    aligned.losses().forEach(loss -> lines.add(KeyLines.loss(loss)));
    return aligned.changed().isEmpty()
        ? line
        : line.withOutcome(line.outcome(), "brought anew: " + String.join(", ", aligned.changed()));
  }

  private ReportLine.OfObject compared(String key, Pair pair, ReportLine.OfObject line) {
    if (!order.comparesBytes()) {
      return line;
    }
    try {
      return likeness
          .difference(bucket.name(), key, pair)
          .map(difference -> line.withOutcome(Outcome.DIFFERS, difference))
          .orElse(line);
    } catch (CallFailedException e) {
      return line.withOutcome(Outcome.FAILED, "not compared: " + e.reason());
    }
  }

  private ReportLine.OfObject moved(KeyLines words, Version source, Moved moved) {
    ReportLine.OfObject line = words.moved(source, moved);
    Version target =
        new Version(
            moved.versionId(),
            source.isMarker(),
            moved.sizeBytes(),
            moved.etag(),
            source.modified());
    return moved.isProven() ? compared(words.key(), new Pair(source, target), line) : line;
  }
}
