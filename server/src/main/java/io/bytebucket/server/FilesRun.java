package io.bytebucket.server;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Progress;
import io.bytebucket.server.progress.Terminal;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.files.UnsafePathException;
import io.bytebucket.transfer.lines.LinesException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What commands have in common that move plain files or check reports while no server runs: what is
 * shown meanwhile, the signal that ends them where they can go on, and what they return.
 */
final class FilesRun {

  private FilesRun() {}

  /** What is done with a store that is open. */
  interface Task {
    /** Does it; returns the exit status. */
    int run(ServerConfig config, OfflineStore store, Shown shown, Clock clock) throws IOException;
  }

  /** Shows how far it is, and ends the work where it can go on when a signal came. */
  static final class Shown implements TransferListener {
    private final Progress progress;
    private final StopSignal signal;

    Shown(Progress progress, StopSignal signal) {
      this.progress = progress;
      this.signal = signal;
    }

    @Override
    public void total(long objects, long bytes) {
      progress.total(objects, bytes);
    }

    @Override
    public void done(long objects, long bytes) {
      progress.done(objects, bytes);
      if (signal.isTold()) {
        throw new StoppedException();
      }
    }

    @Override
    public void note(String what, Map<String, ?> fields) {
      progress.note(what, fields);
    }
  }

  /** A signal came. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Runs a command, and returns its exit status.
   *
   * @param err where to say what is going on, and what failed
   * @param isMade whether the store is made where there is none
   */
  static int call(PrintStream err, String what, boolean isMade, Task task) {
    Clock clock = Clock.systemUTC();
    PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
    try (Outlet outlet = Outlet.of(errors, Terminal.isWatched(), clock)) {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      if (!isMade) {
        LocalUsersCommand.requireStore(config, DataDirectoryProbe.of(config.dataDirectory()));
      }
      Shown shown = new Shown(outlet, StopSignal.listen());
      AtomicInteger status = new AtomicInteger(ExitStatus.FAILED);
      try (OfflineStore store = OfflineStore.open(config, clock)) {
        Origin.run(what, () -> status.set(run(task, config, store, shown, clock)));
      }
      return status.get();
    } catch (StoppedException e) {
      return ExitStatus.STOPPED;
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      return failed(err, StartFailure.explain(e));
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      return failed(err, cause == null ? e.toString() : explain(cause));
    }
  }

  private static int run(
      Task task, ServerConfig config, OfflineStore store, Shown shown, Clock clock) {
    try {
      return task.run(config, store, shown, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String explain(IOException e) {
    return switch (e) {
      case LinesException lines -> lines.explanation();
      case UnsafePathException unsafe -> unsafe.explanation();
      default -> e.toString();
    };
  }

  private static int failed(PrintStream err, String reason) {
    err.println("bytebucket: " + reason);
    return ExitStatus.FAILED;
  }

  /** Refuses a directory that lies in that of the store, or is it. */
  static void requireApart(ServerConfig config, Path directory) {
    Path data = config.dataDirectory().toAbsolutePath().normalize();
    Path other = directory.toAbsolutePath().normalize();
    if (other.startsWith(data) || data.startsWith(other)) {
      throw new ConfigException(
          directory + " and DATA_DIR, " + data + ", lie in each other; take another directory");
    }
  }
}
