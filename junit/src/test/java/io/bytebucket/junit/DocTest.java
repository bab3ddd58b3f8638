package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page shows is what is compiled and run. */
class DocTest {
  @Test
  void theExampleOfThePageIsExampleTest() throws IOException {
    Path root = root();
    String page = Files.readString(root.resolve("docs/junit.md"));
    String test =
        Files.readString(root.resolve("junit/src/test/java/io/bytebucket/junit/ExampleTest.java"));
    String example = test.substring(test.indexOf("@WithByteBucket")).strip();

    assertThat(page).contains("```java\n" + example + "\n```");
  }

  /** The folder above this module's, wherever the tests run. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/junit.md"))) {
      here = here.getParent();
    }
    return here;
  }
}
