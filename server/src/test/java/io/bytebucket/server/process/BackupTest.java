package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backups of a server that goes on, and what is restored of them. */
@ProcessTest
final class BackupTest {
  private static final int WRITERS = Scale.pick(32, 12);
  private static final int ACKNOWLEDGED = Scale.pick(20_000, 600);
  private static final List<Integer> SIZES_BYTES = List.of(4 << 10, 4 << 10, 40 << 10, 300 << 10);
  private static final String BUCKET = "backed-up";
  private static final int STOPPED = 4;
  private static final int FINDINGS = 3;

  @RegisterExtension final Servers servers = new Servers();

  /** What a key may hold in a backup that was made after a moment. */
  private record Before(List<Content> possible, List<Content> all) {}

  private static Map<String, Before> now(Journal journal) {
    Map<String, Before> before = new HashMap<>();
    journal
        .histories()
        .forEach((key, history) -> before.put(key, new Before(history.possible(), history.all())));
    return before;
  }

  @Test
  void underLoadEverythingAcknowledgedBeforeIsThereAndNothingIsHalfThere() throws IOException {
    long seed = Scale.seed("backup");
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    Journal journal = new Journal();
    Writers writers =
        Writers.start(WRITERS, ACKNOWLEDGED, seed, server.endpoint(), BUCKET, SIZES_BYTES, journal);
    writers.awaitAcknowledgements();
    Path backups = servers.directory().resolve("backups-" + seed);
    Map<String, Before> before = now(journal);
    long acknowledgedBefore = journal.acknowledgements();
    JsonNode made =
        JsonMapper.shared()
            .readTree(Program.on(server, "backup", backups.toString(), "--json").succeed());
    long meanwhile = journal.acknowledgements() - acknowledgedBefore;
    writers.expectTheEnd();
    server.kill9();
    writers.join();
    assertThat(journal.surprises()).isEmpty();
    System.out.printf(
        "backup: %d acknowledged before, %d while it was made; %s objects%n",
        acknowledgedBefore, meanwhile, made.path("counts").path("objects"));

    Path to = servers.directory().resolve("restored-" + seed);
    String _ = Program.on(server, "backup", "check", backups.toString(), "--deep").succeed();
    String _ = Program.on(server, "restore", backups.toString(), "--to", to.toString()).succeed();
    ServerProcess restored = servers.start(ServerSettings.on(to));
    assertThat(wrong(restored, journal, before)).isEmpty();
    StoredState.requireConsistentAfterSweep(restored);
  }

  private static List<String> wrong(
      ServerProcess restored, Journal journal, Map<String, Before> before) throws IOException {
    List<String> wrong = new ArrayList<>();
    try (S3Connection connection = new S3Connection(restored.endpoint())) {
      for (Map.Entry<String, KeyHistory> each : journal.histories().entrySet()) {
        Before then =
            before.getOrDefault(
                each.getKey(), new Before(List.of(new Content.Nothing()), List.of()));
        List<Content> allowed = new ArrayList<>(then.possible());
        List<Content> later = new ArrayList<>(each.getValue().all());
        // One by one, because a key may have been deleted several times.
        then.all().forEach(later::remove);
        allowed.addAll(later);
        RawResponse response = connection.get(BUCKET, each.getKey());
        if (allowed.stream().noneMatch(content -> isOf(response, content))) {
          wrong.add(each.getKey() + " answers " + response.status());
        }
      }
    }
    return wrong;
  }

  private static boolean isOf(RawResponse response, Content content) {
    return switch (content) {
      case Content.Nothing() -> response.status() == 404;
      case Content.Stored(GeneratedBytes bytes) ->
          response.status() == 200 && Arrays.equals(response.body(), bytes.toArray());
    };
  }

  private static long blobsIn(Path backups) {
    try (Stream<Path> all = Files.walk(backups.resolve("blobs"))) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException notYet) {
      return 0;
    } catch (UncheckedIOException changing) {
      return 0;
    }
  }

  @Test
  void aBackupThatIsKilledOrToldToStopGoesOnAndDamageIsNamed()
      throws IOException, InterruptedException {
    ServerProcess server = servers.start();
    int objects = 24;
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
      for (int i = 0; i < objects; i++) {
        RawResponse put =
            connection.put(BUCKET, "key-" + i, new GeneratedBytes(i, 400_000).toArray());
        assertThat(put.status()).isEqualTo(200);
      }
    }
    Path backups = servers.directory().resolve("backups");
    Path output = servers.directory().resolve("killed.out");
    Path errors = servers.directory().resolve("killed.err");
    Command slow = Program.on(server, "backup", backups.toString(), "--copy", "--rate", "1500K");
    Process killed = slow.start(output, errors);
    while (blobsIn(backups) < 3 && killed.isAlive()) {
      boolean _ = killed.waitFor(50, TimeUnit.MILLISECONDS);
    }
    killed.destroyForcibly().waitFor();
    assertThat(Program.on(server, "backup", "list", backups.toString()).succeed())
        .contains("not finished");

    Process stopped = slow.start(output, errors);
    while (blobsIn(backups) < 6 && stopped.isAlive()) {
      boolean _ = stopped.waitFor(50, TimeUnit.MILLISECONDS);
    }
    stopped.destroy();
    assertThat(stopped.waitFor()).as(Files.readString(errors)).isEqualTo(STOPPED);

    JsonNode made =
        JsonMapper.shared()
            .readTree(
                Program.on(server, "backup", backups.toString(), "--copy", "--json").succeed());
    assertThat(made.path("counts").path("blobs").asInt()).isEqualTo(objects);
    assertThat(made.path("moved").path("blobs").asInt()).isLessThanOrEqualTo(objects - 6);

    Path damaged = aBlobOf(server.dataDirectory());
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      file.seek(70_000);
      int old = file.read();
      file.seek(70_000);
      file.write(old ^ 1);
    }
    Path others = servers.directory().resolve("others");
    Command.Outcome outcome = Program.on(server, "backup", others.toString()).run();
    assertThat(outcome.exitStatus()).as(outcome.errors()).isEqualTo(FINDINGS);
    assertThat(outcome.errors())
        .contains(damaged.getFileName().toString())
        .contains(BUCKET + "/key-");
  }

  private static Path aBlobOf(Path dataDirectory) throws IOException {
    try (Stream<Path> all = Files.walk(dataDirectory.resolve("blobs"))) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }
}
