package io.bytebucket.server.client;

import io.bytebucket.selftest.Finding;
import io.bytebucket.selftest.Finding.Outcome;
import io.bytebucket.selftest.Report;
import io.bytebucket.selftest.Report.Score;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report of a self-test for people, or for programs.
 *
 * @param url of the server that was asked
 */
record SelftestOutput(URI url, Report report) {
  /** All of it, as one document. */
  record Document(
      String url,
      long milliseconds,
      Total total,
      Map<String, Total> areas,
      List<Line> facts,
      List<String> leftovers) {}

  /** How many hold, do not, and were not asked for. */
  record Total(int passed, int failed, int notRun) {
    static Total of(Score score) {
      return new Total(score.passed(), score.failed(), score.notRun());
    }
  }

  /** A fact, and what was seen of it. */
  record Line(
      int number,
      String area,
      String fact,
      String source,
      String request,
      String expected,
      String outcome,
      String seen) {
    static Line of(Finding finding) {
      return new Line(
          finding.fact().number(),
          finding.fact().area(),
          finding.fact().name(),
          finding.fact().source(),
          finding.fact().request(),
          wanted(finding),
          finding.outcome().name().toLowerCase(Locale.ROOT),
          finding.seen());
    }
  }

  void json(PrintWriter out) {
    Map<String, Total> areas = new LinkedHashMap<>();
    report.areas().forEach((area, score) -> areas.put(area, Total.of(score)));
    Document document =
        new Document(
            url.toString(),
            report.time().toMillis(),
            Total.of(report.score()),
            areas,
            report.findings().stream().map(Line::of).toList(),
            report.leftovers());
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    out.flush();
  }

  /**
   * For people.
   *
   * @param isAll whether the facts that hold are told, too
   */
  void text(PrintWriter out, boolean isAll) {
    for (Finding finding : report.findings()) {
      if (isAll || finding.outcome() != Outcome.PASSED) {
        out.printf("%-7s %s: %s%n", word(finding), finding.fact().area(), finding.fact().name());
      }
      if (finding.outcome() != Outcome.PASSED) {
        out.println("        asked:    " + finding.fact().request());
        out.println("        expected: " + wanted(finding));
        out.println("        seen:     " + finding.seen());
        out.println("        source:   " + finding.fact().source());
      }
    }
    out.printf("%-14s %s%n", "area", "holds");
    report.areas().forEach((area, score) -> out.printf("%-14s %s%n", area, shown(score)));
    out.printf("%-14s %s, in %d ms%n", "all", shown(report.score()), report.time().toMillis());
    report.leftovers().forEach(each -> out.println("not removed: " + each));
    out.flush();
  }

  private static String word(Finding finding) {
    return switch (finding.outcome()) {
      case PASSED -> "ok";
      case FAILED -> "FAILED";
      case NOT_RUN -> "not run";
    };
  }

  private static String shown(Score score) {
    return "%d of %d".formatted(score.passed(), score.total())
        + (score.notRun() > 0 ? ", %d not asked for".formatted(score.notRun()) : "");
  }

  private static String wanted(Finding finding) {
    String status = Integer.toString(finding.fact().status());
    return String.join(
        " ; ",
        Stream.concat(
                Stream.of((status + " " + finding.fact().code()).strip()),
                finding.fact().expectations().stream())
            .toList());
  }
}
