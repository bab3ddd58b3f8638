package io.bytebucket.selftest;

import io.bytebucket.selftest.Finding.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all facts. Immutable.
 *
 * @param findings one for each fact, in order
 * @param leftovers what could not be removed from the server again, in words
 */
public record Report(List<Finding> findings, List<String> leftovers, Duration time) {
  /** A report of these parts. */
  public Report {
    findings = List.copyOf(findings);
    leftovers = leftovers.stream().map(Words::of).toList();
  }

  /** How many facts of an area hold, of how many. */
  public record Score(int passed, int failed, int notRun) {
    /** All facts of the area. */
    public int total() {
      return passed + failed + notRun;
    }
  }

  /** The score of all facts together. */
  public Score score() {
    return scoreOf(findings);
  }

  /** The score of each area, in the order of the areas. */
  public Map<String, Score> areas() {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Finding finding : findings) {
      String area = finding.fact().area();
      scores.computeIfAbsent(
          area,
          name ->
              scoreOf(findings.stream().filter(each -> each.fact().area().equals(name)).toList()));
    }
    return scores;
  }

  /** Whether every fact was asked for and holds, and nothing was left behind. */
  public boolean isClean() {
    return !findings.isEmpty() && score().passed() == findings.size() && leftovers.isEmpty();
  }

  private static Score scoreOf(List<Finding> some) {
    return new Score(
        count(some, Outcome.PASSED), count(some, Outcome.FAILED), count(some, Outcome.NOT_RUN));
  }

  private static int count(List<Finding> some, Outcome outcome) {
    return (int) some.stream().filter(each -> each.outcome() == outcome).count();
  }
}
