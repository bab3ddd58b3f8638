package io.bytebucket.core.check.served;

import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes how far a check is and what it found, and tells the log. Used by one thread. */
final class CheckNotes implements CheckListener {
  /** How many findings are kept by name, and logged; all are counted. */
  private static final int KEPT_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(CheckNotes.class);

  private final Consumer<CheckState.Counts> told;
  private final LongAdder bytesTotal;
  private final Map<Kind, Long> found = new EnumMap<>(Kind.class);
  private final List<Finding> findings = new ArrayList<>();
  private CheckState.Counts counts = CheckState.Counts.NONE;

  CheckNotes(Consumer<CheckState.Counts> told, LongAdder bytesTotal) {
    this.told = told;
    this.bytesTotal = bytesTotal;
  }

  @Override
  public void found(Finding finding) {
    if (finding.remedy().means() == Remedy.Means.HELD) {
      return;
    }
    found.merge(finding.kind(), 1L, Long::sum);
    List<Finding> kept = counts.findings();
    // Beyond the bound nothing is copied: there may be millions.
    if (findings.size() < KEPT_MAX) {
      findings.add(finding);
      kept = List.copyOf(findings);
      LOG.atError()
          .addKeyValue("kind", finding.kind().text())
          .addKeyValue("place", finding.place().text())
          .addKeyValue("detail", finding.detail())
          .log("damage in the store");
    }
    tell(
        new CheckState.Counts(
            counts.rows(),
            counts.totalObjects(),
            counts.totalBytes(),
            counts.objects(),
            counts.bytes(),
            Map.copyOf(found),
            kept));
  }

  @Override
  public void total(long objects, long bytes) {
    tell(with(counts.rows(), objects, bytes, counts.objects(), counts.bytes()));
  }

  @Override
  public void rows(long rows) {
    tell(
        with(
            counts.rows() + rows,
            counts.totalObjects(),
            counts.totalBytes(),
            counts.objects(),
            counts.bytes()));
  }

  @Override
  public void looked(long objects, long bytes) {
    bytesTotal.add(bytes);
    tell(
        with(
            counts.rows(),
            counts.totalObjects(),
            counts.totalBytes(),
            counts.objects() + objects,
            counts.bytes() + bytes));
  }

  private CheckState.Counts with(
      long rows, long totalObjects, long totalBytes, long objects, long bytes) {
    return new CheckState.Counts(
        rows, totalObjects, totalBytes, objects, bytes, counts.found(), counts.findings());
  }

  private void tell(CheckState.Counts next) {
    counts = next;
    told.accept(next);
  }
}
