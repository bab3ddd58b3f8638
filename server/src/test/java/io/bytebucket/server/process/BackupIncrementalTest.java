package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much a backup moves when there is an earlier one, by what changed since: 10 GiB in full. */
@ProcessTest
final class BackupIncrementalTest {
  private static final String BUCKET = "mostly-the-same";
  private static final int WRITERS = 4;

  /** Each holds as many objects as there are sizes. */
  private static final int GROUPS = Scale.pick(1_955, 100);

  private static final int CHANGED_EVERY = 100;
  private static final int LARGEST_BYTES = Scale.pick(5 << 20, 300_000);
  private static final long MOVED_AT_MOST_PERCENT = 3;

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void afterOnePercentOfChangeAtMostThreeAreMoved()
      throws IOException, InterruptedException, ExecutionException {
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    long seed = Scale.seed("incremental backup");
    long all = put(server, seed, 1);
    Path backups = servers.directory().resolve("backups");
    // Copies, so that what counts as moved is what another disk would have to take.
    JsonNode first = backUp(server, backups);
    assertThat(moved(first)).isGreaterThanOrEqualTo(all);

    long changed = put(server, seed + 1, CHANGED_EVERY);
    JsonNode second = backUp(server, backups);
    System.out.printf(
        "incremental backup: %d bytes of %d changed, %d moved%n", changed, all, moved(second));
    assertThat(changed).isGreaterThanOrEqualTo(all / CHANGED_EVERY);
    assertThat(moved(second)).isBetween(changed, all * MOVED_AT_MOST_PERCENT / 100);

    Path to = servers.directory().resolve("restored");
    String _ = Program.on(server, "restore", backups.toString(), "--to", to.toString()).succeed();
    ServerProcess restored = servers.start(ServerSettings.on(to));
    try (S3Connection connection = new S3Connection(restored.endpoint())) {
      for (int group = 0; group < GROUPS; group += CHANGED_EVERY / 2) {
        long written = group % CHANGED_EVERY == 0 ? seed + 1 : seed;
        RawResponse response = connection.get(BUCKET, key(group, 0));
        assertThat(response.body()).isEqualTo(bytes(written, group, 0, sizes().getFirst()));
      }
    }
  }

  private static List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>(List.of(LARGEST_BYTES, 100_000, 100_000, 100_000));
    for (int i = 0; i < 16; i++) {
      sizes.add(4_096);
    }
    return sizes;
  }

  private static String key(int group, int at) {
    return "group-%05d/%02d".formatted(group, at);
  }

  private static byte[] bytes(long seed, int group, int at, int size) {
    return new GeneratedBytes(seed * 1_000_003 + group * 31L + at, size).toArray();
  }

  /** Writes every so-manieth group, and returns how many bytes those hold. */
  private static long put(ServerProcess server, long seed, int every)
      throws InterruptedException, ExecutionException {
    List<Future<Long>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        int first = i;
        writers.add(threads.submit(() -> putGroups(server, seed, first * every, WRITERS * every)));
      }
    }
    long sum = 0;
    for (Future<Long> writer : writers) {
      sum += writer.get();
    }
    return sum;
  }

  private static long putGroups(ServerProcess server, long seed, int first, int step)
      throws IOException {
    List<Integer> sizes = sizes();
    long sum = 0;
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      for (int group = first; group < GROUPS; group += step) {
        for (int at = 0; at < sizes.size(); at++) {
          byte[] body = bytes(seed, group, at, sizes.get(at));
          RawResponse put = connection.put(BUCKET, key(group, at), body);
          assertThat(put.status()).isEqualTo(200);
          sum += body.length;
        }
      }
    }
    return sum;
  }

  private static JsonNode backUp(ServerProcess server, Path backups) throws IOException {
    return JsonMapper.shared()
        .readTree(Program.on(server, "backup", backups.toString(), "--copy", "--json").succeed());
  }

  private static long moved(JsonNode manifest) {
    JsonNode moved = manifest.path("moved");
    return moved.path("blobBytes").asLong(-1)
        + moved.path("metadataBytes").asLong(-1)
        + moved.path("inlineBytes").asLong(-1);
  }
}
