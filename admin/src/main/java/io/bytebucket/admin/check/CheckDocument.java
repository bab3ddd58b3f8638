package io.bytebucket.admin.check;

import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.served.CheckState;
import io.bytebucket.core.check.served.RunningCheck;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A check as a document has it.
 *
 * @param status none, running, done, stopped or failed
 * @param rate how many bytes it reads in a second; 0 for as many as can be
 * @param rows how many rows were read
 * @param findings how much is wrong, by its kind
 * @param named the first findings, those that the asker may be told of
 * @param usualRate the rate of checks for which none is asked for
 * @param dailyAt when there is one every day
 */
record CheckDocument(
    String status,
    boolean deep,
    long rate,
    Optional<String> startedAt,
    Optional<String> endedAt,
    long rows,
    long totalObjects,
    long totalBytes,
    long objects,
    long bytes,
    Map<String, Long> findings,
    List<Map<String, Object>> named,
    long usualRate,
    Optional<String> dailyAt) {
  static CheckDocument of(
      CheckState state, RunningCheck.Schedule schedule, Predicate<Finding> mayTell) {
    CheckState.Counts counts = state.counts();
    Map<String, Long> found = new TreeMap<>();
    counts.found().forEach((kind, count) -> found.put(kind.text(), count));
    return new CheckDocument(
        state.status().name().toLowerCase(Locale.ROOT),
        state.isDeep(),
        state.bytesPerSecond(),
        state.startedAt().map(Instant::toString),
        state.endedAt().map(Instant::toString),
        counts.rows(),
        counts.totalObjects(),
        counts.totalBytes(),
        counts.objects(),
        counts.bytes(),
        found,
        counts.findings().stream().filter(mayTell).map(Finding::fields).toList(),
        schedule.bytesPerSecond(),
        schedule.at().map(LocalTime::toString));
  }
}
