package io.bytebucket.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Circumstance;
import io.bytebucket.core.access.Need;
import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.core.access.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is documented of permissions is what is asked for. */
class PermissionsDocTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("bytebucket.root"), "docs/permissions.md");

  @Test
  void theDocumentListsWhatEveryOperationNeeds() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| Operation"))
            .toList();

    List<String> table =
        Permissions.rows().stream()
            .filter(row -> !row.needs().isEmpty())
            .sorted(Comparator.comparing(row -> row.operation().text()))
            .flatMap(row -> row.needs().stream().map(need -> line(row, need)))
            .toList();
    assertThat(documented).containsExactlyElementsOf(table);
  }

  private static String line(OperationNeeds row, Need need) {
    String when =
        need.when().stream().map(Circumstance::text).collect(Collectors.joining(", and "));
    return "| %s | `%s` | %s | %s |"
        .formatted(row.operation().text(), need.action().policyName(), need.part().text(), when);
  }
}
