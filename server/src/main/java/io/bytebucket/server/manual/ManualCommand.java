package io.bytebucket.server.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual pages and the completions of shells, for whoever makes packages. */
@CommandLine.Command(
    name = "manual",
    hidden = true,
    description = {
      "Write manual pages and completions for bash and zsh.",
      "",
      "They go below DIRECTORY, into folders that are called as those below /usr/share."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Written.",
      "1:A file could not be written; standard error says why.",
      "2:Arguments that there are not."
    })
public final class ManualCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "DIRECTORY", description = "Where they go.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    CommandLine program = Objects.requireNonNull(spec).root().commandLine();
    String name = program.getCommandName();
    // Shells read it, and nobody runs it.
    String completion = AutoComplete.bash(name, program).replaceFirst("^#!.*\\R", "");
    try {
      for (ManualPage page : ManualPage.of(program)) {
        write("man/man1/" + page.fileName(), page.text());
      }
      write("bash-completion/completions/" + name, completion);
      write("zsh/site-functions/_" + name, Completions.forZsh(name, completion));
      return 0;
    } catch (IOException e) {
      System.err.println("bytebucket: cannot be written: " + e);
      return 1;
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
