package io.bytebucket.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.model.SteppedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutletTest {
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final StringWriter written = new StringWriter();

  private Outlet outlet(boolean isTerminal) {
    return Outlet.of(new PrintWriter(written), isTerminal, clock);
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }

  @Test
  void aProgramGetsALineASecondAndTheLastState() {
    try (Outlet outlet = outlet(false)) {
      outlet.total(4, 4000);
      outlet.done(1, 1000);
      clock.step(Duration.ofSeconds(2));
      outlet.done(1, 1000);
      outlet.done(1, 1000);
    }

    assertThat(lines())
        .containsExactly(
            "{\"event\":\"progress\",\"time\":\"2026-01-01T00:00:02Z\",\"items\":2,\"bytes\":2000,"
                + "\"totalItems\":4,\"totalBytes\":4000,\"bytesPerSecond\":1000,"
                + "\"itemsPerSecond\":1,\"secondsLeft\":2}",
            "{\"event\":\"progress\",\"time\":\"2026-01-01T00:00:02Z\",\"items\":3,\"bytes\":3000,"
                + "\"totalItems\":4,\"totalBytes\":4000,\"bytesPerSecond\":1500,"
                + "\"itemsPerSecond\":2,\"secondsLeft\":1}");
  }

  @Test
  void aPersonGetsABarWithRateAndTimeLeft() {
    try (Outlet outlet = outlet(true)) {
      outlet.total(-1, 4 << 20);
      clock.step(Duration.ofSeconds(10));
      outlet.done(7, 1 << 20);
    }

    assertThat(written.toString())
        .startsWith("\r[######------------------] 25 % 7, 1.0 MiB, 102.4 KiB/s, 1/s, 0:30 left");
  }

  @Test
  void whatIsNotedHasALineOfItsOwnAtOnceAndObeysNothing() {
    try (Outlet outlet = outlet(true)) {
      outlet.note("differs", Map.of("key", "a\u001b[2Jb\u202e"));
    }
    try (Outlet outlet = outlet(false)) {
      outlet.note("differs", Map.of("key", "a\nb"));
    }

    assertThat(lines())
        .containsExactly(
            "differs: key a\\u001b[2Jb\\u202e",
            "{\"event\":\"differs\",\"time\":\"2026-01-01T00:00:00Z\",\"key\":\"a\\nb\"}");
  }

  @Test
  void whoDidNothingShowsNothing() {
    outlet(true).close();

    assertThat(written.toString()).isEmpty();
  }
}
