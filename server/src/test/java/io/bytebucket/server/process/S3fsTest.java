package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bucket that programs which know nothing of S3 use as a file system, by way of s3fs. */
@ProcessTest
@Tag("root")
final class S3fsTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path directory;

  @BeforeAll
  void startServer() {
    Requirement.client("s3fs", "--version");
    endpoint = servers.start().endpoint();
    directory = servers.directory();
  }

  @Test
  void clonedProjectIsBuiltInsideAndStillThereWhenMountedAgain() throws IOException {
    Requirement.client("git", "--version");
    Requirement.programs("make", "cc", "ar");
    Path origin = directory.resolve("origin.git");
    createProject(directory.resolve("project"), origin);
    createBucket("s3fs-build");
    Map<String, String> sums;
    try (S3fsMount mount = S3fsMount.of(endpoint, "s3fs-build", directory)) {
      Path clone = mount.mountPoint().resolve("clone");
      git("clone", origin.toString(), clone.toString());
      make(clone);
      assertThat(Command.of(clone.resolve("hello").toString()).succeed()).isEqualTo("hello 42\n");
      assertThat(make(clone)).as("nothing is built twice").doesNotContain("cc ");
      git("-C", clone.toString(), "add", "--all");
      git("-C", clone.toString(), "commit", "--message", "What was built");
      git("-C", clone.toString(), "push");
      sums = FileTree.sha256(clone);
    }
    assertThat(Listing.eTag(endpoint, "s3fs-build", "clone/hello")).isNotEmpty();
    try (S3fsMount mount = S3fsMount.of(endpoint, "s3fs-build", directory)) {
      Path clone = mount.mountPoint().resolve("clone");
      assertThat(FileTree.sha256(clone)).isEqualTo(sums);
      git("-C", clone.toString(), "fsck", "--full", "--strict");
      assertThat(git("-C", clone.toString(), "status", "--porcelain")).isEmpty();
      assertThat(Command.of(clone.resolve("hello").toString()).succeed()).isEqualTo("hello 42\n");
    }
    assertThat(git("-C", origin.toString(), "log", "--format=%s", "-1").strip())
        .isEqualTo("What was built");
  }

  @Test
  void largeFileIsWrittenInPartsRenamedAndReadBack() throws IOException {
    Path sent = BigFile.create(directory.resolve("sent"));
    createBucket("s3fs-large");
    try (S3fsMount mount = S3fsMount.of(endpoint, "s3fs-large", directory)) {
      Path folder = Files.createDirectories(mount.mountPoint().resolve("a folder"));
      Path first = folder.resolve("first name");
      Command.of("cp", sent.toString(), first.toString()).succeed();
      // How exactly s3fs cuts is its own affair: at 10 MiB or somewhat more.
      assertThat(Listing.eTag(endpoint, "s3fs-large", "a folder/first name"))
          .matches("[0-9a-f]{32}-[1-9][0-9]+");
      // Copied within the server, in parts too.
      Command.of("mv", first.toString(), folder.resolve("big").toString()).succeed();
      assertThat(Listing.eTag(endpoint, "s3fs-large", "a folder/big"))
          .matches("[0-9a-f]{32}-[1-9]");
    }
    try (S3fsMount mount = S3fsMount.of(endpoint, "s3fs-large", directory)) {
      Path received = mount.mountPoint().resolve("a folder/big");
      assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
      assertThat(received.resolveSibling("first name")).doesNotExist();
    }
    Files.delete(sent);
  }

  /** A program of two sources and a library, committed to a bare repository. */
  private static void createProject(Path project, Path origin) throws IOException {
    Files.createDirectories(project.resolve("lib"));
    Files.writeString(project.resolve("lib/answer.h"), "int answer(int);\n");
    Files.writeString(
        project.resolve("lib/answer.c"),
        """
        #include "answer.h"
        int answer(int half) { return 2 * half; }
        """);
    Files.writeString(
        project.resolve("hello.c"),
        """
        #include <stdio.h>
        #include "lib/answer.h"
        int main(void) { printf("hello %d\\n", answer(21)); }
        """);
    Files.writeString(
        project.resolve("Makefile"),
        """
        hello: hello.o lib/libanswer.a
        \tcc -o hello hello.o lib/libanswer.a
        lib/libanswer.a: lib/answer.o
        \tar rcs lib/libanswer.a lib/answer.o
        %.o: %.c lib/answer.h
        \tcc -c -o $@ $<
        """);
    git("init", "--initial-branch=main", project.toString());
    git("-C", project.toString(), "add", "--all");
    git("-C", project.toString(), "commit", "--message", "A small program");
    git("clone", "--bare", project.toString(), origin.toString());
  }

  private static String make(Path clone) {
    return Command.of("make", "-C", clone.toString()).succeed();
  }

  private static String git(String... words) {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(List.of("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"));
    all.addAll(List.of(words));
    return new Command(all, Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"))
        .succeed();
  }

  private void createBucket(String bucket) throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(bucket);
    }
  }
}
