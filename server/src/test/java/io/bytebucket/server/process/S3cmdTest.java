package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** s3cmd with its defaults, so in parts of 15 MiB. */
@ProcessTest
final class S3cmdTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private S3cmd s3cmd;

  @BeforeAll
  void startServer() throws IOException {
    Requirement.client("s3cmd", "--version");
    endpoint = servers.start().endpoint();
    s3cmd = new S3cmd(endpoint, servers.directory());
  }

  @Test
  void filesGoUpAndDownUnchangedAndAway() throws IOException {
    Path sent = BigFile.create(servers.directory().resolve("sent"));
    Path received = servers.directory().resolve("received");
    s3cmd.succeed("mb", "s3://s3cmd-files");
    assertThat(s3cmd.succeed("ls")).contains("s3://s3cmd-files");
    s3cmd.succeed("put", sent.toString(), "s3://s3cmd-files/a dir/ä file+");
    assertThat(s3cmd.succeed("ls", "s3://s3cmd-files/"))
        .contains("DIR")
        .contains("s3://s3cmd-files/a dir/");
    assertThat(s3cmd.succeed("ls", "--list-md5", "s3://s3cmd-files/a dir/"))
        .contains("ä file+")
        .contains(Long.toString(Files.size(sent)));
    assertThat(Listing.eTag(endpoint, "s3cmd-files", "a dir/ä file+"))
        .endsWith("-" + BigFile.parts(15));
    s3cmd.succeed("cp", "s3://s3cmd-files/a dir/ä file+", "s3://s3cmd-files/copy");
    s3cmd.succeed("del", "s3://s3cmd-files/a dir/ä file+");
    s3cmd.succeed("mv", "s3://s3cmd-files/copy", "s3://s3cmd-files/a dir/ä file+");
    s3cmd.succeed("get", "s3://s3cmd-files/a dir/ä file+", received.toString());
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    assertThat(s3cmd.succeed("info", "s3://s3cmd-files/a dir/ä file+")).contains("MD5 sum");
    s3cmd.succeed("del", "s3://s3cmd-files/a dir/ä file+");
    assertThat(s3cmd.succeed("ls", "--recursive", "s3://s3cmd-files/")).isEmpty();
    s3cmd.succeed("rb", "s3://s3cmd-files");
  }

  @Test
  void syncSendsWhatChangedOnly() throws IOException {
    Path tree = Files.createDirectories(servers.directory().resolve("tree"));
    for (int n = 0; n < 5; n++) {
      Files.writeString(tree.resolve("file-" + n), "file " + n);
    }
    s3cmd.succeed("mb", "s3://s3cmd-sync");
    s3cmd.succeed("sync", tree + "/", "s3://s3cmd-sync/tree/");
    Files.writeString(tree.resolve("file-3"), "changed");
    assertThat(s3cmd.succeed("sync", tree + "/", "s3://s3cmd-sync/tree/"))
        .contains("file-3")
        .doesNotContain("file-4");
    s3cmd.succeed("del", "--recursive", "--force", "s3://s3cmd-sync/");
    s3cmd.succeed("rb", "s3://s3cmd-sync");
  }

  @Test
  void treeIsSyncedUpAndDownWithWhatWentAway() throws IOException {
    long seed = Scale.seed("s3cmd sync");
    Path tree = FileTree.create(servers.directory().resolve("up"), seed, Scale.pick(2000, 200));
    BigFile.create(tree.resolve("big"));
    Path back = Files.createDirectories(servers.directory().resolve("down"));
    s3cmd.succeed("mb", "s3://s3cmd-both");
    s3cmd.succeed("sync", tree + "/", "s3://s3cmd-both/tree/");
    s3cmd.succeed("sync", "s3://s3cmd-both/tree/", back + "/");
    assertThat(FileTree.sha256(back)).isEqualTo(FileTree.sha256(tree));
    assertThat(s3cmd.succeed("sync", tree + "/", "s3://s3cmd-both/tree/"))
        .doesNotContain("upload:");
    assertThat(s3cmd.succeed("sync", "s3://s3cmd-both/tree/", back + "/"))
        .doesNotContain("download:");

    Files.delete(tree.resolve("big"));
    Files.writeString(tree.resolve("new"), "new");
    s3cmd.succeed("sync", "--delete-removed", tree + "/", "s3://s3cmd-both/tree/");
    s3cmd.succeed("sync", "--delete-removed", "s3://s3cmd-both/tree/", back + "/");
    assertThat(FileTree.sha256(back)).isEqualTo(FileTree.sha256(tree));
    s3cmd.succeed("rb", "--recursive", "--force", "s3://s3cmd-both");
  }
}
