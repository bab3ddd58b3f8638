package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server keeps when the power goes, on real file systems: they are shut down without a flush
 * of their log, so that nothing that was not synced survives, directory entries included.
 */
@ProcessTest
@Tag("root")
final class PowerCutTest {
  private static final int WRITERS = 16;
  private static final long DISK_BYTES = 2L << 30;
  private static final List<Integer> SIZES_BYTES =
      List.of(4 << 10, 4 << 10, 4 << 10, 4 << 10, 256 << 10);
  private static final String BUCKET = "cut";

  @RegisterExtension final Servers servers = new Servers();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ext4", "xfs"})
  void powerCutLosesNothingThatWasAcknowledged(String fileSystem) throws IOException {
    long seed = Scale.seed("power cut on " + fileSystem);
    try (LoopDisk disk = LoopDisk.create(fileSystem, DISK_BYTES, servers.directory());
        ServerProcess server =
            servers.create(ServerSettings.on(disk.mountPoint().resolve("data")))) {
      cutAgainAndAgain(disk, server, seed);
    }
  }

  private static void cutAgainAndAgain(LoopDisk disk, ServerProcess server, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Journal journal = new Journal();
    server.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    int cuts = Scale.pick(20, 2);
    for (int cut = 1; cut <= cuts; cut++) {
      cutAmidstWriters(disk, server, random.nextInt(300, 3000), seed + cut, journal);
      disk.remount();
      Duration start = server.start();
      Verdict verdict = new Verification(server.endpoint(), BUCKET, journal).run();
      System.out.printf(
          "%s, cut %d: %d acknowledged so far, ready after %d ms, faults %s%n",
          disk.mountPoint().getFileName(),
          cut,
          journal.acknowledgements(),
          start.toMillis(),
          verdict.faults());
      assertThat(verdict.faults()).isEmpty();
      assertThat(journal.surprises()).isEmpty();
    }
    StoredState.requireConsistentAfterSweep(server);
  }

  private static void cutAmidstWriters(
      LoopDisk disk, ServerProcess server, int acknowledgements, long seed, Journal journal) {
    Writers writers =
        Writers.start(
            WRITERS, acknowledgements, seed, server.endpoint(), BUCKET, SIZES_BYTES, journal);
    writers.awaitAcknowledgements();
    writers.expectTheEnd();
    disk.cutPower();
    server.kill9();
    writers.join();
  }
}
