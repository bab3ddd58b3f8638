package io.bytebucket.server.process.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.process.ProcessTest;
import io.bytebucket.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the documentation, typed as it is written there, page by page. */
@ProcessTest
final class DocumentedCommandsTest {
  private static final Path ROOT = Path.of(System.getProperty("bytebucket.root"));

  /** What a reader has when a page begins. */
  private enum Kit {
    /** The archive, and nothing that runs. */
    ARCHIVE,
    /** A service that runs, its settings in the environment, and credentials for clients. */
    SERVICE,
    /** The archive, and what other stores left. */
    LEFTOVERS,
    /** A service, two other stores that are served, and the credentials for all. */
    STORES
  }

  private static final Map<String, Kit> KITS =
      Map.ofEntries(
          Map.entry("README.md", Kit.SERVICE),
          Map.entry("docs/backup.md", Kit.SERVICE),
          Map.entry("docs/check-and-repair.md", Kit.SERVICE),
          Map.entry("docs/install.md", Kit.ARCHIVE),
          Map.entry("docs/operations/README.md", Kit.ARCHIVE),
          Map.entry("docs/operations/audit.md", Kit.SERVICE),
          Map.entry("docs/operations/clients.md", Kit.SERVICE),
          Map.entry("docs/keys.md", Kit.SERVICE),
          Map.entry("docs/operations/damage.md", Kit.SERVICE),
          Map.entry("docs/migrate-from-minio.md", Kit.LEFTOVERS),
          Map.entry("docs/migrate-from-original.md", Kit.LEFTOVERS),
          Map.entry("docs/migrate-over-s3.md", Kit.STORES),
          Map.entry("docs/selftest.md", Kit.SERVICE),
          Map.entry("docs/operations/tls.md", Kit.ARCHIVE));

  @TempDir private Path folder;

  static Stream<DocumentedCommands> pages() {
    return DocumentedCommands.all(ROOT).stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatThePageTellsToTypeWorks(DocumentedCommands page) throws IOException {
    assertThat(page.blocks())
        .extracting(DocumentedCommands.Block::needs)
        .allSatisfy(needs -> assertThat(needs.isEmpty() || isKnown(needs)).as(needs).isTrue());
    List<DocumentedCommands.Block> typed =
        page.blocks().stream().filter(block -> block.needs().isEmpty()).toList();
    if (typed.isEmpty()) {
      return;
    }
    assertThat(KITS).containsKey(page.page());
    try (Desk desk = new Desk(folder, ServerProcess.freePorts())) {
      Kit kit = KITS.get(page.page());
      boolean isServed = kit == Kit.SERVICE || kit == Kit.STORES;
      if (isServed) {
        desk.serve();
      }
      if (kit == Kit.STORES) {
        desk.surround();
      } else if (kit == Kit.LEFTOVERS) {
        desk.leave();
      }
      String all =
          typed.stream()
              .map(block -> ": line " + block.line() + "\n" + block.text())
              .collect(Collectors.joining("\n"));
      desk.type(all, isServed);
    }
  }

  private static boolean isKnown(String needs) {
    return DocumentedCommands.NOT_HERE.contains(needs);
  }

  @Test
  void aCommandThatFailsIsNoticed() throws IOException {
    try (Desk desk = new Desk(folder, ServerProcess.freePorts())) {
      assertThatThrownBy(() -> desk.type("ls holiday.jpg\nls winter.jpg\necho after", false))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("winter.jpg")
          .hasMessageNotContaining("after");
    }
  }

  @Test
  void blocksAreFoundWithWhatTheyNeed() {
    DocumentedCommands page =
        DocumentedCommands.of(
            "a.md",
            "# A\n```sh\none\n```\n<!-- needs Docker -->\n```sh\ntwo\n```\n```json\n{}\n```\n");

    assertThat(page.blocks())
        .containsExactly(
            new DocumentedCommands.Block(3, "one\n", ""),
            new DocumentedCommands.Block(7, "two\n", "Docker"));
  }
}
