package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Idle is idle: what a server costs that nobody calls. */
@ProcessTest
final class IdleTest {
  private static final Duration IDLE = Duration.ofMinutes(1);

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void idleServerStaysSmallAndQuiet() {
    Requirement.fullScale();
    ServerProcess server = servers.create(ServerSettings.on(servers.directory().resolve("idle")));
    Duration start = server.start();
    final Duration startProcessorTime = server.processorTime();
    assertThat(server.endedWithin(IDLE)).isFalse();
    Duration before = server.processorTime();
    assertThat(server.endedWithin(IDLE)).isFalse();
    Duration used = server.processorTime().minus(before);
    double sharePercent = 100.0 * used.toMillis() / IDLE.toMillis();
    long residentMebibytes = ProcessFacts.residentKibibytes(server.pid()) >> 10;
    System.out.printf(
        "idle: ready after %d ms (%d ms of processor time), then %d MiB resident and %.2f %% of a"
            + " core%n",
        start.toMillis(), startProcessorTime.toMillis(), residentMebibytes, sharePercent);
    assertThat(residentMebibytes).isLessThan(250);
    assertThat(sharePercent).isLessThan(0.5);
  }
}
