package io.bytebucket.server;

import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.quarantine.QuarantineEmptier;
import io.bytebucket.core.quarantine.QuarantineEmptier.Outcome;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.progress.ExitStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Looks whether what is stored is whole, and repairs it. The server must be stopped. */
@CommandLine.Command(
    name = "check",
    description = {
      "Check what is stored, while the server is stopped.",
      "",
      "Looks at every row, counter and reference, whether the bytes of every object are there, and"
          + " whether the audit log is whole; with --deep reads all bytes and compares them with"
          + " their checksums and ETags. Without --repair nothing is changed, but that the format of"
          + " the data directory is raised as by a start. Needs DATA_DIR and the other settings of a start. What to do about a finding:"
          + " docs/check-and-repair.md. A server that runs is checked with 'bytebucket admin"
          + " check'."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All is as it should be, or was repaired so that it is.",
      "1:It could not be looked at; standard error says why.",
      "2:Arguments that there are not.",
      "3:Something is wrong; standard output names it.",
      "4:Told to stop before all was looked at; what was repaired stays so."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int CLEAN = 0;

  @CommandLine.Option(names = "--deep", description = "Read every byte.")
  private boolean isDeep;

  @CommandLine.Option(
      names = "--repair",
      description =
          "Mend what can be mended, and move to the quarantine what cannot, so that the rest is"
              + " served. Nothing that an object could need is deleted.")
  private boolean isRepair;

  @CommandLine.Option(
      names = "--rate",
      paramLabel = "BYTES/s",
      defaultValue = "0",
      description = "Read at most so many bytes a second; 0, as when it is missing, for no limit.")
  private long rate;

  @CommandLine.Option(
      names = "--json",
      description = "Write findings and result as lines of JSON, all of them.")
  private boolean isJson;

  @CommandLine.Option(
      names = "--quarantine",
      description = "Only list what repairs moved to the quarantine.")
  private boolean isListing;

  @CommandLine.Option(
      names = "--empty-quarantine",
      description =
          "Only delete, for good, what repairs moved to the quarantine. Bytes that nothing else"
              + " names are freed by the next start.")
  private boolean isEmptying;

  @CommandLine.Option(
      names = "--unreadable",
      description =
          "With --empty-quarantine, also delete rows of which nobody can tell what they name."
              + " Without it, one of them keeps all others. Their bytes stay until a check with"
              + " --repair.")
  private boolean isUnreadableToo;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    if (rate < 0) {
      throw misused("--rate is not negative");
    }
    if (isEmptying && (isListing || isRepair || isDeep)) {
      throw misused("--empty-quarantine stands alone, or with --unreadable and --json");
    }
    if (isUnreadableToo && !isEmptying) {
      throw misused("--unreadable goes with --empty-quarantine");
    }
    try {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      if (isListing) {
        LocalUsersCommand.requireStore(config, DataDirectoryProbe.toRead(config.dataDirectory()));
        try (MetadataStore metadata = Engines.look(config)) {
          return list(metadata);
        }
      }
      LocalUsersCommand.requireStore(config, DataDirectoryProbe.of(config.dataDirectory()));
      try (Engine engine = Engines.open(config, _ -> {})) {
        return isEmptying ? empty(engine) : check(engine);
      }
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return ExitStatus.FAILED;
    }
  }

  private CommandLine.ParameterException misused(String text) {
    return new CommandLine.ParameterException(spec.commandLine(), text);
  }

  private int empty(Engine engine) {
    QuarantineEmptier emptier = QuarantineEmptier.of(engine.metadata(), Clock.systemUTC());
    CheckText text = CheckText.of(System.out, System.err, isJson);
    return ScopedValue.where(Origin.CURRENT, Origin.named("check --empty-quarantine"))
        .call(() -> empty(emptier, text));
  }

  private int empty(QuarantineEmptier emptier, CheckText text) {
    Optional<Long> below = Optional.empty();
    long rows = 0;
    long left = 0;
    while (true) {
      switch (emptier.some(below, isUnreadableToo, _ -> true)) {
        case Outcome.Deleted done -> {
          rows += done.rows();
          left += done.left();
          below = done.next();
          if (below.isEmpty()) {
            text.emptied(rows, left);
            return left == 0 ? CLEAN : ExitStatus.FINDINGS;
          }
        }
        case Outcome.Unreadable(long number) -> {
          text.unreadable(number);
          return ExitStatus.FINDINGS;
        }
        case Outcome.NoSuchRow _, Outcome.Uncounted _ ->
            throw new IllegalStateException("these are said of single rows");
      }
    }
  }

  private int list(MetadataStore metadata) {
    CheckText text = CheckText.of(System.out, System.err, isJson);
    Quarantine.forEach(metadata, text::quarantined);
    return CLEAN;
  }

  private int check(Engine engine) {
    Clock clock = Clock.systemUTC();
    Inspection.Options options = new Inspection.Options(isDeep, rate);
    StopSignal signal = StopSignal.listen();
    CheckText text = CheckText.of(System.out, System.err, isJson);
    CheckResult result;
    if (isRepair) {
      Repair repair = Repair.of(engine.metadata(), engine.blobs(), options, clock);
      stopOn(signal, repair::stop);
      Repair.Outcome outcome =
          ScopedValue.where(Origin.CURRENT, Origin.named("check --repair"))
              .call(() -> repair.run(text));
      text.repaired(outcome);
      result = outcome.left();
    } else {
      Inspection inspection = Inspection.of(engine.metadata(), engine.blobs(), options, clock);
      stopOn(signal, inspection::stop);
      result = inspection.run(text);
    }
    text.result(result, audit(engine.metadata()));
    return !result.isComplete()
        ? ExitStatus.STOPPED
        : result.isClean() ? CLEAN : ExitStatus.FINDINGS;
  }

  private static void stopOn(StopSignal signal, Runnable stop) {
    Thread.ofVirtual()
        .name("check-stop")
        .start(() -> {
          signal.await();
          stop.run();
        });
  }

  /** What can be said of the audit log, in one line. */
  private static String audit(MetadataStore metadata) {
    try {
      AuditCheck check = AuditCheck.of(metadata);
      return check
          .broken()
          .map(broken ->
              "audit log: record "
                  + broken.id()
                  + ": "
                  + broken.reason()
                  + "; the "
                  + check.records()
                  + " records after it are as they were written")
          .orElse("audit log: whole, " + check.records() + " records");
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.Corrupt)) {
        throw e;
      }
      return "audit log: where it ends cannot be read";
    }
  }
}
