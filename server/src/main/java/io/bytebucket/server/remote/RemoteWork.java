package io.bytebucket.server.remote;

import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.HeardSignals;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.PersonText;
import io.bytebucket.server.progress.Terminal;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.TransferOrder;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/** Runs a transfer for a command: shows how far it is, hears signals, and knows the statuses. */
final class RemoteWork {

  /** The work itself takes less from when it is told. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private RemoteWork() {}

  /** Runs it, and returns what the process ends with. */
  static int run(TransferOrder order, CommandLine commandLine) {
    PrintWriter errors = commandLine.getErr();
    boolean isTerminal = Terminal.isWatched();
    // Progress goes where a person looks, and a dry run's answer where a program reads.
    PrintWriter shown = order.isDryRun() ? commandLine.getOut() : errors;
    try (HeardSignals signals = HeardSignals.listen(GRACE, errors, () -> {})) {
      int status = run(order, shown, isTerminal, signals);
      order
          .report()
          .filter(_ -> !order.isDryRun())
          .ifPresent(file -> errors.println("bytebucket: " + ending(status) + "; report: " + file));
      return status;
    } catch (RemoteException e) {
      errors.println("bytebucket: " + PersonText.harmless(e.reason()));
      return ExitStatus.FAILED;
    }
  }

  private static int run(
      TransferOrder order, PrintWriter shown, boolean isTerminal, HeardSignals signals) {
    try (Outlet outlet = Outlet.of(shown, isTerminal, Clock.systemUTC())) {
      return switch (RemoteParts.load().run(order, Clock.systemUTC(), told(outlet), signals)) {
        case CLEAN -> ExitStatus.DONE;
        case FINDINGS -> ExitStatus.FINDINGS;
        case STOPPED -> ExitStatus.STOPPED;
      };
    }
  }

  private static String ending(int status) {
    return switch (status) {
      case ExitStatus.DONE -> "all is there and equal";
      case ExitStatus.FINDINGS -> "done; the report names what differs or could not be carried";
      default -> "stopped; the same command goes on where it was";
    };
  }

  private static TransferListener told(Outlet outlet) {
    return new TransferListener() {
      @Override
      public void total(long objects, long bytes) {
        outlet.total(objects, bytes);
      }

      @Override
      public void done(long objects, long bytes) {
        outlet.done(objects, bytes);
      }

      @Override
      public void note(String what, Map<String, ?> fields) {
        outlet.note(what, fields);
      }
    };
  }
}
