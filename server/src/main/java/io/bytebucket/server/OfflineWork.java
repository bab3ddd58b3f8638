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
import io.bytebucket.server.progress.PersonText;
import io.bytebucket.server.progress.Progress;
import io.bytebucket.server.progress.Terminal;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.files.UnsafePathException;
import io.bytebucket.transfer.lines.LinesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What commands have in common that move things, or check reports, while no server runs: the store,
 * what is shown meanwhile, the signal that ends them where they can go on, and what they return.
 */
final class OfflineWork {
  private OfflineWork() {}

  /** What is done with a store that is open. */
  interface Task {
    /** Does it; returns the exit status. */
    int run(ServerConfig config, OfflineStore store, Shown shown) throws IOException;
  }

  /** What is looked at before a store is opened, or made. */
  interface Check {
    void run(ServerConfig config) throws IOException;
  }

  /** There must be a store already. */
  static void requireStore(ServerConfig config) {
    LocalUsersCommand.requireStore(config, DataDirectoryProbe.of(config.dataDirectory()));
  }

  /** Shows how far it is, and ends the work where it can go on when a signal came. */
  static final class Shown implements TransferListener {
    private final Outlet outlet;
    private final StopSignal signal;
    private final Clock clock;

    private Shown(Outlet outlet, StopSignal signal, Clock clock) {
      this.outlet = outlet;
      this.signal = signal;
      this.clock = clock;
    }

    /** The same, for work that asks by itself whether it is to end. */
    Progress progress() {
      return outlet;
    }

    boolean isStopped() {
      return signal.isTold();
    }

    Clock clock() {
      return clock;
    }

    /** Says at last what came of it: nothing is shown after that. */
    int ended(int status, String what, Map<String, ?> fields) {
      outlet.close();
      outlet.note(what, fields);
      return status;
    }

    @Override
    public void total(long objects, long bytes) {
      outlet.total(objects, bytes);
    }

    @Override
    public void done(long objects, long bytes) {
      outlet.done(objects, bytes);
      if (isStopped()) {
        throw new StoppedException();
      }
    }

    @Override
    public void note(String what, Map<String, ?> fields) {
      outlet.note(what, fields);
    }
  }

  /** A signal came. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Runs a command, and returns its exit status.
   *
   * @param errors where to say what is going on, and what failed
   */
  static int call(PrintWriter errors, String what, Check check, Task task) {
    Clock clock = Clock.systemUTC();
    try (Outlet outlet = Outlet.of(errors, Terminal.isWatched(), clock)) {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      check.run(config);
      Shown shown = new Shown(outlet, StopSignal.listen(), clock);
      AtomicInteger status = new AtomicInteger(ExitStatus.FAILED);
      try (OfflineStore store = OfflineStore.open(config, clock)) {
        Origin.run(what, () -> status.set(run(task, config, store, shown)));
      }
      return status.get();
    } catch (StoppedException e) {
      errors.println("bytebucket: stopped before it was done; the same command goes on");
      errors.flush();
      return ExitStatus.STOPPED;
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      return failed(errors, StartFailure.explain(e));
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      return failed(errors, cause == null ? e.toString() : explain(cause));
    } catch (IOException e) {
      return failed(errors, explain(e));
    }
  }

  private static int run(Task task, ServerConfig config, OfflineStore store, Shown shown) {
    try {
      return task.run(config, store, shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String explain(IOException e) {
    return switch (e) {
      case LinesException lines -> lines.explanation();
      case UnsafePathException unsafe -> unsafe.explanation();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException system ->
          system.getFile() + ": " + (system.getReason() == null ? system : system.getReason());
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  private static int failed(PrintWriter errors, String reason) {
    errors.println("bytebucket: " + PersonText.harmless(reason));
    errors.flush();
    return ExitStatus.FAILED;
  }

  /** Refuses a directory that lies in that of the store, or is it. */
  static void requireApart(ServerConfig config, Path directory) {
    Path data = real(config.dataDirectory());
    Path other = real(directory);
    if (other.startsWith(data) || data.startsWith(other)) {
      throw new ConfigException(
          directory + " and DATA_DIR, " + data + ", lie in each other; take another directory");
    }
  }

  /** Where a directory is, or will be: whatever links lead there. */
  static Path real(Path directory) {
    Path whole = directory.toAbsolutePath().normalize();
    for (Path there = whole; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(whole)).normalize();
      } catch (IOException notThereYet) {
        // What is above it may be.
      }
    }
    return whole;
  }
}
