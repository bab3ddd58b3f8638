package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.client.StoppedException;
import io.bytebucket.transfer.s3.listing.BothEnds;
import io.bytebucket.transfer.s3.listing.BothEnds.Both;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import io.bytebucket.transfer.s3.listing.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at both ends once more when all is moved: what is missing at the target or there twice has
 * its line, whatever was acknowledged before. For one thread.
 */
final class Proof {
  /** Who misses more than that misses something else. */
  private static final int LINES_MAX = 10_000;

  private final Ends ends;
  private final Ledger ledger;
  private final StopRequest stop;
  private final int parallel;
  private final List<ReportLine.OfObject> lines = new ArrayList<>();
  private long changedSince;
  private boolean isCut;

  Proof(Ends ends, Ledger ledger, StopRequest stop, int parallel) {
    this.ends = ends;
    this.ledger = ledger;
    this.stop = stop;
    this.parallel = parallel;
  }

  /**
   * What is to be said of a key.
   *
   * @param changedSince how many versions were put at the source after the run began
   */
  private record Seen(List<ReportLine.OfObject> lines, long changedSince) {}

  /** Goes through the keys of a bucket, so many at once where an end must be asked. */
  void look(KeyWork.BucketFacts facts, KeyWork work) {
    BothEnds both = BucketRun.listings(ends, facts, Optional.empty());
    try (Window<Seen> window = new Window<>(parallel, stop, this::take)) {
      for (Optional<Both> next = both.next(); next.isPresent(); next = both.next()) {
        if (stop.isAsked()) {
          throw new StoppedException();
        }
        Both key = next.get();
        if (!isAllThere(key, work)) {
          int versions = key.source().versions().size() + key.target().versions().size();
          window.begin(() -> seen(key, facts, work), versions);
        }
      }
      window.drain();
    }
  }

  /** As far as the listings tell, which is all for most keys. */
  private boolean isAllThere(Both key, KeyWork work) {
    KeyPlan plan =
        KeyPlan.of(
            key.source(),
            key.target(),
            (one, other) -> isOld(one) ? work.isEqualAsListed(one, other) : isLike(one, other));
    return plan.missing().isEmpty() && plan.extra().isEmpty();
  }

  /** An end that does not answer for a key leaves that key alone without its proof. */
  private Seen seen(Both key, KeyWork.BucketFacts facts, KeyWork work) {
    KeyPlan plan;
    try {
      plan =
          KeyPlan.of(
              key.source(),
              key.target(),
              (one, other) ->
                  isOld(one) ? work.isEqual(key.key(), one, other) : isLike(one, other));
    } catch (CallFailedException e) {
      return new Seen(List.of(work.failed(key, "not looked at once more: " + e.reason())), 0);
    }
    KeyLines words = new KeyLines(facts.name(), key.key());
    List<ReportLine.OfObject> found = new ArrayList<>();
    long changed = 0;
    for (Version missing : plan.missing()) {
      if (isOld(missing)) {
        found.add(words.missing(missing, "not at the target when all was moved"));
      } else {
        changed++;
      }
    }
    if (plan.missing().isEmpty()) {
      plan.extra().forEach(extra -> found.add(words.extra(extra, "only at the target")));
    }
    return new Seen(found, changed);
  }

  /** Whether the run should have brought it. */
  private boolean isOld(Version source) {
    return source.modified().isBefore(ledger.began());
  }

  private static boolean isLike(Version one, Version other) {
    return one.isMarker() == other.isMarker() && one.etag().equals(other.etag());
  }

  private void take(Seen seen) {
    changedSince += seen.changedSince();
    for (ReportLine.OfObject line : seen.lines()) {
      if (lines.size() < LINES_MAX) {
        lines.add(line);
      } else {
        isCut = true;
      }
    }
  }

  /** Adds to the report what was found. */
  void tell() throws IOException {
    for (ReportLine.OfObject line : lines) {
      if (!ledger.hasNamed(line)) {
        ledger.add(line);
      }
    }
    if (isCut) {
      ledger.add(
          new ReportLine.NotCarried("report", "", "more than " + LINES_MAX + " differences"));
    }
    if (changedSince > 0) {
      ledger.add(
          new ReportLine.NotCarried(
              "later changes",
              "",
              changedSince
                  + " versions were put at the source while this ran; --continue moves"
                  + " them"));
    }
  }
}
