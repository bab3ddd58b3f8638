package io.bytebucket.server.process;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Skips the test unless Python can import that module. */
  static void pythonModule(String name) {
    programs("python3");
    boolean found = Command.of("python3", "-c", "import " + name).run().exitStatus() == 0;
    require(found, "python3 has no module " + name);
  }

  /** Skips the test unless this is root, who may mount. */
  static void root() {
    require("root".equals(System.getProperty("user.name")), "only root may mount a file system");
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
