package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.bucket.Quota;
import io.bytebucket.pipeline.limit.BanRule;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.pipeline.limit.RateLimit;
import io.bytebucket.server.logging.Logging;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class ServerConfigTest {
  private static final String RAW_KEY = "0123456789abcdef0123456789abcdef";

  private static ServerConfig config(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(Map.of("ENCRYPTION_KEY", RAW_KEY));
    all.putAll(environment);
    return ServerConfig.of(Settings.read(all));
  }

  @Test
  void defaults() {
    ServerConfig config = config(Map.of());

    assertThat(config.engine()).isEqualTo(EngineName.LOCAL);
    assertThat(config.dataDirectory()).isEqualTo(Path.of("data"));
    assertThat(config.s3Listen().getPort()).isEqualTo(9000);
    assertThat(config.s3Listen().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(config.adminListen().getPort()).isEqualTo(9001);
    assertThat(config.adminListen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(config.domains()).containsExactly("localhost");
    assertThat(config.region()).isEqualTo("us-east-1");
    assertThat(config.tls()).isEqualTo(new TlsSettings(Optional.empty(), Optional.empty()));
    assertThat(config.minDataRateBytesPerSecond()).isEqualTo(1024);
    assertThat(config.limits()).isEqualTo(Limits.of(Settings.read(Map.of()), Memory.ofProcess()));
    assertThat(config.guards()).isEqualTo(Guards.Baseline.OFF);
    assertThat(config.quotaOfNew().isNone()).isTrue();
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.multipart())
        .isEqualTo(new ServerConfig.Multipart(0, Optional.of(Duration.ofDays(7))));
    assertThat(config.log())
        .isEqualTo(new ServerConfig.LogSettings(Level.INFO, Logging.Format.JSON));
    assertThat(config.credentials().firstUser()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:9000,127.0.0.1:9000", "0.0.0.0:9000,127.0.0.1:9000", "[::1]:9000,:9000"})
  void twoAddressesThatAreOneAreRefused(String s3, String admin) {
    assertThatThrownBy(() -> config(Map.of("S3_LISTEN", s3, "ADMIN_LISTEN", admin)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "S3_LISTEN and ADMIN_LISTEN are the same port (9000); each needs one of its own");
    assertThat(config(Map.of("S3_LISTEN", "127.0.0.1:0", "ADMIN_LISTEN", "127.0.0.1:0")).region())
        .isNotEmpty();
    assertThat(config(Map.of("S3_LISTEN", "127.0.0.2:9", "ADMIN_LISTEN", "127.0.0.1:9")).region())
        .isNotEmpty();
  }

  @Test
  void everySettingReachesItsPlace() {
    ServerConfig config =
        config(
            Map.ofEntries(
                Map.entry("ENGINE", "Local"),
                Map.entry("DATA_DIR", "/srv/data"),
                Map.entry("S3_LISTEN", "[::1]:7000"),
                Map.entry("ADMIN_LISTEN", ":7001"),
                Map.entry("DOMAINS", "S3.Example.com, objects.local"),
                Map.entry("REGION", "eu-north-1"),
                Map.entry("TLS_CERTIFICATE_FILE", "/c.pem"),
                Map.entry("TLS_KEY_FILE", "/k.pem"),
                Map.entry("ADMIN_TLS", "shared"),
                Map.entry("MIN_DATA_RATE", "1"),
                Map.entry("MAX_CONNECTIONS", "16"),
                Map.entry("SHUTDOWN_TIMEOUT", "0"),
                Map.entry("MULTIPART_MIN_PART_SIZE", "5242880"),
                Map.entry("MULTIPART_EXPIRY", "0"),
                Map.entry("DEFAULT_QUOTA_BYTES", "1000000000000"),
                Map.entry("LOG_LEVEL", "DEBUG"),
                Map.entry("LOG_FORMAT", "text"),
                Map.entry("ACCESS_KEY_ID", "admin"),
                Map.entry("SECRET_ACCESS_KEY", "secret"),
                Map.entry("GIN_MODE", "release"),
                Map.entry("RATE_LIMIT_ENABLED", "true"),
                Map.entry("RATE_LIMIT_RPS", "2.5"),
                Map.entry("RATE_LIMIT_BURST", "7"),
                Map.entry("IP_BAN_ENABLED", "1"),
                Map.entry("IP_BAN_MAX_FAILURES", "3")));

    assertThat(config.engine()).isEqualTo(EngineName.LOCAL);
    assertThat(config.dataDirectory()).isEqualTo(Path.of("/srv/data"));
    assertThat(config.s3Listen().getPort()).isEqualTo(7000);
    assertThat(config.s3Listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(config.adminListen().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(config.domains()).containsExactly("s3.example.com", "objects.local", "localhost");
    assertThat(config.region()).isEqualTo("eu-north-1");
    TlsSettings.Files files =
        new TlsSettings.Files(
            Path.of("/c.pem"),
            Path.of("/k.pem"),
            Setting.TLS_CERTIFICATE_FILE,
            Setting.TLS_KEY_FILE);
    assertThat(config.tls()).isEqualTo(new TlsSettings(Optional.of(files), Optional.of(files)));
    assertThat(config.minDataRateBytesPerSecond()).isEqualTo(1);
    assertThat(config.limits().connections()).isEqualTo(16);
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ZERO);
    // No days are no expiry.
    assertThat(config.multipart())
        .isEqualTo(new ServerConfig.Multipart(5_242_880, Optional.empty()));
    assertThat(config.guards().rateLimit()).isEqualTo(new RateLimit(true, 2.5, 7));
    assertThat(config.guards().banRule())
        .isEqualTo(new BanRule(true, 3, Duration.ofMinutes(1), Duration.ofMinutes(15)));
    assertThat(config.quotaOfNew())
        .isEqualTo(new Quota(OptionalLong.of(1_000_000_000_000L), OptionalLong.empty()));
    assertThat(config.log())
        .isEqualTo(new ServerConfig.LogSettings(Level.DEBUG, Logging.Format.TEXT));
    assertThat(config.credentials().firstUser())
        .contains(new ServerConfig.FirstUser("admin", "secret"));
  }

  @ParameterizedTest
  @CsvSource({"RATE_LIMIT_RPS,RATE_LIMIT_BURST", "RATE_LIMIT_BURST,RATE_LIMIT_RPS"})
  void aRateLimitThatIsEnabledNeedsBothOfItsNumbers(String set, String unset) {
    assertThatThrownBy(() -> config(Map.of("RATE_LIMIT_ENABLED", "true", set, "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(unset + " must be a ")
        .hasMessageEndingWith("number from 1 to 1000000");
  }

  @Test
  void anEngineThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> config(Map.of("ENGINE", "cloud")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("ENGINE must be the name of an engine: local");
  }

  @Test
  void theEncryptionKeyIsTakenRawOrInBase64() {
    byte[] raw = RAW_KEY.getBytes(StandardCharsets.US_ASCII);

    assertThat(config(Map.of()).credentials().encryptionKey()).isEqualTo(raw);
    assertThat(
            config(Map.of("ENCRYPTION_KEY", Base64.getEncoder().encodeToString(raw)))
                .credentials()
                .encryptionKey())
        .isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENCRYPTION_KEY | short",
        "ENCRYPTION_KEY | dG9vIHNob3J0",
        "ENGINE | cloud",
        "S3_LISTEN | 9000",
        "S3_LISTEN | host:70000",
        "S3_LISTEN | ::1:9000",
        "ADMIN_LISTEN | [::1]",
        "DOMAINS | s3.example.com:9000",
        "DOMAINS | a,,b",
        "REGION | eu north",
        "TLS_CERTIFICATE_FILE | /c.pem",
        "TLS_KEY_FILE | /k.pem",
        "ACME_DIRECTORY | https://acme.example.com/directory",
        "ACME_AGREE | true",
        "ACME_CONTACT | ops@example.com",
        "ACME_DOMAINS | a.example.com",
        "ACME_CHALLENGE | tls-alpn-01",
        "ACME_HTTP_LISTEN | :8080",
        "ACME_CA_FILE | /c.pem",
        "OTLP_TRACES_ENDPOINT | 127.0.0.1:4318",
        "OTLP_TRACES_ENDPOINT | http://127.0.0.1:4318",
        "OTLP_TRACES_ENDPOINT | ftp://127.0.0.1/v1/traces",
        "OTLP_AUTHORIZATION | Bearer x",
        "TRACE_SAMPLE | 1.1",
        "TRACE_SAMPLE | NaN",
        "TRACE_SAMPLE | all",
        "ADMIN_TLS | shared",
        "ADMIN_TLS | own",
        "ADMIN_TLS | true",
        "ADMIN_TLS_CERTIFICATE_FILE | /c.pem",
        "ADMIN_TLS_KEY_FILE | /k.pem",
        "DEFAULT_QUOTA_BYTES | -1",
        "DEFAULT_QUOTA_OBJECTS | 4611686018427387904",
        "MIN_DATA_RATE | 0",
        "MIN_DATA_RATE | fast",
        "MAX_CONNECTIONS | 15",
        "MAX_HEADER_SIZE | 1048577",
        "MAX_HEADER_FIELDS | auto",
        "MAX_QUERY_PARAMETERS | 0",
        "HEADER_MEMORY | 1048576",
        "REQUEST_MEMORY | much",
        "DOCUMENT_MEMORY | -1",
        "SHUTDOWN_TIMEOUT | -1",
        "LOG_LEVEL | loud",
        "LOG_FORMAT | xml",
        "ACCESS_KEY_ID | alone",
        "SECRET_ACCESS_KEY | alone",
        "RATE_LIMIT_RPS | NaN",
        "RATE_LIMIT_BURST | 1000001",
        "IP_BAN_ENABLED | yes",
        "IP_BAN_WINDOW_SECONDS | 3601",
        "IP_BAN_SECONDS | 0",
        "RATE_LIMIT_ENABLED | maybe"
      })
  void aBadValueIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> config(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  private static Map<String, String> acme(String name, String value) {
    Map<String, String> acme = new HashMap<>();
    acme.put("ACME_DIRECTORY", "https://acme.example.com/directory");
    acme.put("ACME_AGREE", "true");
    acme.put("PUBLIC_URL", "https://s3.example.com:9000");
    acme.put(name, value);
    return acme;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACME_DIRECTORY | http://acme.example.com/directory",
        "ACME_DIRECTORY | acme.example.com",
        "ACME_AGREE | false",
        "ACME_AGREE | yes",
        "ACME_CONTACT | mailto:ops",
        "ACME_CONTACT | a@example.com,b@example.com",
        "ACME_DOMAINS | *.example.com",
        "ACME_DOMAINS | 192.0.2.1",
        "ACME_DOMAINS | localhost",
        "ACME_DOMAINS | a.example.com,,b.example.com",
        "ACME_CHALLENGE | dns-01",
        "ACME_HTTP_LISTEN | 80",
        "PUBLIC_URL | https://192.0.2.1",
        "ADMIN_TLS | own",
      })
  void aBadValueOfAcmeIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> config(acme(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @Test
  void certificatesComeFromFilesOrFromAnAcmeServer() {
    Map<String, String> both = acme("TLS_CERTIFICATE_FILE", "/c.pem");
    both.put("TLS_KEY_FILE", "/k.pem");
    assertThatThrownBy(() -> config(both)).hasMessageContaining("not both");

    Map<String, String> acme = acme("ACME_DOMAINS", "Files.Example.com, s3.example.com");
    acme.put("ADMIN_TLS", "shared");
    TlsSettings tls = config(acme).tls();
    assertThat(tls.acme().orElseThrow().names())
        .containsExactly("s3.example.com", "files.example.com");
    assertThat(tls.admin()).isEqualTo(tls.s3());
  }

  @Test
  void aMissingEncryptionKeyIsRefusedByName() {
    assertThatThrownBy(() -> ServerConfig.of(Settings.read(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ENCRYPTION_KEY");
  }

  @Test
  void anAccessKeyIdThatNoSignatureCanCarryIsRefused() {
    for (String id : List.of("a/b", "a b", "a,b", "a=b", "ü", "x".repeat(129))) {
      assertThatThrownBy(() -> config(Map.of("ACCESS_KEY_ID", id, "SECRET_ACCESS_KEY", "s")))
          .as(id)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("ACCESS_KEY_ID");
    }
  }

  @Test
  void credentialsThatCanBeGuessedMakeNoUser() {
    new ServerConfig.FirstUser("admin", "your-strong-secret").requireLength();
    new ServerConfig.FirstUser("abc", "12345678").requireLength();
    assertThatThrownBy(() -> new ServerConfig.FirstUser("admin", "1234567").requireLength())
        .isInstanceOf(ConfigException.class)
        .hasMessage("SECRET_ACCESS_KEY must have at least 8 characters");
    assertThatThrownBy(() -> new ServerConfig.FirstUser("ab", "12345678").requireLength())
        .isInstanceOf(ConfigException.class)
        .hasMessage("ACCESS_KEY_ID must have at least 3 characters");
  }

  @Test
  void noSecretIsInTheTextOfTheConfiguration() {
    ServerConfig config =
        config(Map.of("ACCESS_KEY_ID", "admin", "SECRET_ACCESS_KEY", "hush-hush"));

    assertThat(config.toString()).doesNotContain("hush-hush").doesNotContain(RAW_KEY);
  }
}
