package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.client.StoppedException;
import io.bytebucket.transfer.s3.listing.BothEnds;
import io.bytebucket.transfer.s3.listing.BothEnds.Both;
import io.bytebucket.transfer.s3.listing.Listing;
import java.io.IOException;
import java.util.Optional;

/** Goes through the keys of a bucket. For one thread. */
final class BucketRun {
  /** When so many keys fail one after the other, it is not the keys. */
  private static final int FAILURES_MAX = 100;

  private final Ends ends;
  private final KeyWork work;
  private final KeyWork.BucketFacts facts;
  private final Ledger ledger;
  private final StopRequest stop;
  private int failures;

  BucketRun(Ends ends, KeyWork work, KeyWork.BucketFacts facts, Ledger ledger, StopRequest stop) {
    this.ends = ends;
    this.work = work;
    this.facts = facts;
    this.ledger = ledger;
    this.stop = stop;
  }

  /**
   * Brings over what is missing, so many keys at once.
   *
   * @param after the key behind which it begins
   * @throws StoppedException when told to stop
   */
  void move(Optional<String> after, int parallel) {
    BothEnds both = listings(ends, facts, after);
    try (Window<KeyWork.Result> window = new Window<>(parallel, stop, this::tell)) {
      for (Optional<Both> key = both.next(); key.isPresent(); key = both.next()) {
        if (stop.isAsked()) {
          window.drain();
          throw new StoppedException();
        }
        Both next = key.get();
        int versions = next.source().versions().size() + next.target().versions().size();
        work.atOnce(next)
            .ifPresentOrElse(
                result -> window.add(result, result.lines().size()),
                () -> window.begin(() -> work.of(next), versions));
      }
      window.drain();
    }
  }

  static BothEnds listings(Ends ends, KeyWork.BucketFacts facts, Optional<String> after) {
    return new BothEnds(
        Listing.of(ends.source(), facts.name(), facts.keepsVersions(), after),
        Listing.of(ends.target(), facts.name(), facts.keepsVersions(), after));
  }

  private void tell(KeyWork.Result result) {
    try {
      for (ReportLine line : result.lines()) {
        switch (line) {
          case ReportLine.OfObject object -> ledger.add(object);
          case ReportLine.NotCarried loss -> ledger.add(loss);
          default -> throw new IllegalStateException("no line of a key");
        }
      }
    } catch (IOException e) {
      throw new RemoteException("the report cannot be written: " + e.getMessage(), e);
    }
    failures = result.isFailed() ? failures + 1 : 0;
    if (failures >= FAILURES_MAX) {
      throw new RemoteException(
          FAILURES_MAX + " keys failed one after the other; the last: " + lastReason(result));
    }
  }

  private static String lastReason(KeyWork.Result result) {
    return result.lines().stream()
        .filter(ReportLine.OfObject.class::isInstance)
        .map(ReportLine.OfObject.class::cast)
        .filter(line -> line.outcome() == Outcome.FAILED)
        .findFirst()
        .map(ReportLine.OfObject::reason)
        .orElse("");
  }
}
