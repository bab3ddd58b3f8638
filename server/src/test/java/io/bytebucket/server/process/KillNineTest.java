package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server keeps when its process is ended in the middle of its work. */
@ProcessTest
final class KillNineTest {
  private static final int WRITERS = 32;
  private static final List<Integer> SIZES_BYTES = List.of(4 << 10, 4 << 10, 40 << 10, 300 << 10);
  private static final String BUCKET = "killed";

  /** The promise is two seconds on a quiet machine; this one may have other work to do. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  @RegisterExtension final Servers servers = new Servers();

  // Field survey 17 (racing creators), and what "acknowledged is durable" says of kill -9.
  @Test
  void killNineAmidstWritersLosesNothingThatWasAcknowledged() throws IOException {
    long seed = Scale.seed("kill -9");
    SplittableRandom random = new SplittableRandom(seed);
    Journal journal = new Journal();
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    Duration slowestStart = Duration.ZERO;
    int rounds = Scale.pick(50, 3);
    for (int round = 1; round <= rounds; round++) {
      killAmidstWriters(server, random.nextInt(200, 2500), seed + round, journal);
      Duration start = server.start();
      Duration startProcessorTime = server.processorTime();
      slowestStart = start.compareTo(slowestStart) > 0 ? start : slowestStart;
      Verdict verdict = new Verification(server.endpoint(), BUCKET, journal).run();
      System.out.printf(
          "kill -9, round %d: %d acknowledged so far, ready after %d ms (%d ms of processor time),"
              + " faults %s%n",
          round,
          journal.acknowledgements(),
          start.toMillis(),
          startProcessorTime.toMillis(),
          verdict.faults());
      assertThat(verdict.faults()).isEmpty();
      assertThat(journal.surprises()).isEmpty();
    }
    System.out.printf("kill -9: slowest start %d ms%n", slowestStart.toMillis());
    assertThat(slowestStart).isLessThan(START_LIMIT);
    StoredState.requireConsistentAfterSweep(server);
  }

  private static void killAmidstWriters(
      ServerProcess server, int acknowledgements, long seed, Journal journal) {
    Writers writers =
        Writers.start(
            WRITERS, acknowledgements, seed, server.endpoint(), BUCKET, SIZES_BYTES, journal);
    writers.awaitAcknowledgements();
    writers.expectTheEnd();
    server.kill9();
    writers.join();
  }
}
