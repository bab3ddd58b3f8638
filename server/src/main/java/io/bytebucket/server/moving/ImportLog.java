package io.bytebucket.server.moving;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.server.progress.Progress;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.minio.MinioListener;
import io.bytebucket.transfer.original.OriginalListener;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what an import says into its report, and shows it: each kind of finding a few times, and
 * then only how many there are. Thread-safe.
 */
public final class ImportLog implements OriginalListener, MinioListener {
  /** How many findings of a kind are shown; all are in the report. */
  private static final int SHOWN_MAX = 20;

  private final Progress progress;
  private final ReportWriter report;
  private final Map<Finding.Kind, Long> findings = new EnumMap<>(Finding.Kind.class);
  private long made;
  private long present;
  private long users;
  private long settings;

  /** Shows it there, and writes it into that report. */
  public ImportLog(Progress progress, ReportWriter report) {
    this.progress = progress;
    this.report = report;
  }

  @Override
  public void total(long objects, long bytes) {
    progress.total(objects, bytes);
  }

  @Override
  public void object(
      String bucket, ObjectKey key, ObjectRecord stored, boolean isNew, String remark) {
    try {
      report.add(
          ReportLine.OfObject.of(
              bucket, key, stored, isNew ? Outcome.COPIED : Outcome.SKIPPED_EQUAL, remark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.done(1, stored.sizeBytes());
    synchronized (this) {
      made += isNew ? 1 : 0;
      present += isNew ? 0 : 1;
    }
  }

  @Override
  public synchronized void user(String name, int keys, boolean isNew) {
    users += isNew ? 1 : 0;
  }

  @Override
  public synchronized void bucket(String bucket, String what, boolean isNew) {
    settings += isNew ? 1 : 0;
  }

  @Override
  public void found(Finding finding) {
    if (finding.kind() != Finding.Kind.REMARK) {
      try {
        report.add(
            new ReportLine.NotCarried(finding.kind().text(), finding.name(), finding.reason()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (count(finding.kind()) <= SHOWN_MAX) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", finding.name());
      fields.put("reason", finding.reason());
      progress.note(finding.kind().text(), fields);
    }
  }

  private synchronized long count(Finding.Kind kind) {
    return findings.merge(kind, 1L, Long::sum);
  }

  /** Whether something is less, or other, than it was. */
  public synchronized boolean hasDifferences() {
    return findings.keySet().stream().anyMatch(Finding.Kind::isDifference);
  }

  /** What came of it: objects that were taken in or were there, and how many findings of a kind. */
  public synchronized Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("imported", made);
    summary.put("present", present);
    if (users + settings > 0) {
      summary.put("users", users);
      summary.put("settings", settings);
    }
    Arrays.stream(Finding.Kind.values())
        .filter(findings::containsKey)
        .forEach(kind -> summary.put(kind.text(), findings.getOrDefault(kind, 0L)));
    return summary;
  }
}
