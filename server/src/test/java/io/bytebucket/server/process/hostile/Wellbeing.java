package io.bytebucket.server.process.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.ProcessFacts;
import io.bytebucket.server.process.ServerProcess;

/** That a process lives on, stays small and says that it is well, whatever is done to it. */
final class Wellbeing implements AutoCloseable {
  /** What the project promises of a server with the heap that it comes with. */
  private static final long RESIDENT_LIMIT_MEBIBYTES = 400;

  private final ServerProcess server;
  private final long pid;
  private final HealthProbe health;

  Wellbeing(ServerProcess server) {
    this.server = server;
    this.pid = server.pid();
    this.health = HealthProbe.start(server.endpoint().adminPort());
  }

  /** Fails unless the process is well, and has been since it was first looked at. */
  void require(String when) {
    assertThat(server.isAlive()).as(when + ": the process lives").isTrue();
    assertThat(server.pid()).as(when + ": it is the same process").isEqualTo(pid);
    long mostMebibytes = ProcessFacts.peakResidentKibibytes(pid) >> 10;
    System.out.printf(
        "  resident %d MiB, at most %d MiB; health within %d ms%n",
        ProcessFacts.residentKibibytes(pid) >> 10, mostMebibytes, health.longest().toMillis());
    assertThat(health.failures()).as(when + ": health").isEmpty();
    assertThat(mostMebibytes).as(when + ": resident MiB").isLessThan(RESIDENT_LIMIT_MEBIBYTES);
  }

  /** The same in the end, when the process is told to stop and does so in order. */
  void requireOrderlyEnd() {
    require("in the end");
    health.close();
    assertThat(server.timesLogged("OutOfMemoryError")).isZero();
    // What writes into a terminal, or begins a line where none begins.
    assertThat(server.timesLogged("\u009b")).isZero();
    assertThat(server.timesLogged("\u2028")).isZero();
    server.terminate();
  }

  @Override
  public void close() {
    health.close();
  }
}
