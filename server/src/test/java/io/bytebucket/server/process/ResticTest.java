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

/** Backups by restic with its defaults, in a repository that the server keeps. */
@ProcessTest
final class ResticTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() {
    Requirement.client("restic", "version");
    endpoint = servers.start().endpoint();
  }

  @Test
  void everySnapshotIsRestoredByteForByte() throws IOException {
    long seed = Scale.seed("restic");
    Path tree = FileTree.create(servers.directory().resolve("tree"), seed, Scale.pick(5000, 500));
    BigFile.create(tree.resolve("big"));
    // It makes the bucket by itself.
    restic("init");
    restic("backup", "--tag", "first", tree.toString());
    Map<String, String> first = FileTree.sha256(tree);

    Files.delete(tree.resolve("plain/000/file 00000"));
    Files.writeString(tree.resolve("plain/000/file 00006"), "changed");
    FileTree.create(tree.resolve("more"), seed + 1, 50);
    restic("backup", "--tag", "second", tree.toString());
    Map<String, String> second = FileTree.sha256(tree);

    assertThat(restic("check", "--read-data")).contains("no errors were found");
    assertThat(restored("first", tree)).isEqualTo(first);
    assertThat(restored("second", tree)).isEqualTo(second);

    restic("forget", "--keep-tag", "second", "--prune");
    assertThat(restic("check", "--read-data")).contains("no errors were found");
    assertThat(restored("second", tree)).isEqualTo(second);
  }

  @Test
  void anotherPasswordOpensNothing() {
    String repository = "s3:" + endpoint.url() + "/restic-locked";
    assertThat(command(repository, "right", "init").run().exitStatus()).isZero();
    Command.Outcome refused = command(repository, "wrong", "snapshots").run();
    assertThat(refused.exitStatus()).isNotZero();
    assertThat(refused.errors()).contains("wrong password");
  }

  private Map<String, String> restored(String tag, Path tree) throws IOException {
    Path target = servers.directory().resolve("restored-" + tag);
    restic("restore", "latest", "--tag", tag, "--target", target.toString());
    Map<String, String> sums = FileTree.sha256(target.resolve(Path.of("/").relativize(tree)));
    Servers.deleteTree(target);
    return sums;
  }

  private String restic(String... words) {
    return command("s3:" + endpoint.url() + "/restic/backups", "secret", words).succeed();
  }

  private Command command(String repository, String password, String... words) {
    List<String> all = new ArrayList<>(List.of("restic"));
    all.addAll(List.of(words));
    return new Command(
        all,
        Map.of(
            "RESTIC_REPOSITORY", repository,
            "RESTIC_PASSWORD", password,
            "RESTIC_CACHE_DIR", servers.directory().resolve("restic-cache").toString(),
            "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey()));
  }
}
