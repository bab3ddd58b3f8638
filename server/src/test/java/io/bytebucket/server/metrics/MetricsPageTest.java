package io.bytebucket.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.figure.Distribution;
import io.bytebucket.core.figure.Figure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private final MetricsPage page = new MetricsPage();

  private List<String> lines() {
    return new String(page.text(), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void figuresOfOneNameStandTogetherWithTheirTypeAndHelp() {
    page.add(() ->
        List.of(
            new Figure.Total("things_total", "Things.", Map.of("kind", "a"), () -> 3),
            new Figure.Level("things_now", "Things there are.", () -> -1)));
    page.add(
        () -> List.of(new Figure.Total("things_total", "Things.", Map.of("kind", "b"), () -> 4)));

    assertThat(lines())
        .containsSequence(
            "# HELP things_total Things.",
            "# TYPE things_total counter",
            "things_total{kind=\"a\"} 3.0",
            "things_total{kind=\"b\"} 4.0")
        .containsSequence("# TYPE things_now gauge", "things_now -1.0");
  }

  @Test
  void aLevelMayHaveANameThatPrometheusHasForTotals() {
    page.add(() -> List.of(new Figure.Level("some_bytes_total", "Bytes.", () -> 5)));

    assertThat(lines()).contains("# TYPE some_bytes_total gauge", "some_bytes_total 5.0");
  }

  @Test
  void aDistributionIsToldInItsUnitAndAddsUp() {
    Distribution nanos = new Distribution(Distribution.NANOS_A_SECOND, 1_000_000, 500_000_000);
    nanos.note(1_000_000);
    nanos.note(400_000_000);
    nanos.note(2_000_000_000);
    page.add(() -> List.of(new Figure.Spread("wait_seconds", "Waits.", nanos)));

    assertThat(lines())
        .contains(
            "# TYPE wait_seconds histogram",
            "wait_seconds_bucket{le=\"0.001\"} 1",
            "wait_seconds_bucket{le=\"0.5\"} 2",
            "wait_seconds_bucket{le=\"+Inf\"} 3",
            "wait_seconds_count 3",
            "wait_seconds_sum 2.401");
  }

  @Test
  void whatIsNotersTextIsEscaped() {
    page.add(() -> List.of(new Figure.Level("odd", "Odd.", Map.of("name", "a\"b\\c\nd"), () -> 1)));

    assertThat(lines()).contains("odd{name=\"a\\\"b\\\\c\\nd\"} 1.0");
  }

  @Test
  void theProcessIsToldOfOnEachPage() {
    assertThat(lines()).anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    assertThat(lines())
        .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
        .anyMatch(line -> line.startsWith("process_open_fds "));
  }
}
