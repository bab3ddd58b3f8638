package io.bytebucket.server;

import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.pipeline.limit.BanRule;
import io.bytebucket.pipeline.limit.RateLimit;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.moving.ImportLog;
import io.bytebucket.server.moving.Verify;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.original.OriginalDirectory;
import io.bytebucket.transfer.original.OriginalImport;
import io.bytebucket.transfer.original.OriginalKey;
import io.bytebucket.transfer.original.OriginalSettings;
import io.bytebucket.transfer.original.RuleReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Brings in a data directory of the Go original. Both servers must be stopped. */
@CommandLine.Command(
    name = "original",
    description = {
      "Bring in a data directory of the Go original, while both servers are stopped.",
      "",
      "Its users keep their access keys and secrets, its objects their ETags, dates, tags and"
          + " access control lists. The directory is only read. What is stored here already is never"
          + " replaced; what was brought in before and is equal is passed over, so a run that was"
          + " ended goes on where it was. Needs DATA_DIR, which is made, and ENCRYPTION_KEY: the one"
          + " that the original ran with, unless --key-file names that.",
      "",
      "Shows how far it is on standard error: a bar on a terminal, else lines of JSON. Ends with a"
          + " report, which says of every object what became of it, and names all differences."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All of it is here, as it was.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something is not here as it was there; it is named.",
      "4:Stopped by a signal; the same command goes on."
    })
final class ImportOriginalCommand implements Callable<Integer> {
  private static final int PARALLEL_MAX = 64;

  private static final class ToRuleReading implements CommandLine.ITypeConverter<RuleReading> {
    @Override
    public RuleReading convert(String text) {
      return named(RuleReading.values(), text);
    }
  }

  /** The one that is called so, in lower case as everything on a command line. */
  private static <E extends Enum<E>> E named(E[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new CommandLine.TypeConversionException(
                "it is one of "
                    + Arrays.stream(values)
                        .map(value -> word(value))
                        .collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @CommandLine.Parameters(
      paramLabel = "DIR",
      description = "The data directory of the original, which its container has as /data.")
  private @Nullable Path directory;

  @CommandLine.Option(
      names = "--users-db",
      paramLabel = "FILE",
      description = "Its database, where it is neither DIR/users.db nor DIR/data/users.db.")
  private @Nullable Path database;

  @CommandLine.Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file with the ENCRYPTION_KEY of the original, where that is another one.")
  private @Nullable Path keyFile;

  @CommandLine.Option(
      names = "--without-users",
      description = "Leave its users and settings out; then --owner may be needed.")
  private boolean withoutUsers;

  @CommandLine.Option(
      names = "--rules",
      paramLabel = "HOW",
      converter = ToRuleReading.class,
      description =
          "documented: statements of users mean what they say (the default). enforced: they allow"
              + " what the original let do, which looked at the verb of a request alone and never"
              + " heeded a Deny.")
  private RuleReading rules = RuleReading.DOCUMENTED;

  @CommandLine.Option(
      names = "--owner",
      paramLabel = "ACCESS_KEY_ID",
      description =
          "Who is to own the buckets; by default the administrator of the original who was there"
              + " first.")
  private @Nullable String owner;

  @CommandLine.Option(
      names = "--bucket",
      paramLabel = "OLD=NEW",
      description = "Call a bucket otherwise, whose name no bucket can have; may be repeated.")
  private Map<String, String> buckets = new HashMap<>();

  @CommandLine.Option(
      names = "--verify",
      paramLabel = "HOW",
      converter = Verify.Word.class,
      description =
          "tags: bytes are held against ETags and checksums as they are read (the default). full:"
              + " each object is read back and compared byte for byte as well.")
  private Verify verify = Verify.TAGS;

  @CommandLine.Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many objects at once, 1 to 64; by default ${DEFAULT-VALUE}.")
  private int parallel = 16;

  @CommandLine.Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The report to make; by default a new file in the present directory.")
  private @Nullable Path report;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (parallel < 1 || parallel > PARALLEL_MAX) {
      throw new CommandLine.ParameterException(
          commandLine(), "--parallel must be from 1 to " + PARALLEL_MAX);
    }
    Path from = Objects.requireNonNull(directory);
    return OfflineWork.call(
        commandLine().getErr(),
        "import original",
        config -> requireApart(config, open(from)),
        new ImportReport(
            "import original",
            from,
            Optional.ofNullable(report),
            Map.of(
                "rules", word(rules),
                "verify", word(verify)),
            (config, store, shown, log) -> run(from, config, store, shown, log)));
  }

  private void run(
      Path from, ServerConfig config, OfflineStore store, OfflineWork.Shown shown, ImportLog log)
      throws IOException {
    OriginalSettings settings =
        OriginalImport.run(
            store.store(),
            store.moving(),
            open(from),
            new OriginalImport.Options(
                key(config),
                rules,
                Map.copyOf(buckets),
                Optional.ofNullable(owner),
                verify == Verify.FULL,
                parallel,
                shown::isStopped),
            log,
            shown.clock());
    save(settings, store, log);
  }

  private OriginalDirectory open(Path from) throws IOException {
    return OriginalDirectory.open(from, Optional.ofNullable(database));
  }

  /** Nothing is ever written into the directory of the original. */
  private static void requireApart(ServerConfig config, OriginalDirectory source) {
    Path target = OfflineWork.real(config.dataDirectory());
    if (target.startsWith(source.root())) {
      throw new ConfigException(
          "DATA_DIR: " + target + " lies in the directory of the original, which is only read");
    }
  }

  private Optional<byte[]> key(ServerConfig config) throws IOException {
    if (withoutUsers) {
      return Optional.empty();
    }
    return Optional.of(
        keyFile == null ? config.credentials().encryptionKey() : OriginalKey.read(keyFile));
  }

  private static void save(OriginalSettings settings, OfflineStore store, ImportLog log) {
    settings
        .rate()
        .ifPresent(rate ->
            save(
                "ratelimit",
                log,
                () ->
                    store
                        .moving()
                        .saved()
                        .save(
                            SavedSetting.RATE_LIMIT,
                            RateLimit.FORM.write(
                                new RateLimit(rate.isEnabled(), rate.perSecond(), rate.burst())))));
    settings
        .ban()
        .ifPresent(ban ->
            save(
                "ipban",
                log,
                () ->
                    store
                        .moving()
                        .saved()
                        .save(
                            SavedSetting.BANS,
                            BanRule.FORM.write(
                                new BanRule(
                                    ban.isEnabled(),
                                    ban.maxFailures(),
                                    Duration.ofSeconds(ban.windowSeconds()),
                                    Duration.ofSeconds(ban.banSeconds()))))));
  }

  private static void save(String name, ImportLog log, BooleanSupplier save) {
    try {
      if (!save.getAsBoolean()) {
        log.found(
            new Finding(
                Finding.Kind.CONFLICT,
                name,
                "another setting of that kind is saved here; it was left as it is"));
      }
    } catch (IllegalArgumentException outOfRange) {
      log.found(new Finding(Finding.Kind.SETTING, name, String.valueOf(outOfRange.getMessage())));
    }
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
