package io.bytebucket.server.backup.command;

import io.bytebucket.server.backup.BackupException;
import io.bytebucket.server.backup.BackupFolder;
import io.bytebucket.server.backup.FolderCheck;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.backup.RateLimit;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Looks whether backups are whole. */
@CommandLine.Command(
    name = "check",
    description = {
      "Look whether the backups of a directory are whole; nothing is changed.",
      "",
      "Every row of metadata is read, and every blob has to be there with its end as it was written."
          + " With --deep every byte is read, too, each once."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:They are whole.",
      "1:They could not be looked at; standard error says why.",
      "2:Arguments that there are not.",
      "3:Something is damaged or missing; standard error names it.",
      "4:Stopped by a signal."
    })
final class BackupCheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(index = "0", paramLabel = "DIR", description = "The backups.")
  private Path directory = Path.of("");

  @CommandLine.Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "One of them; else all.")
  private Optional<String> name = Optional.empty();

  @CommandLine.Option(names = "--deep", description = "Read every byte.")
  private boolean isDeep;

  @CommandLine.Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = Rate.class,
      description = "Read no faster than so many bytes a second: 500K, 50M, 1G.")
  private RateLimit rate = RateLimit.NONE;

  @Override
  public Integer call() {
    CommandLine command = Commands.require(spec).commandLine();
    Going going = new Going();
    return LongWork.run(
        going, command.getErr(), () -> check(command.getOut(), command.getErr(), going));
  }

  private int check(PrintWriter out, PrintWriter errors, Going going) {
    FolderCheck.Outcome outcome;
    try (BackupFolder folder = BackupFolder.read(directory);
        Outlet shown = Commands.outlet(errors)) {
      List<BackupFolder.Entry> entries =
          folder.entries().stream()
              .filter(entry -> name.isEmpty() || entry.name().equals(name.get()))
              .toList();
      if (entries.isEmpty()) {
        throw new BackupException(
            "there is no backup " + name.map(one -> one + " ").orElse("") + "in " + directory);
      }
      outcome = new FolderCheck(folder, isDeep, rate, shown, going).run(entries);
    }
    out.printf(
        "%d backups, %d blobs, %s read: %s%n",
        outcome.backups(),
        outcome.blobs(),
        Sizes.of(outcome.bytes()),
        outcome.findingsTotal() == 0 ? "whole" : outcome.findingsTotal() + " findings");
    out.flush();
    return outcome.findingsTotal() == 0 ? ExitStatus.DONE : ExitStatus.FINDINGS;
  }
}
