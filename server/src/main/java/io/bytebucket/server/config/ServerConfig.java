package io.bytebucket.server.config;

import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.user.Account;
import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.server.logging.Logging;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * The settings, checked and typed. Nothing below the server module sees it.
 *
 * @param engine what keeps the store
 * @param publicUrl where clients find S3, if that is said
 * @param tls which ports speak TLS
 * @param minDataRateBytesPerSecond how fast a body must move on average
 * @param limits what everybody who sends may take together
 * @param quotaOfNew how much a new bucket may hold
 * @param proxyProtocolPeers whose connections begin with a header of the PROXY protocol
 * @param guards who is believed about where requests come from, and who is turned away
 * @param check when and how fast the store is checked while it is served
 * @param tracing where traces go; empty for nowhere
 * @param access what holds in all buckets, and in new ones
 * @param admitsUsers whether users sign in at the console who are no administrators
 */
public record ServerConfig(
    EngineName engine,
    Path dataDirectory,
    InetSocketAddress s3Listen,
    InetSocketAddress adminListen,
    Optional<URI> publicUrl,
    List<String> domains,
    String region,
    Account account,
    TlsSettings tls,
    long minDataRateBytesPerSecond,
    Limits limits,
    Guards.Baseline guards,
    List<AddressRange> proxyProtocolPeers,
    StoreAccess access,
    boolean admitsUsers,
    Multipart multipart,
    Quota quotaOfNew,
    Duration shutdownTimeout,
    AuditLog.Limits audit,
    RunningCheck.Schedule check,
    Optional<TracingSettings> tracing,
    LogSettings log,
    Credentials credentials) {
  private static final int TOKEN_MIN = 16;

  /** Below it, names are of this machine alone, and libraries look for buckets there by default. */
  private static final String LOCALHOST = "localhost";

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final Pattern TIME_OF_DAY = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /**
   * What is asked of uploads in parts.
   *
   * @param minPartBytes how small a part may be that is not the last one
   * @param expiry how long an upload may be open; none for ever
   */
  public record Multipart(int minPartBytes, Optional<Duration> expiry) {}

  /** What is logged, and how. */
  public record LogSettings(Level level, Logging.Format format) {}

  /**
   * What opens the store.
   *
   * @param encryptionKey 32 bytes, not to be changed
   * @param previousKey the one of before, while what it encrypted is encrypted anew; the same
   * @param firstUser who is made when there is no user yet
   * @param metricsToken what a collector of figures has to show; empty when anybody may look
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  public record Credentials(
      byte[] encryptionKey,
      Optional<byte[]> previousKey,
      Optional<FirstUser> firstUser,
      Optional<String> metricsToken) {
    /** Nothing: this must not reach a log. */
    @Override
    public String toString() {
      return "Credentials[redacted]";
    }
  }

  /** The user who may do everything. */
  public record FirstUser(String accessKeyId, String secretAccessKey) {
    private static final int ID_MIN = 3;
    private static final int SECRET_MIN = 8;

    /**
     * Asks for more than a guess before credentials are stored. Those that are stored go on
     * working.
     *
     * @throws ConfigException when either is too short
     */
    public void requireLength() {
      if (accessKeyId.length() < ID_MIN) {
        throw new ConfigException("ACCESS_KEY_ID must have at least " + ID_MIN + " characters");
      }
      if (secretAccessKey.length() < SECRET_MIN) {
        throw new ConfigException(
            "SECRET_ACCESS_KEY must have at least " + SECRET_MIN + " characters");
      }
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "FirstUser[" + accessKeyId + "]";
    }
  }

  /** Whether the connections of that peer begin with a header of the PROXY protocol. */
  public boolean isProxy(InetAddress peer) {
    return proxyProtocolPeers.stream().anyMatch(range -> range.contains(peer));
  }

  /**
   * Checks the settings.
   *
   * @throws ConfigException with a message that names the setting and what is allowed
   */
  public static ServerConfig of(Settings settings) {
    return of(settings, Memory.ofProcess());
  }

  /** The same for other memory than that of this process. */
  static ServerConfig of(Settings settings, Memory memory) {
    InetSocketAddress s3 =
        ListenAddress.parse(Setting.S3_LISTEN, required(settings, Setting.S3_LISTEN));
    InetSocketAddress admin =
        ListenAddress.parse(Setting.ADMIN_LISTEN, required(settings, Setting.ADMIN_LISTEN));
    ListenAddress.requireApart(s3, admin);
    return new ServerConfig(
        EngineName.parse(required(settings, Setting.ENGINE)),
        Path.of(required(settings, Setting.DATA_DIR)),
        s3,
        admin,
        PublicUrl.of(settings),
        domains(settings),
        matching(settings, Setting.REGION, REGION, "letters, digits and hyphens"),
        new Account(matching(settings, Setting.ACCOUNT_ID, ACCOUNT_ID, "twelve digits")),
        TlsSettings.of(settings),
        number(settings, Setting.MIN_DATA_RATE, 1, 1_000_000_000),
        Limits.of(settings, memory),
        GuardSettings.of(settings),
        ProxySettings.ranges(settings, Setting.PROXY_PROTOCOL_PEERS),
        AccessSettings.of(settings),
        AccessSettings.flag(settings, Setting.CONSOLE_USERS),
        multipart(settings),
        QuotaSettings.of(settings),
        Duration.ofSeconds(number(settings, Setting.SHUTDOWN_TIMEOUT, 0, 3_600)),
        audit(settings),
        check(settings),
        TracingSettings.of(settings),
        logSettings(settings),
        credentials(settings));
  }

  private static Credentials credentials(Settings settings) {
    return new Credentials(
        EncryptionKeys.present(settings),
        EncryptionKeys.previous(settings),
        firstUser(settings),
        metricsToken(settings));
  }

  private static Optional<String> metricsToken(Settings settings) {
    Optional<String> token = settings.get(Setting.METRICS_TOKEN);
    if (token.filter(text -> text.length() < TOKEN_MIN).isPresent()) {
      throw new ConfigException("METRICS_TOKEN must have at least " + TOKEN_MIN + " characters");
    }
    return token;
  }

  private static Multipart multipart(Settings settings) {
    int days = number(settings, Setting.MULTIPART_EXPIRY, 0, 3_650);
    return new Multipart(
        number(settings, Setting.MULTIPART_MIN_PART_SIZE, 0, 1 << 30),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  private static AuditLog.Limits audit(Settings settings) {
    int days = number(settings, Setting.AUDIT_DAYS, 0, 36_500);
    return new AuditLog.Limits(
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
        number(settings, Setting.AUDIT_SIZE, 1 << 20, Integer.MAX_VALUE));
  }

  private static RunningCheck.Schedule check(Settings settings) {
    Optional<LocalTime> at =
        settings
            .get(Setting.CHECK_AT)
            .map(text -> {
              if (!TIME_OF_DAY.matcher(text).matches()) {
                throw new ConfigException("CHECK_AT must be a time of day, from 00:00 to 23:59");
              }
              return LocalTime.parse(text);
            });
    return new RunningCheck.Schedule(
        number(settings, Setting.CHECK_RATE, 0, Integer.MAX_VALUE), at);
  }

  private static LogSettings logSettings(Settings settings) {
    String level = required(settings, Setting.LOG_LEVEL).toLowerCase(Locale.ROOT);
    String format = required(settings, Setting.LOG_FORMAT).toLowerCase(Locale.ROOT);
    return new LogSettings(
        switch (level) {
          case "debug" -> Level.DEBUG;
          case "info" -> Level.INFO;
          case "warn" -> Level.WARN;
          case "error" -> Level.ERROR;
          default -> throw new ConfigException("LOG_LEVEL must be debug, info, warn or error");
        },
        switch (format) {
          case "json" -> Logging.Format.JSON;
          case "text" -> Logging.Format.TEXT;
          default -> throw new ConfigException("LOG_FORMAT must be json or text");
        });
  }

  private static Optional<FirstUser> firstUser(Settings settings) {
    Optional<String> accessKeyId = settings.get(Setting.ACCESS_KEY_ID);
    Optional<String> secret = settings.get(Setting.SECRET_ACCESS_KEY);
    if (accessKeyId.isPresent() != secret.isPresent()) {
      throw new ConfigException(
          "ACCESS_KEY_ID and SECRET_ACCESS_KEY go together; set both or none");
    }
    accessKeyId
        .filter(id -> id.length() > 128 || !id.chars().allMatch(ServerConfig::isKeyIdCharacter))
        .ifPresent(id -> {
          throw new ConfigException(
              "ACCESS_KEY_ID must be 1 to 128 characters of ASCII without blanks, commas,"
                  + " slashes and equals signs, which a signature could not carry");
        });
    return accessKeyId.map(id -> new FirstUser(id, secret.orElseThrow()));
  }

  private static boolean isKeyIdCharacter(int c) {
    return c > ' ' && c < 0x7F && c != ',' && c != '/' && c != '=';
  }

  private static List<String> domains(Settings settings) {
    Stream<String> configured =
        settings.get(Setting.DOMAINS).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(ServerConfig::domain);
    return Stream.concat(configured, Stream.of(LOCALHOST)).distinct().toList();
  }

  private static String domain(String text) {
    String domain = text.strip().toLowerCase(Locale.ROOT);
    if (!DOMAIN.matcher(domain).matches()) {
      throw new ConfigException("DOMAINS must be host names without ports, separated by commas");
    }
    return domain;
  }

  private static String required(Settings settings, Setting setting) {
    return settings
        .get(setting)
        .orElseThrow(() -> new ConfigException(setting + " is not set, and has no default"));
  }

  private static String matching(
      Settings settings, Setting setting, Pattern pattern, String allowed) {
    String value = required(settings, setting);
    if (!pattern.matcher(value).matches()) {
      throw new ConfigException(setting + " must be " + allowed);
    }
    return value;
  }

  private static int number(Settings settings, Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(required(settings, setting));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException(setting + " must be a whole number from " + min + " to " + max);
  }
}
