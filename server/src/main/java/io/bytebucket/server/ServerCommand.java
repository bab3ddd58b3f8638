package io.bytebucket.server;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.jetty.ListenException;
import io.bytebucket.server.logging.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs the server until it is told to stop. */
@CommandLine.Command(name = "server", description = "Run the server in the foreground.")
final class ServerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  /** What trying out differs in: nothing is reachable from outside, and lines are for people. */
  private static final Map<Setting, String> TRIAL_DEFAULTS =
      Map.of(Setting.S3_LISTEN, "127.0.0.1:9000", Setting.LOG_FORMAT, "text");

  /** What the process ends with when a part of it cannot go on: its supervisor starts it again. */
  static final int BROKEN = 70;

  /** How long a broken store may take to close, once its requests are over. */
  private static final Duration CLOSE_LIMIT = Duration.ofMinutes(2);

  @CommandLine.Option(
      names = "--try",
      description = "For trying out: make credentials that are not given, and keep them.")
  private boolean isTrial;

  @Override
  public Integer call() {
    try {
      Settings settings = Settings.read(System.getenv());
      Optional<TrialCredentials> trial = Optional.empty();
      if (isTrial) {
        settings = settings.orElse(TRIAL_DEFAULTS);
        Path directory = Path.of(settings.get(Setting.DATA_DIR).orElseThrow());
        trial = Optional.of(TrialCredentials.of(directory, new SecureRandom()));
        settings = settings.orElse(trial.get().values());
      }
      return run(ServerConfig.of(settings), settings, trial);
    } catch (ConfigException | DataDirectoryException | ListenException e) {
      System.err.println("bytebucket: " + e.getMessage());
    } catch (StoreException e) {
      System.err.println("bytebucket: " + explain(e));
    } catch (IOException e) {
      System.err.println("bytebucket: cannot start: " + e.getMessage());
    }
    return 1;
  }

  private static int run(ServerConfig config, Settings settings, Optional<TrialCredentials> trial)
      throws IOException {
    try (Logging _ = Logging.start(config.log().level(), config.log().format())) {
      var event = LOG.atInfo();
      for (Setting setting : Setting.values()) {
        event = event.addKeyValue(setting.name(), settings.shown(setting));
      }
      event.log("settings in force");
      StopSignal stop = StopSignal.listen();
      try (Wiring wiring = Wiring.start(config, Clock.systemUTC(), stop::fail)) {
        trial.ifPresent(credentials -> greet(wiring, settings, credentials));
        LOG.atInfo()
            .addKeyValue("s3", wiring.s3Address())
            .addKeyValue("admin", wiring.adminAddress())
            .log("Server started successfully");
        stop.await();
        if (stop.failure().isEmpty()) {
          LOG.info("Told to stop");
          return 0;
        }
        haltAfter(config.shutdownTimeout().plus(CLOSE_LIMIT));
        LOG.error("The store cannot go on, and the server stops", stop.failure().get());
        return BROKEN;
      }
    }
  }

  /** Who is broken may hang while it stops, too. */
  private static void haltAfter(Duration limit) {
    Thread.ofPlatform()
        .name("last-resort")
        .daemon()
        .start(() -> {
          long end = System.nanoTime() + limit.toNanos();
          while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
          }
          Runtime.getRuntime().halt(BROKEN);
        });
  }

  private static void greet(Wiring wiring, Settings settings, TrialCredentials credentials) {
    System.out.println();
    System.out.println("  S3      http://" + wiring.s3Address());
    System.out.println("  Admin   http://" + wiring.adminAddress() + "/health");
    System.out.println("  Access key id       " + settings.get(Setting.ACCESS_KEY_ID).orElse(""));
    if (credentials.areNew()) {
      System.out.println(
          "  Secret access key   " + settings.get(Setting.SECRET_ACCESS_KEY).orElse(""));
      System.out.println();
      System.out.println("  The secret is shown this once, and kept in " + credentials.file());
    } else {
      System.out.println("  Secret access key   in " + credentials.file());
    }
    System.out.println("  This is for trying out: key and data lie side by side on this disk.");
    System.out.println();
  }

  private static String explain(StoreException e) {
    return e.failure() instanceof Failure.WrongEncryptionKey
        ? "ENCRYPTION_KEY is not the key that the stored credentials were encrypted with"
        : "cannot open the store: " + e.failure();
  }
}
