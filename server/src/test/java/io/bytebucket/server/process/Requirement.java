package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Where it is missing the test is skipped, and says so. */
final class Requirement {
  private Requirement() {}

  /** Skips the test unless these programs can be started. */
  static void programs(String... names) {
    for (String name : names) {
      require(isInstalled(name), name + " is not installed");
    }
  }

  /** Skips the test unless that client can be started; prints which version of it there is. */
  static void client(String name, String versionArgument) {
    programs(name);
    String version = Command.of(name, versionArgument).succeed();
    System.out.println("Client: " + version.lines().findFirst().orElse(name));
  }

  /** Skips the test unless Python can import that module. */
  static void pythonModule(String name) {
    programs("python3");
    boolean found = Command.of("python3", "-c", "import " + name).run().exitStatus() == 0;
    require(found, "python3 has no module " + name);
  }

  /** Skips the test unless Node.js can run what needs its packages, which are installed there. */
  static void nodePackages(Path project) {
    client("node", "--version");
    String major = Command.of("node", "--print", "parseInt(process.versions.node)").succeed();
    require(Integer.parseInt(major.strip()) >= 20, "node is older than 20");
    boolean isInstalled = Files.exists(project.resolve("node_modules/.package-lock.json"));
    require(isInstalled, "nobody has called npm ci in " + project);
  }

  /** Skips the test unless this is root, who may mount. */
  static void root() {
    require("root".equals(System.getProperty("user.name")), "only root may mount a file system");
  }

  /**
   * Skips the test unless a program of the user's may be mounted as a file system; an empty
   * directory is needed to find out.
   */
  static void fuse(Path emptyDirectory) {
    root();
    programs("mount", "umount");
    try (FileChannel device =
        FileChannel.open(Path.of("/dev/fuse"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      require(device.isOpen(), "/dev/fuse cannot be opened");
    } catch (IOException e) {
      require(false, "/dev/fuse cannot be opened: " + e);
    }
    // Whether anything at all may be mounted: a client that then cannot is the test's to judge.
    String directory = emptyDirectory.toString();
    Command.Outcome mounted = Command.of("mount", "-t", "tmpfs", "none", directory).run();
    require(mounted.exitStatus() == 0, "nothing may be mounted here: " + mounted.errors());
    Command.of("umount", directory).succeed();
  }

  /** Skips the test unless it runs at full size. */
  static void fullScale() {
    require(Scale.isFull(), "it runs with -Dbytebucket.full=true only");
  }

  /** Skips the test with that reason unless the condition holds. */
  static void require(boolean condition, String reasonToSkip) {
    if (!condition) {
      System.out.println("SKIPPED, because " + reasonToSkip);
    }
    Assumptions.assumeTrue(condition, reasonToSkip);
  }

  private static boolean isInstalled(String program) {
    String folders = System.getenv("PATH") + ":/usr/sbin:/sbin";
    return Stream.of(folders.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
