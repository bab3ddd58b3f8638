package io.bytebucket.server.backup.command;

import io.bytebucket.server.backup.BackupException;
import io.bytebucket.server.backup.BackupFolder;
import io.bytebucket.server.backup.BackupRun;
import io.bytebucket.server.backup.BackupSource;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.backup.Manifest;
import io.bytebucket.server.backup.RateLimit;
import io.bytebucket.server.backup.StoreAccess;
import io.bytebucket.server.client.ServerOptions;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes a backup of a data directory, while a server runs on it or not. */
@CommandLine.Command(
    name = "backup",
    description = {
      "Make a backup of DATA_DIR in a directory of backups, while the server runs or while it is"
          + " stopped.",
      "",
      "A backup is one moment of the whole store. Backups in one directory share what they have in"
          + " common: only what is new is written, and each can be restored by itself. What is"
          + " copied is verified. After an interruption, the same command goes on.",
      "",
      "Needs DATA_DIR, as the server has it, on the machine and as the user of the server; and where"
          + " it runs the credentials of an administrator, as 'bytebucket admin' does. ENCRYPTION_KEY"
          + " is not in a backup: keep it elsewhere, for without it the stored secrets are lost."
    },
    subcommands = {BackupListCommand.class, BackupCheckCommand.class, BackupPruneCommand.class},
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done.",
      "1:No backup was made; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something in the store is damaged or missing: named on standard error, and kept"
          + " in the backup's manifest.",
      "4:Stopped by a signal; the same command goes on."
    })
public final class BackupCommand implements Callable<Integer> {
  private static final int THREADS = 4;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Mixin private ServerOptions server = new ServerOptions();

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The directory of backups; made where it is missing.")
  private Optional<Path> directory = Optional.empty();

  @CommandLine.Option(
      names = "--copy",
      description =
          "Copy bytes even where the file system could share blocks, or make hard links: so damage"
              + " to a file of the store leaves the backup whole.")
  private boolean isCopied;

  @CommandLine.Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = Rate.class,
      description = "Read no faster than so many bytes a second: 500K, 50M, 1G.")
  private RateLimit rate = RateLimit.NONE;

  @CommandLine.Option(names = "--json", description = "Print the manifest of the backup.")
  private boolean isJson;

  @Override
  public Integer call() {
    CommandLine.Model.CommandSpec command = Commands.require(spec);
    Path folder =
        directory.orElseThrow(() ->
            new CommandLine.ParameterException(
                command.commandLine(), "Missing required parameter: 'DIR'"));
    PrintWriter errors = command.commandLine().getErr();
    Going going = new Going();
    return LongWork.run(
        going,
        errors,
        () -> {
          Path dataDirectory = dataDirectory();
          requireApart(folder, dataDirectory);
          StoreAccess store =
              new StoreAccess(
                  dataDirectory,
                  () -> server.checkpoints(System.getenv()),
                  going,
                  Clock.systemUTC());
          return told(
              store.with(source -> {
                try (BackupFolder backups = BackupFolder.write(folder);
                    Outlet shown = Commands.outlet(errors)) {
                  return make(backups, source, shown, going);
                }
              }));
        });
  }

  private Manifest make(BackupFolder backups, BackupSource source, Outlet shown, Going going) {
    return new BackupRun(
            backups,
            source,
            new BackupRun.Options(!isCopied, rate, THREADS, Commands.version(spec)),
            shown,
            going,
            Clock.systemUTC())
        .run();
  }

  private int told(Manifest made) {
    PrintWriter out = Commands.require(spec).commandLine().getOut();
    PrintWriter errors = Commands.require(spec).commandLine().getErr();
    if (isJson) {
      out.println(made.text());
    } else {
      out.printf(
          "%s: %d objects and %d other versions in %d buckets, %s; %s are new%n",
          made.name(),
          made.counts().objects(),
          made.counts().otherVersions(),
          made.counts().buckets(),
          Sizes.of(made.counts().bytes()),
          Sizes.of(made.moved().bytes()));
    }
    out.flush();
    if (made.isClean()) {
      return ExitStatus.DONE;
    }
    errors.println(
        "bytebucket: the backup was made, but "
            + made.findingsTotal()
            + " blobs of the store are damaged or missing");
    return ExitStatus.FINDINGS;
  }

  static Path dataDirectory() {
    return Path.of(Settings.read(System.getenv()).get(Setting.DATA_DIR).orElseThrow());
  }

  private static void requireApart(Path folder, Path dataDirectory) {
    try {
      if (Files.exists(dataDirectory)
          && folder.toAbsolutePath().normalize().startsWith(dataDirectory.toRealPath())) {
        throw new BackupException("backups cannot lie in the data directory " + dataDirectory);
      }
    } catch (IOException e) {
      throw new BackupException("cannot look at " + dataDirectory + ": " + e.getMessage(), e);
    }
  }
}
