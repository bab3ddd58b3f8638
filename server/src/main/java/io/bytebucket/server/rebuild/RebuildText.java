package io.bytebucket.server.rebuild;

import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.server.progress.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says what came of a rebuild, for people or for programs. */
final class RebuildText {
  private final Progress out;

  /** Says it there. */
  RebuildText(Progress out) {
    this.out = out;
  }

  /** Whether nothing is known to be missing. */
  static boolean isWhole(RebuildReport report) {
    return report.loss().isNone()
        && report.unlabelled() == 0
        && report.displaced() == 0
        && report.notWhole() == 0
        && report.left().isClean();
  }

  /** Says all of it. */
  void report(RebuildReport report) {
    out.note("rows taken over", report.rows());
    loss(report.loss());
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("objects", report.objects());
    made.put("uploads", report.uploads());
    made.put("parts", report.parts());
    made.put("buckets", report.buckets());
    out.note("made of blobs", made);
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("replaced", report.replaced());
    kept.put("displacedRows", report.displaced());
    kept.put("unlabelled", report.unlabelled());
    kept.put("notWhole", report.notWhole());
    out.note("moved to the quarantine", kept);
    if (!report.left().isClean()) {
      Map<String, Object> left = new LinkedHashMap<>();
      report.left().found().forEach((kind, count) -> left.put(kind.text(), count));
      out.note("the check still finds", left);
    }
    if (!report.hasAdministrator()) {
      out.note("no administrator is left", Map.of("next", "bytebucket users reset"));
    }
  }

  private void loss(SalvagedRows.Loss loss) {
    if (loss.isAll()) {
      out.note("nothing of the metadata could be read", Map.of());
      return;
    }
    if (loss.isRefused()) {
      out.note(
          "a start would not have opened the database, or files of it are said to be gone",
          Map.of());
    }
    if (loss.isOfEarlier()) {
      out.note("the last writes could not be read: some rows may be as they were before", Map.of());
    }
    if (loss.ranges() > 0 || loss.bulkValues() > 0) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("stretchesOfRows", loss.ranges());
      fields.put("smallObjects", loss.bulkValues());
      out.note("could not be read", fields);
    }
  }

  /** Says that it is done. */
  void finished(Optional<Path> damaged) {
    Map<String, Object> fields = new LinkedHashMap<>();
    damaged.ifPresent(path -> fields.put("damaged", path.toString()));
    fields.put("next", "bytebucket check --deep");
    out.note("rebuilt", fields);
  }
}
