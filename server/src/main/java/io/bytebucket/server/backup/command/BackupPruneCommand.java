package io.bytebucket.server.backup.command;

import io.bytebucket.server.backup.BackupFolder;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.backup.Pruning;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Removes old backups. */
@CommandLine.Command(
    name = "prune",
    description = {
      "Remove all backups of a directory but the latest, and what no backup needs any more: of those"
          + " that were not finished, too.",
      "",
      "It may be interrupted; what it left goes the next time."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "4:Stopped by a signal; the same command goes on."
    })
final class BackupPruneCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "DIR", description = "The directory of backups.")
  private Path directory = Path.of("");

  @CommandLine.Option(
      names = "--keep",
      required = true,
      paramLabel = "N",
      description = "How many of the latest are kept, at least one.")
  private int keep;

  @Override
  public Integer call() {
    CommandLine command = Commands.require(spec).commandLine();
    if (keep < 1) {
      throw new CommandLine.ParameterException(command, "--keep is at least 1");
    }
    Going going = new Going();
    return LongWork.run(
        going, command.getErr(), () -> prune(command.getOut(), command.getErr(), going));
  }

  private int prune(PrintWriter out, PrintWriter errors, Going going) {
    Pruning.Outcome outcome;
    try (BackupFolder folder = BackupFolder.write(directory);
        Outlet shown = Commands.outlet(errors)) {
      outcome = new Pruning(folder, shown, going).run(keep);
    }
    outcome.removed().forEach(name -> out.println("removed " + name));
    out.printf(
        "%d backups are kept; %d blobs are gone, %s%n",
        outcome.kept(), outcome.blobs(), Sizes.of(outcome.freedBytes()));
    out.flush();
    return ExitStatus.DONE;
  }
}
