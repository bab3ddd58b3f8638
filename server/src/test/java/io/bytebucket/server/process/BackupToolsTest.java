package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways of docs/backup.md with tools that people have: each ends with a server that serves. */
@ProcessTest
final class BackupToolsTest {
  private static final String BUCKET = "tools";
  private static final byte[] SMALL = new GeneratedBytes(1, 900).toArray();
  private static final byte[] LARGE = new GeneratedBytes(2, 300_000).toArray();

  @RegisterExtension final Servers servers = new Servers();

  private ServerProcess serving(Path dataDirectory) throws IOException {
    ServerProcess server = servers.start(ServerSettings.on(dataDirectory));
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
      assertThat(connection.put(BUCKET, "small", SMALL).status()).isEqualTo(200);
      assertThat(connection.put(BUCKET, "large", LARGE).status()).isEqualTo(200);
    }
    return server;
  }

  private static void run(ServerProcess server, String... arguments) {
    String _ = Program.on(server, arguments).succeed();
  }

  private void requireServed(Path dataDirectory) throws IOException {
    ServerProcess restored = servers.start(ServerSettings.on(dataDirectory));
    try (S3Connection connection = new S3Connection(restored.endpoint())) {
      assertThat(connection.get(BUCKET, "small").body()).isEqualTo(SMALL);
      assertThat(connection.get(BUCKET, "large").body()).isEqualTo(LARGE);
    }
    restored.terminate();
  }

  @Test
  void resticAndRsyncCarryADirectoryOfBackupsAway() throws IOException {
    Requirement.programs("rsync");
    Requirement.client("restic", "version");
    Path root = servers.directory();
    ServerProcess server = serving(root.resolve("carried"));
    Path backups = root.resolve("backups");
    run(server, "backup", backups.toString());

    Path mirror = root.resolve("mirror");
    String _ = Command.of("rsync", "-a", "--delete", backups + "/", mirror + "/").succeed();
    run(server, "restore", mirror.toString(), "--to", root.resolve("of-rsync").toString());
    requireServed(root.resolve("of-rsync"));

    restic("init");
    restic("backup", backups.toString());
    Path target = root.resolve("of-restic");
    restic("restore", "latest", "--target", target.toString());
    Path carried = target.resolve(Path.of("/").relativize(backups));
    run(server, "restore", carried.toString(), "--to", root.resolve("restored").toString());
    requireServed(root.resolve("restored"));
  }

  private void restic(String... words) {
    List<String> all = new ArrayList<>(List.of("restic"));
    all.addAll(List.of(words));
    Path root = servers.directory();
    String _ =
        new Command(
                all,
                Map.of(
                    "RESTIC_REPOSITORY", root.resolve("vault").toString(),
                    "RESTIC_PASSWORD", "secret",
                    "RESTIC_CACHE_DIR", root.resolve("restic-cache").toString()))
            .succeed();
  }

  @Test
  void aFrozenFileSystemIsCopiedWhileTheServerRunsAndReflinksAreMadeOnIt() throws IOException {
    Requirement.programs("fsfreeze", "cp", "filefrag");
    Path root = servers.directory();
    try (LoopDisk disk = LoopDisk.create("xfs", 400L << 20, root)) {
      ServerProcess server = serving(disk.mountPoint().resolve("data"));
      Path copy = root.resolve("of-snapshot");
      String mountPoint = disk.mountPoint().toString();
      String _ = Command.of("fsfreeze", "--freeze", mountPoint).succeed();
      try {
        String _ = Command.of("cp", "-a", mountPoint + "/data", copy.toString()).succeed();
      } finally {
        String _ = Command.of("fsfreeze", "--unfreeze", mountPoint).succeed();
      }
      requireServed(copy);

      Path backups = disk.mountPoint().resolve("backups");
      run(server, "backup", backups.toString());
      Path blob = onlyBlobOf(disk.mountPoint().resolve("data"));
      Path kept = onlyBlobOf(backups);
      // Another file, with the blocks of the first: filefrag knows them as shared.
      assertThat(Files.getAttribute(kept, "unix:ino"))
          .isNotEqualTo(Files.getAttribute(blob, "unix:ino"));
      assertThat(Command.of("filefrag", "-v", kept.toString()).succeed()).contains("shared");
      server.terminate();
    }
  }

  private static Path onlyBlobOf(Path directory) throws IOException {
    try (var all = Files.walk(directory.resolve("blobs"))) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(1);
      return files.getFirst();
    }
  }
}
