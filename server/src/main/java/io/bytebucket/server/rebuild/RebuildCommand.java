package io.bytebucket.server.rebuild;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.rebuild.Rebuild;
import io.bytebucket.core.rebuild.RebuildListener;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.RebuiltDirectory;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.HeardSignals;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes metadata anew that are lost or do not read. The server must be stopped. */
@CommandLine.Command(
    name = "rebuild",
    description = {
      "Make the metadata anew, when the database is lost or damaged.",
      "",
      "Takes over every row that can still be read, and makes the objects, versions and uploads of"
          + " which the record is lost of what the files in blobs/ say of themselves. Bytes that do"
          + " not say what they are stay, in quarantine. The damaged database is not changed, and"
          + " is called meta.damaged-TIME afterwards. Where the database is whole, nothing is done."
          + " Needs DATA_DIR and the other settings of a start, and room for a second database."
          + " What comes back and what does not: docs/check-and-repair.md."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Rebuilt, and nothing is known to be missing.",
      "1:It could not be done, or there is nothing to rebuild; standard error says why.",
      "2:Arguments that there are not.",
      "3:Rebuilt, and something is missing; standard output says what, or that of the run that made"
          + " all and did not come to its end.",
      "4:Told to stop before the end; the same command begins anew."
    })
public final class RebuildCommand implements Callable<Integer> {
  /** How long a piece of the work may take to notice that it is to end. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Option(names = "--json", description = "Write the result as lines of JSON.")
  private boolean isJson;

  @CommandLine.Option(
      names = "--anyway",
      description =
          "Also where the database opens and every row reads: when files of it are known to be"
              + " gone, as its log, which then reads as it was before.")
  private boolean isAnyway;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command line was not read");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
    try (HeardSignals signals = HeardSignals.listen(GRACE, errors, () -> stop.get().run())) {
      int status = rebuild(out, errors, signals, stop);
      out.flush();
      errors.flush();
      return status;
    }
  }

  private int rebuild(
      PrintWriter out, PrintWriter errors, HeardSignals signals, AtomicReference<Runnable> stop) {
    Clock clock = Clock.systemUTC();
    try {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      try (RebuiltDirectory directory =
              RebuiltDirectory.open(config.dataDirectory(), Keyspace.BULK_TAG);
          Outlet said = Outlet.of(out, !isJson, clock)) {
        RebuildText text = new RebuildText(said);
        if (directory.isReady()) {
          errors.println(
              "bytebucket: a run before this one made all and did not come to its end; what it said"
                  + " is missing is so");
          text.finished(directory.finish(clock.instant()));
          return ExitStatus.FINDINGS;
        }
        if (!isAnyway && directory.isWhole(() -> !signals.isAsked())) {
          if (signals.isAsked()) {
            return stopped(errors);
          }
          errors.println(
              "bytebucket: nothing to rebuild: the database opens, and every row reads; 'bytebucket"
                  + " check' looks at the rest");
          return ExitStatus.FAILED;
        }
        RebuildReport report = make(directory, errors, clock, signals, stop);
        text.report(report);
        directory.ready();
        text.finished(directory.finish(clock.instant()));
        return RebuildText.isWhole(report) ? ExitStatus.DONE : ExitStatus.FINDINGS;
      }
    } catch (ConfigException e) {
      errors.println("bytebucket: " + e.getMessage());
    } catch (DataDirectoryException e) {
      errors.println("bytebucket: DATA_DIR: " + e.getMessage());
    } catch (StoreException e) {
      errors.println("bytebucket: " + reason(e));
    } catch (IOException e) {
      errors.println("bytebucket: the disk fails: " + e.getMessage());
    } catch (Rebuild.Stopped e) {
      return stopped(errors);
    }
    return ExitStatus.FAILED;
  }

  private static int stopped(PrintWriter errors) {
    errors.println("bytebucket: stopped before it was done; the same command begins anew");
    return ExitStatus.STOPPED;
  }

  private RebuildReport make(
      RebuiltDirectory directory,
      PrintWriter errors,
      Clock clock,
      HeardSignals signals,
      AtomicReference<Runnable> stop)
      throws IOException {
    try (Outlet shown = Outlet.of(errors, Terminal.isWatched(), clock);
        RebuiltDirectory.Salvage salvage = directory.salvage(isAnyway);
        MetadataStore made = directory.newMetadata();
        MetadataStore scratch = directory.newScratch();
        BlobStore blobs = directory.blobs()) {
      Rebuild rebuild = Rebuild.of(salvage.rows(), made, scratch, blobs, clock, listener(shown));
      stop.set(rebuild::stop);
      if (signals.isAsked()) {
        rebuild.stop();
      }
      return ScopedValue.where(Origin.CURRENT, Origin.named("rebuild")).call(rebuild::run);
    }
  }

  private static RebuildListener listener(Outlet shown) {
    return new RebuildListener() {
      @Override
      public void stage(Stage stage) {
        shown.note("counted from now on", Map.of("what", stage.text()));
      }

      @Override
      public void done(long more) {
        shown.done(more, 0);
      }
    };
  }

  private static String reason(StoreException e) {
    String because = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
    return switch (e.failure()) {
      case Failure.StorageFull() -> "the disk has no room for another database";
      case Failure.Corrupt(String subject, String detail) ->
          "damaged (%s: %s)".formatted(subject, detail) + because;
      case Failure other -> other + because;
    };
  }
}
