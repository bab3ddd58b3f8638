package io.bytebucket.server.backup.command;

import io.bytebucket.server.backup.BackupFolder;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.backup.Manifest;
import io.bytebucket.server.progress.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Lists the backups of a directory. */
@CommandLine.Command(
    name = "list",
    description = {
      "List the backups of a directory, the oldest first.",
      "",
      "SIZE is what a backup shows, NEW what was written for it; they share the rest."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done.",
      "1:There are none to be listed; standard error says why.",
      "2:Arguments that there are not.",
      "3:Some have no manifest that is whole, or were made with findings."
    })
final class BackupListCommand implements Callable<Integer> {
  private static final String FORMAT = "%-24s %12s %12s %12s %10s  %s%n";

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "DIR", description = "The directory of backups.")
  private Path directory = Path.of("");

  @CommandLine.Option(names = "--json", description = "Print the manifests, one a line.")
  private boolean isJson;

  @Override
  public Integer call() {
    CommandLine command = Commands.require(spec).commandLine();
    return LongWork.run(new Going(), command.getErr(), () -> list(command.getOut()));
  }

  private int list(PrintWriter out) {
    try (BackupFolder folder = BackupFolder.read(directory)) {
      List<BackupFolder.Entry> entries = folder.entries();
      if (isJson) {
        entries.forEach(entry -> entry.manifest().ifPresent(made -> out.println(made.line())));
      } else {
        out.printf(FORMAT, "NAME", "OBJECTS", "VERSIONS", "SIZE", "NEW", "STATE");
        entries.forEach(entry -> print(entry, out));
        folder
            .unfinished()
            .forEach(name -> out.printf(FORMAT, name, "", "", "", "", "not finished"));
      }
      out.flush();
      return entries.stream().allMatch(BackupListCommand::isWell)
          ? ExitStatus.DONE
          : ExitStatus.FINDINGS;
    }
  }

  private static boolean isWell(BackupFolder.Entry entry) {
    return entry.manifest().filter(Manifest::isClean).isPresent();
  }

  private static void print(BackupFolder.Entry entry, PrintWriter out) {
    if (entry.manifest().isEmpty()) {
      out.printf(FORMAT, entry.name(), "", "", "", "", entry.problem().orElse(""));
      return;
    }
    Manifest made = entry.manifest().get();
    out.printf(
        FORMAT,
        made.name(),
        made.counts().objects(),
        made.counts().otherVersions(),
        Sizes.of(made.counts().bytes()),
        Sizes.of(made.moved().bytes()),
        made.isClean() ? "whole" : made.findingsTotal() + " blobs damaged or missing");
  }
}
