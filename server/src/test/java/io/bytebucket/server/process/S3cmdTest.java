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

/** s3cmd with its defaults, so in parts of 15 MiB. */
@ProcessTest
final class S3cmdTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path config;

  @BeforeAll
  void startServer() throws IOException {
    Requirement.client("s3cmd", "--version");
    endpoint = servers.start().endpoint();
    config = servers.directory().resolve("s3cfg");
    Files.writeString(
        config,
        """
        [default]
        host_base = %s
        host_bucket = %s
        use_https = False
        access_key = %s
        secret_key = %s
        """
            .formatted(
                endpoint.host(),
                endpoint.host(),
                endpoint.accessKeyId(),
                endpoint.secretAccessKey()));
  }

  @Test
  void filesGoUpAndDownUnchangedAndAway() throws IOException {
    Path sent = BigFile.create(servers.directory().resolve("sent"));
    Path received = servers.directory().resolve("received");
    s3cmd("mb", "s3://s3cmd-files");
    assertThat(s3cmd("ls")).contains("s3://s3cmd-files");
    s3cmd("put", sent.toString(), "s3://s3cmd-files/a dir/ä file+");
    assertThat(s3cmd("ls", "s3://s3cmd-files/"))
        .contains("DIR")
        .contains("s3://s3cmd-files/a dir/");
    assertThat(s3cmd("ls", "--list-md5", "s3://s3cmd-files/a dir/"))
        .contains("ä file+")
        .contains(Long.toString(Files.size(sent)));
    assertThat(Listing.eTag(endpoint, "s3cmd-files", "a dir/ä file+"))
        .endsWith("-" + BigFile.parts(15));
    s3cmd("cp", "s3://s3cmd-files/a dir/ä file+", "s3://s3cmd-files/copy");
    s3cmd("del", "s3://s3cmd-files/a dir/ä file+");
    s3cmd("mv", "s3://s3cmd-files/copy", "s3://s3cmd-files/a dir/ä file+");
    s3cmd("get", "s3://s3cmd-files/a dir/ä file+", received.toString());
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    assertThat(s3cmd("info", "s3://s3cmd-files/a dir/ä file+")).contains("MD5 sum");
    s3cmd("del", "s3://s3cmd-files/a dir/ä file+");
    assertThat(s3cmd("ls", "--recursive", "s3://s3cmd-files/")).isEmpty();
    s3cmd("rb", "s3://s3cmd-files");
  }

  @Test
  void syncSendsWhatChangedOnly() throws IOException {
    Path tree = Files.createDirectories(servers.directory().resolve("tree"));
    for (int n = 0; n < 5; n++) {
      Files.writeString(tree.resolve("file-" + n), "file " + n);
    }
    s3cmd("mb", "s3://s3cmd-sync");
    s3cmd("sync", tree + "/", "s3://s3cmd-sync/tree/");
    Files.writeString(tree.resolve("file-3"), "changed");
    assertThat(s3cmd("sync", tree + "/", "s3://s3cmd-sync/tree/"))
        .contains("file-3")
        .doesNotContain("file-4");
    s3cmd("del", "--recursive", "--force", "s3://s3cmd-sync/");
    s3cmd("rb", "s3://s3cmd-sync");
  }

  @Test
  void treeIsSyncedUpAndDownWithWhatWentAway() throws IOException {
    long seed = Scale.seed("s3cmd sync");
    Path tree = FileTree.create(servers.directory().resolve("up"), seed, Scale.pick(2000, 200));
    BigFile.create(tree.resolve("big"));
    Path back = Files.createDirectories(servers.directory().resolve("down"));
    s3cmd("mb", "s3://s3cmd-both");
    s3cmd("sync", tree + "/", "s3://s3cmd-both/tree/");
    s3cmd("sync", "s3://s3cmd-both/tree/", back + "/");
    assertThat(FileTree.sha256(back)).isEqualTo(FileTree.sha256(tree));
    assertThat(s3cmd("sync", tree + "/", "s3://s3cmd-both/tree/")).doesNotContain("upload:");
    assertThat(s3cmd("sync", "s3://s3cmd-both/tree/", back + "/")).doesNotContain("download:");

    Files.delete(tree.resolve("big"));
    Files.writeString(tree.resolve("new"), "new");
    s3cmd("sync", "--delete-removed", tree + "/", "s3://s3cmd-both/tree/");
    s3cmd("sync", "--delete-removed", "s3://s3cmd-both/tree/", back + "/");
    assertThat(FileTree.sha256(back)).isEqualTo(FileTree.sha256(tree));
    s3cmd("rb", "--recursive", "--force", "s3://s3cmd-both");
  }

  private String s3cmd(String... words) {
    List<String> all =
        new ArrayList<>(List.of("s3cmd", "--config", config.toString(), "--no-progress"));
    all.addAll(List.of(words));
    return new Command(all, Map.of("LC_ALL", "C.UTF-8")).succeed();
  }
}
