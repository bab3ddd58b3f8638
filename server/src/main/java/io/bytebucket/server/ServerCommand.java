package io.bytebucket.server;

import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.Limits;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.config.TlsSettings;
import io.bytebucket.server.logging.Logging;
import java.io.IOException;
import java.net.InetSocketAddress;
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
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import picocli.CommandLine;

/** Runs the server until it is told to stop. */
@CommandLine.Command(
    name = "server",
    description = {
      "Run the server in the foreground.",
      "",
      "Settings are environment variables; 'bytebucket config' shows and checks them."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Told to stop, and stopped in order.",
      "1:Not started; the reason was logged.",
      "2:Arguments that there are not.",
      "3:Out of memory.",
      "70:The store could not go on; the reason was logged.",
      "130:Told to stop again, a second or more after the first time."
    })
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
    Settings settings;
    Optional<MadeCredentials> trial = Optional.empty();
    Optional<MadeCredentials> first = Optional.empty();
    ServerConfig config;
    try {
      settings = Settings.read(System.getenv());
      if (isTrial) {
        settings = settings.orElse(TRIAL_DEFAULTS);
        Path directory = Path.of(settings.get(Setting.DATA_DIR).orElseThrow());
        // The credentials are the first that is made there: not where no store may be.
        DataDirectoryProbe _ = DataDirectoryProbe.of(directory);
        trial = Optional.of(MadeCredentials.forTrial(directory, new SecureRandom()));
        settings = settings.orElse(trial.get().values());
      } else {
        first = MadeCredentials.forStart(settings, new SecureRandom());
        settings = settings.orElse(first.map(MadeCredentials::values).orElse(Map.of()));
      }
      config = ServerConfig.of(settings);
      // Before there is a store: one without its key would be of no use.
      first.ifPresent(MadeCredentials::keep);
    } catch (ConfigException | DataDirectoryException e) {
      Logging.Format format = formatWanted();
      try (Logging _ = Logging.start(Level.ERROR, format)) {
        return notStarted(e, format);
      }
    }
    try (Logging _ = Logging.start(config.log().level(), config.log().format())) {
      tell(settings);
      tell(config.limits());
      first.ifPresent(ServerCommand::tell);
      try {
        return run(config, settings, trial);
      } catch (RuntimeException | IOException e) {
        return notStarted(e, config.log().format());
      }
    }
  }

  /** Says why, in the form that the log has: what collects it reads that. */
  private static int notStarted(Exception cause, Logging.Format format) {
    String reason = StartFailure.explain(cause);
    if (format == Logging.Format.TEXT && StartFailure.isExpected(cause)) {
      System.err.println("bytebucket: " + reason);
    } else {
      LoggingEventBuilder event = LOG.atError().addKeyValue("reason", reason);
      (StartFailure.isExpected(cause) ? event : event.setCause(cause)).log("Server not started");
    }
    return 1;
  }

  /** Of settings that may be the reason: so whatever of them can be understood. */
  private Logging.Format formatWanted() {
    Map<String, String> environment = System.getenv();
    String name = Setting.LOG_FORMAT.name();
    String set = environment.getOrDefault(name, environment.get(Setting.PREFIX + name));
    boolean isUnset = set == null || set.isEmpty();
    boolean isText = isUnset ? isTrial : "text".equalsIgnoreCase(set);
    return isText ? Logging.Format.TEXT : Logging.Format.JSON;
  }

  private static void tell(Settings settings) {
    LoggingEventBuilder event = LOG.atInfo();
    for (Setting setting : Setting.values()) {
      event = event.addKeyValue(setting.name(), settings.shown(setting));
    }
    event.log("settings in force");
    settings
        .doubtful()
        .forEach((name, meant) ->
            LOG.atWarn()
                .addKeyValue("variable", name)
                .addKeyValue("meant", meant)
                .log("a variable has no effect here; the setting has another name"));
    settings.warnings().forEach(LOG::warn);
  }

  /** Where they are, and nothing of what they are. */
  private static void tell(MadeCredentials made) {
    LOG.atInfo()
        .addKeyValue("file", made.file())
        .log("made an encryption key and first credentials; keep a copy of that file elsewhere");
  }

  private static void tell(Limits limits) {
    LOG.atInfo()
        .addKeyValue("connections", limits.connections())
        .addKeyValue("header_bytes", limits.headerBytes())
        .addKeyValue("header_memory_bytes", limits.headerMemoryBytes())
        .addKeyValue("request_memory_bytes", limits.requestMemoryBytes())
        .addKeyValue("document_memory_bytes", limits.documentMemoryBytes())
        .addKeyValue("buffer_bytes", limits.directBytes())
        .log("limits in force");
  }

  private static int run(ServerConfig config, Settings settings, Optional<MadeCredentials> trial)
      throws IOException {
    StopSignal stop = StopSignal.listen();
    try (Wiring wiring = Wiring.start(config, Clock.systemUTC(), stop::fail)) {
      trial.ifPresent(credentials -> greet(wiring, config.tls(), settings, credentials));
      LOG.atInfo()
          .addKeyValue("s3", wiring.s3Address())
          .addKeyValue("admin", wiring.adminAddress())
          .log("Server started successfully");
      tellReach(config.adminListen());
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

  /** The admin port is for operators: that others reach it should be meant. */
  private static void tellReach(InetSocketAddress adminListen) {
    if (adminListen.getAddress().isLoopbackAddress()) {
      LOG.info("the admin API is reachable from this machine alone");
    } else {
      LOG.atWarn()
          .addKeyValue("ADMIN_LISTEN", adminListen.getAddress().getHostAddress())
          .log("the admin API is reachable from other machines; it is not for the internet");
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

  private static void greet(
      Wiring wiring, TlsSettings tls, Settings settings, MadeCredentials credentials) {
    System.out.println();
    System.out.println("  S3      " + scheme(tls.s3()) + wiring.s3Address());
    System.out.println("  Console " + scheme(tls.admin()) + wiring.adminAddress() + "/");
    System.out.println("  Access key  " + settings.get(Setting.ACCESS_KEY_ID).orElse(""));
    if (credentials.areNew()) {
      System.out.println("  Secret key  " + settings.get(Setting.SECRET_ACCESS_KEY).orElse(""));
      System.out.println();
      System.out.println("  The secret is shown this once, and kept in " + credentials.file());
    } else {
      System.out.println("  Secret key  in " + credentials.file());
    }
    System.out.println("  bytebucket admin --credentials " + credentials.file() + " users list");
    System.out.println("  This is for trying out: key and data lie side by side on this disk.");
    System.out.println();
  }

  private static String scheme(Optional<?> certificate) {
    return certificate.isPresent() ? "https://" : "http://";
  }
}
