package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** rclone with its defaults, so in parts from 200 MiB on. */
@ProcessTest
final class RcloneTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() {
    Requirement.client("rclone", "version");
    endpoint = servers.start().endpoint();
  }

  @Test
  void copiedTreeIsCheckedByteForByteAndListed() throws IOException {
    Path tree = Files.createDirectories(servers.directory().resolve("tree"));
    writeTree(tree);
    rclone("mkdir", "store:rclone-tree");
    rclone("copy", tree.toString(), "store:rclone-tree/copy");
    rclone("check", "--download", tree.toString(), "store:rclone-tree/copy");
    // Field survey 24: a hash that looks like an MD5 has to be one.
    rclone("check", tree.toString(), "store:rclone-tree/copy");
    assertThat(rclone("lsf", "store:rclone-tree/copy").lines())
        .containsExactlyInAnyOrder("big", "empty", "deep/", "with space & plus +/");
    assertThat(rclone("lsf", "--recursive", "--files-only", "store:rclone-tree/copy").lines())
        .hasSize(25)
        .contains("deep/er/file-07", "with space & plus +/ümläut 日本");
    // rclone's parts have 5 MiB.
    assertThat(Listing.eTag(endpoint, "rclone-tree", "copy/big")).endsWith("-" + BigFile.parts(5));
    Path back = servers.directory().resolve("back");
    rclone("copy", "store:rclone-tree/copy", back.toString());
    rclone("check", "--download", tree.toString(), back.toString());
    rclone("delete", "store:rclone-tree/copy");
    assertThat(rclone("lsf", "--recursive", "store:rclone-tree")).isEmpty();
    rclone("rmdir", "store:rclone-tree");
  }

  @Test
  void changedFileIsNoticedAndSyncedAgain() throws IOException {
    Path tree = Files.createDirectories(servers.directory().resolve("changing"));
    Path file = Files.writeString(tree.resolve("file"), "first");
    rclone("mkdir", "store:rclone-sync");
    rclone("sync", tree.toString(), "store:rclone-sync");
    Files.writeString(file, "other");
    Files.writeString(tree.resolve("new"), "new");
    assertThat(command("check", tree.toString(), "store:rclone-sync").run().exitStatus())
        .isNotZero();
    rclone("sync", "--checksum", tree.toString(), "store:rclone-sync");
    rclone("check", "--download", tree.toString(), "store:rclone-sync");
    assertThat(rclone("cat", "store:rclone-sync/file")).isEqualTo("other");
  }

  @Test
  void bucketIsSyncedToAnotherAndBack() throws IOException {
    long seed = Scale.seed("rclone sync");
    Path tree = FileTree.create(servers.directory().resolve("synced"), seed, Scale.pick(2000, 200));
    rclone("sync", tree.toString(), "store:rclone-one");
    rclone("check", "--download", tree.toString(), "store:rclone-one");
    rclone("mkdir", "store:rclone-two");
    Path stray = Files.writeString(servers.directory().resolve("stray"), "not in the tree");
    rclone("copy", stray.toString(), "store:rclone-two");
    rclone("sync", "store:rclone-one", "store:rclone-two");
    rclone("check", "--download", "store:rclone-one", "store:rclone-two");
    Path back = servers.directory().resolve("synced-back");
    rclone("sync", "store:rclone-two", back.toString());
    assertThat(FileTree.sha256(back)).isEqualTo(FileTree.sha256(tree));
    rclone("purge", "store:rclone-one");
    rclone("purge", "store:rclone-two");
    assertThat(rclone("lsd", "store:")).doesNotContain("rclone-one").doesNotContain("rclone-two");
  }

  private static void writeTree(Path tree) throws IOException {
    BigFile.create(tree.resolve("big"));
    Files.write(tree.resolve("empty"), new byte[0]);
    Path odd = Files.createDirectories(tree.resolve("with space & plus +"));
    Files.writeString(odd.resolve("ümläut 日本"), "odd");
    Files.writeString(odd.resolve("100% of it"), "odd too");
    Path deep = Files.createDirectories(tree.resolve("deep/er"));
    for (int n = 0; n < 21; n++) {
      byte[] bytes = new GeneratedBytes(n, 1000L * n * n).toArray();
      Files.write(deep.resolve("file-%02d".formatted(n)), bytes);
    }
  }

  private String rclone(String... words) {
    return command(words).succeed();
  }

  private Command command(String... words) {
    List<String> all = new ArrayList<>(List.of("rclone", "--config", "/dev/null"));
    // No second try that would hide a first failure.
    all.addAll(List.of("--retries", "1"));
    all.addAll(List.of(words));
    return new Command(
        all,
        Map.of(
            "RCLONE_CONFIG_STORE_TYPE",
            "s3",
            "RCLONE_CONFIG_STORE_PROVIDER",
            "Other",
            "RCLONE_CONFIG_STORE_ENDPOINT",
            endpoint.url(),
            "RCLONE_CONFIG_STORE_REGION",
            "us-east-1",
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID",
            endpoint.accessKeyId(),
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY",
            endpoint.secretAccessKey()));
  }
}
