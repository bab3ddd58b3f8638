package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
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
import java.util.function.Supplier;

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
  private final List<ReportLine.OfObject> lines = new ArrayList<>();
  private long changedSince;
  private boolean isCut;

  Proof(Ends ends, Ledger ledger, StopRequest stop) {
    this.ends = ends;
    this.ledger = ledger;
    this.stop = stop;
  }

  void look(KeyWork.BucketFacts facts, KeyWork work) {
    BothEnds both = BucketRun.listings(ends, facts, Optional.empty());
    for (Optional<Both> next = both.next(); next.isPresent(); next = both.next()) {
      if (stop.isAsked()) {
        throw new StoppedException();
      }
      Both key = next.get();
      KeyPlan plan =
          KeyPlan.of(
              key.source(),
              key.target(),
              (one, other) ->
                  isOld(one) ? work.isEqual(key.key(), one, other) : isLike(one, other));
      for (Version missing : plan.missing()) {
        if (isOld(missing)) {
          add(() -> line(facts, key.key(), missing, true));
        } else {
          changedSince++;
        }
      }
      boolean isBehind = !plan.missing().isEmpty();
      for (Version extra : plan.extra()) {
        if (!isBehind) {
          add(() -> line(facts, key.key(), extra, false));
        }
      }
    }
  }

  /** Whether the run should have brought it. */
  private boolean isOld(Version source) {
    return source.modified().isBefore(ledger.began());
  }

  private static boolean isLike(Version one, Version other) {
    return one.isMarker() == other.isMarker() && one.etag().equals(other.etag());
  }

  private void add(Supplier<ReportLine.OfObject> line) {
    if (lines.size() < LINES_MAX) {
      lines.add(line.get());
    } else {
      isCut = true;
    }
  }

  private static ReportLine.OfObject line(
      KeyWork.BucketFacts facts, String key, Version version, boolean isMissing) {
    return new ReportLine.OfObject(
        facts.name(),
        key,
        isMissing ? "" : version.id(),
        isMissing ? version.id() : "",
        version.isMarker(),
        version.sizeBytes(),
        version.etag(),
        "",
        "",
        Outcome.DIFFERS,
        isMissing ? "not at the target when all was moved" : "only at the target");
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
