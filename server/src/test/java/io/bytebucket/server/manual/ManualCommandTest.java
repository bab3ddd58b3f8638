package io.bytebucket.server.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualCommandTest {
  /** All that the pages are written in. */
  private static final Set<String> MACROS = Set.of("TH", "SH", "PP", "TP", "sp");

  private final CommandLine program = new CommandLine(Main.class);

  private List<CommandLine> commands() {
    return program.getSubcommands().values().stream()
        .distinct()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
        .toList();
  }

  private Stream<CommandLine> allBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(this::allBelow));
  }

  @Test
  void thereIsAPageForTheProgramAndForEachOfItsCommands(@TempDir Path directory)
      throws IOException {
    assertThat(program.execute("manual", directory.toString())).isZero();

    try (Stream<Path> pages = Files.list(directory.resolve("man/man1"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .contains("bytebucket.1", "bytebucket-server.1", "bytebucket-admin.1")
          .hasSize(commands().size() + 1);
    }
    assertThat(directory.resolve("bash-completion/completions/bytebucket"))
        .content()
        .contains("complete -F _complete_bytebucket");
    assertThat(directory.resolve("zsh/site-functions/_bytebucket"))
        .content()
        .startsWith("#compdef bytebucket\n");
  }

  @Test
  void aPageTellsOfEveryCommandAndOptionBelowIt() {
    List<ManualPage> pages = ManualPage.of(program);

    for (CommandLine command : commands()) {
      String text =
          pages.stream()
              .filter(page -> page.name().equals("bytebucket-" + command.getCommandName()))
              .map(ManualPage::text)
              .findFirst()
              .orElseThrow();
      allBelow(command)
          .map(CommandLine::getCommandSpec)
          .filter(spec -> !spec.usageMessage().hidden())
          .filter(spec -> !(spec.userObject() instanceof CommandLine.HelpCommand))
          .forEach(spec -> {
            assertThat(text).contains("\\fB" + spec.qualifiedName(" ").replace("-", "\\-"));
            spec.options().stream()
                .filter(option -> !option.hidden() && !option.inherited() && !option.usageHelp())
                .filter(option -> !option.versionHelp())
                .forEach(
                    option -> assertThat(text).contains(option.longestName().replace("-", "\\-")));
          });
    }
  }

  @Test
  void noLineOfAPageIsAMacroThatIsNotMeant() {
    assertThat(ManualPage.of(program))
        .flatExtracting(page -> page.text().lines().toList())
        .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
        .allSatisfy(line -> assertThat(MACROS).contains(line.substring(1).replaceAll("\\s.*", "")));
  }

  @Test
  void whatMeansSomethingToManIsText() {
    Roff roff = new Roff();
    roff.paragraph(".hidden \\ 'as is' – and\n.more");

    assertThat(roff).hasToString(".PP\n\\&.hidden \\(rs 'as is' \\[u2013] and\n\\&.more\n");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaid(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(program.execute("manual", file.toString())).isEqualTo(1);
  }
}
