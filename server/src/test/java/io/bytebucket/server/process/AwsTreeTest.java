package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole trees of files, moved about by the command line client of AWS with its defaults. */
@ProcessTest
final class AwsTreeTest {
  @RegisterExtension final Servers servers = new Servers();

  private AwsCli aws;

  @BeforeAll
  void startServer() {
    Requirement.client("aws", "--version");
    aws = new AwsCli(servers.start().endpoint());
  }

  @Test
  void treeComesBackUnchangedFromCopySyncAndMove() throws IOException {
    int files = Scale.pick(10_000, 400);
    Path tree = FileTree.create(servers.directory().resolve("tree"), Scale.seed("aws tree"), files);
    aws.succeed("s3", "mb", "s3://aws-tree");
    aws.succeed("s3", "cp", "--recursive", "--only-show-errors", tree.toString(), at("copied"));
    requireCount("copied", files);
    assertThat(aws.succeed("s3", "sync", "--no-progress", tree.toString(), at("copied")))
        .as("what is there is not sent again")
        .isEmpty();
    requireChangesAreSynced(tree);
    Map<String, String> sums = FileTree.sha256(tree);

    aws.succeed("s3", "sync", "--only-show-errors", at("copied"), at("synced"));
    aws.succeed("s3", "mv", "--recursive", "--only-show-errors", at("copied"), at("moved"));
    assertThat(aws.run("s3", "ls", "--recursive", at("copied")).output()).isEmpty();
    requireCount("moved", files);

    Path synced = servers.directory().resolve("synced");
    aws.succeed("s3", "sync", "--only-show-errors", at("synced"), synced.toString());
    assertThat(FileTree.sha256(synced)).isEqualTo(sums);
    Path moved = servers.directory().resolve("moved");
    aws.succeed("s3", "mv", "--recursive", "--only-show-errors", at("moved"), moved.toString());
    assertThat(FileTree.sha256(moved)).isEqualTo(sums);
    assertThat(aws.run("s3", "ls", "--recursive", at("moved")).output()).isEmpty();

    requireCount("synced", files);
    aws.succeed("s3", "rm", "--recursive", "--only-show-errors", "s3://aws-tree");
    aws.succeed("s3", "rb", "s3://aws-tree");
  }

  /** One file longer, one gone and one new: that, and nothing more, is sent. */
  private void requireChangesAreSynced(Path tree) throws IOException {
    Path folder = tree.resolve("plain/000");
    Files.write(folder.resolve("file 00000"), new GeneratedBytes(1, 100_000).toArray());
    Files.delete(folder.resolve("file 00006"));
    Files.writeString(folder.resolve("new"), "new");
    List<String> done =
        aws.succeed("s3", "sync", "--delete", "--no-progress", tree.toString(), at("copied"))
            .lines()
            .toList();
    assertThat(done)
        .hasSize(3)
        .anyMatch(line -> line.startsWith("upload:") && line.endsWith("plain/000/file 00000"))
        .anyMatch(line -> line.startsWith("delete:") && line.endsWith("plain/000/file 00006"))
        .anyMatch(line -> line.startsWith("upload:") && line.endsWith("plain/000/new"));
  }

  private void requireCount(String folder, int files) {
    assertThat(aws.succeed("s3", "ls", "--recursive", "--summarize", at(folder)).lines())
        .contains("Total Objects: " + files);
  }

  private static String at(String folder) {
    return "s3://aws-tree/" + folder + "/";
  }
}
