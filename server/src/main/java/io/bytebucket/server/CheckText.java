package io.bytebucket.server;

import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.QuarantinedRow;
import io.bytebucket.core.check.Repair;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.PersonText;
import io.bytebucket.server.progress.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a check tells: findings and the result on one stream, in text or as lines of JSON, and how
 * far it is on another. Used by one thread.
 */
final class CheckText implements CheckListener {
  /** How many findings a person is shown by name. */
  private static final int SHOWN_MAX = 1_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintWriter out;
  private final Outlet progress;
  private final boolean isJson;
  private long found;

  private CheckText(PrintWriter out, Outlet progress, boolean isJson) {
    this.out = out;
    this.progress = progress;
    this.isJson = isJson;
  }

  /** For who reads these two. */
  static CheckText of(PrintStream out, PrintStream err, boolean isJson) {
    boolean isTerminal = !isJson && Terminal.isWatched();
    return new CheckText(
        new PrintWriter(out, true, StandardCharsets.UTF_8),
        Outlet.of(
            new PrintWriter(err, true, StandardCharsets.UTF_8), isTerminal, Clock.systemUTC()),
        isJson);
  }

  @Override
  public void found(Finding finding) {
    found++;
    if (isJson) {
      line("finding", finding.fields());
    } else if (found <= SHOWN_MAX) {
      out.println(PersonText.harmless(finding.toString()));
    } else if (found == SHOWN_MAX + 1) {
      out.println("... more are only counted; --json names all");
    }
  }

  @Override
  public void total(long objects, long bytes) {
    progress.total(objects, bytes);
  }

  @Override
  public void looked(long objects, long bytes) {
    progress.done(objects, bytes);
  }

  void repaired(Repair.Outcome outcome) {
    if (isJson) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("mended", outcome.mended());
      fields.put("quarantined", outcome.quarantined());
      line("repaired", fields);
    } else {
      out.println(
          "repaired: "
              + outcome.mended()
              + " mended, "
              + outcome.quarantined()
              + " moved to the quarantine");
    }
  }

  void result(CheckResult result, String audit) {
    progress.close();
    if (isJson) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("complete", result.isComplete());
      fields.put("clean", result.isClean());
      fields.put("findings", counts(result));
      fields.put("held", result.held());
      fields.put("rows", result.rows());
      fields.put("objects", result.objects());
      fields.put("bytes", result.bytes());
      fields.put("blobs", result.blobs());
      fields.put("quarantined", result.quarantined());
      fields.put("audit", audit);
      line("result", fields);
      return;
    }
    out.println(audit);
    out.println(
        "looked at: "
            + result.rows()
            + " rows, "
            + result.objects()
            + " objects, versions and parts of "
            + result.bytes()
            + " bytes, "
            + result.blobs()
            + " files");
    if (result.held() > 0) {
      out.println("held for rows in quarantine: " + result.held());
    }
    if (result.quarantined() > 0) {
      out.println("in quarantine: " + result.quarantined() + " rows (--quarantine lists them)");
    }
    if (!result.isComplete()) {
      out.println("stopped before all was looked at");
    }
    out.println(result.found().isEmpty() ? "nothing is wrong" : "wrong: " + counts(result));
  }

  private static Map<String, Long> counts(CheckResult result) {
    Map<String, Long> counts = new TreeMap<>();
    result.found().forEach((kind, count) -> counts.put(kind.text(), count));
    return counts;
  }

  /** Tells of a row in quarantine. */
  void quarantined(QuarantinedRow row) {
    if (!isJson) {
      out.println(
          PersonText.harmless(
              row.sequence()
                  + " "
                  + row.movedAt()
                  + " "
                  + Quarantine.describe(row)
                  + ": "
                  + row.reason()
                  + " ("
                  + row.value().length
                  + " bytes)"));
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", row.sequence());
    fields.put("time", row.movedAt().toString());
    fields.put("what", Quarantine.describe(row));
    fields.put("reason", row.reason());
    fields.put("row", row.original().toString());
    fields.put("value", HexFormat.of().formatHex(row.value()));
    line("quarantined", fields);
  }

  /** Tells that the quarantine was emptied. */
  void emptied(long rows, long left) {
    if (isJson) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rows", rows);
      fields.put("left", left);
      line("emptied", fields);
      return;
    }
    out.println("deleted from the quarantine: " + rows + " rows");
    if (left > 0) {
      out.println("left there: " + left + " rows; what they name is not counted: run --repair");
    }
  }

  /** Tells that nothing was deleted because of that row. */
  void unreadable(long number) {
    if (isJson) {
      line("unreadable", Map.of("number", number));
      return;
    }
    out.println(
        "nothing was deleted: row "
            + number
            + " in quarantine cannot be read, and might need the bytes of others; with"
            + " --unreadable it goes first");
  }

  private void line(String event, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("event", event);
    all.putAll(fields);
    out.println(JSON.writeValueAsString(all));
  }
}
