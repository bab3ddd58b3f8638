package io.bytebucket.server.backup.command;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.server.backup.BackupException;
import io.bytebucket.server.backup.Going;
import io.bytebucket.server.client.ClientException;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.HeardSignals;
import io.bytebucket.server.progress.PersonText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Does the work of a command, and says how it ended. A signal ends it in order. */
final class LongWork {

  /** How long a piece of the work may take to notice that it is to end. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private LongWork() {}

  /** Does it; the status to exit with. */
  static int run(Going going, PrintWriter errors, Supplier<Integer> work) {
    try (HeardSignals _ = HeardSignals.listen(GRACE, errors, going::stop)) {
      return ended(errors, work);
    }
  }

  private static int ended(PrintWriter errors, Supplier<Integer> work) {
    try {
      return work.get();
    } catch (Going.StoppedException e) {
      errors.println("bytebucket: stopped before it was done; the same command goes on");
      return ExitStatus.STOPPED;
    } catch (BackupException
        | ClientException
        | ConfigException
        | DataDirectoryException
        | StoreException e) {
      errors.println("bytebucket: " + PersonText.harmless(reason(e)));
      return ExitStatus.FAILED;
    } finally {
      errors.flush();
    }
  }

  private static String reason(RuntimeException e) {
    if (!(e instanceof StoreException store)) {
      return String.valueOf(e.getMessage());
    }
    return switch (store.failure()) {
      case Failure.Corrupt(String subject, String detail) ->
          "damaged (%s: %s)".formatted(subject, detail) + because(e);
      case Failure.StorageFull() -> "the disk is full";
      case Failure other -> other + because(e);
    };
  }

  private static String because(RuntimeException e) {
    return e.getCause() == null ? "" : ": " + e.getCause().getMessage();
  }
}
