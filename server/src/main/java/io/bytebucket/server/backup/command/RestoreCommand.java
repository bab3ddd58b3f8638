package io.bytebucket.server.backup.command;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.excerpt.Excerpt;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.server.backup.BackupFolder;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.backup.Manifest;
import io.bytebucket.server.backup.RateLimit;
import io.bytebucket.server.backup.RestoreRun;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes a data directory of a backup. */
@CommandLine.Command(
    name = "restore",
    description = {
      "Make a data directory of a backup, of all of it or of one bucket.",
      "",
      "Everything is verified as it is copied. The directory becomes one that a server starts on"
          + " only when all is there; after an interruption, the same command goes on.",
      "",
      "With --bucket other buckets are left out, and so are uploads under way, jobs, sessions and"
          + " past requests; users come along, with their keys and rules, and the audit log does."
          + " A server needs the ENCRYPTION_KEY of the time of the backup."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something of the backup is damaged or missing; standard error names it.",
      "4:Stopped by a signal; the same command goes on."
    })
public final class RestoreCommand implements Callable<Integer> {
  private static final int THREADS = 4;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(paramLabel = "DIR", description = "The directory of backups.")
  private Path directory = Path.of("");

  @CommandLine.Option(
      names = "--at",
      paramLabel = "NAME",
      description =
          "Which of the backups, as 'bytebucket backup list' names them; else the latest.")
  private Optional<String> name = Optional.empty();

  @CommandLine.Option(
      names = "--to",
      required = true,
      paramLabel = "DATA_DIR",
      description = "The data directory that is made; it must be empty, or not there.")
  private Path target = Path.of("");

  @CommandLine.Option(names = "--bucket", paramLabel = "BUCKET", description = "This bucket alone.")
  private Optional<String> bucket = Optional.empty();

  @CommandLine.Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Of the bucket what begins with this.")
  private Optional<String> prefix = Optional.empty();

  @CommandLine.Option(
      names = "--link",
      description =
          "Make hard links where the file system can, as for a drill: quick, but damage to a file"
              + " is then damage to the backup, too.")
  private boolean isLinked;

  @CommandLine.Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = Rate.class,
      description = "Read no faster than so many bytes a second: 500K, 50M, 1G.")
  private RateLimit rate = RateLimit.NONE;

  @Override
  public Integer call() {
    CommandLine command = Commands.require(spec).commandLine();
    if (prefix.isPresent() && bucket.isEmpty()) {
      throw new CommandLine.ParameterException(command, "--prefix is of a --bucket");
    }
    Optional<Excerpt.Wanted> wanted = bucket.map(named -> wanted(named, command));
    Going going = new Going();
    return LongWork.run(
        going, command.getErr(), () -> restore(wanted, command.getOut(), command.getErr(), going));
  }

  private Excerpt.Wanted wanted(String named, CommandLine command) {
    try {
      return new Excerpt.Wanted(new BucketName(named), prefix.orElse(""));
    } catch (StoreException noName) {
      throw new CommandLine.ParameterException(command, "no bucket is called '" + named + "'");
    }
  }

  private int restore(
      Optional<Excerpt.Wanted> wanted, PrintWriter out, PrintWriter errors, Going going) {
    Manifest manifest;
    RestoreRun.Outcome outcome;
    try (BackupFolder folder = BackupFolder.read(directory);
        Outlet shown = Commands.outlet(errors)) {
      manifest = folder.require(name);
      outcome =
          new RestoreRun(
                  folder,
                  manifest,
                  new RestoreRun.Options(wanted, isLinked, rate, THREADS),
                  shown,
                  going,
                  Clock.systemUTC())
              .into(target);
    }
    out.printf(
        "%s: %d objects and versions restored, %d blobs, %s%n",
        manifest.name(), outcome.objects(), outcome.blobs(), Sizes.of(outcome.bytes()));
    out.flush();
    if (outcome.findingsTotal() == 0) {
      return ExitStatus.DONE;
    }
    errors.println(
        "bytebucket: restored, but "
            + outcome.findingsTotal()
            + " blobs of the backup are damaged or missing");
    return ExitStatus.FINDINGS;
  }
}
