package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void unsetSettingsHaveTheirDefaults() {
    Settings settings = Settings.read(Map.of());

    assertThat(settings.get(Setting.S3_LISTEN)).contains("0.0.0.0:9000");
    assertThat(settings.get(Setting.ENCRYPTION_KEY)).isEmpty();
  }

  @Test
  void anEmptyValueCountsAsNone() {
    assertThat(Settings.read(Map.of("REGION", "")).get(Setting.REGION)).contains("us-east-1");
  }

  @Test
  void everySettingMayCarryThePrefix() {
    for (Setting setting : Setting.values()) {
      Settings settings = Settings.read(Map.of("BYTEBUCKET_" + setting, "value"));
      assertThat(settings.get(setting)).as(setting.name()).contains("value");
    }
  }

  @Test
  void anUnknownPrefixedNameIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> Settings.read(Map.of("BYTEBUCKET_S3_LISTN", ":9000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("BYTEBUCKET_S3_LISTN")
        .hasMessageContaining("BYTEBUCKET_S3_LISTEN");
  }

  @Test
  void onlySecretsMayComeFromAFile() {
    assertThatThrownBy(() -> Settings.read(Map.of("BYTEBUCKET_REGION_FILE", "/etc/region")))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void namesOfOtherProgramsAreLeftAlone() {
    assertThat(Settings.read(Map.of("PATH", "/bin", "LISTEN", "x")).get(Setting.REGION))
        .contains("us-east-1");
  }

  @ParameterizedTest
  @CsvSource({
    "DATADIR, DATA_DIR",
    "data_dir, DATA_DIR",
    "DATA_DIRS, DATA_DIR",
    "S3_LISTENS, S3_LISTEN",
    "ACCESSKEYID, ACCESS_KEY_ID",
    "ENCRYPTIONKEY, ENCRYPTION_KEY",
    "ENCRYPTON_KEY, ENCRYPTION_KEY",
    "SECRET_ACCESS_KEY_FIL, SECRET_ACCESS_KEY_FILE",
    "LOGLEVEL, LOG_LEVEL",
    "bytebucket_region, BYTEBUCKET_REGION",
    "BYTEBUCKET_REGIN, BYTEBUCKET_REGION",
    "BYTEBUCKET_ACCESS_KEY, BYTEBUCKET_ACCESS_KEY_ID",
  })
  void aNameThatIsASettingButForASlipIsRefused(String name, String meant) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, "9000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(name + " is not a setting; did you mean " + meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BYTEBUCKET_FOO", "BYTEBUCKET_PORT"})
  void aNameThatIsLikeNoneIsRefusedWithoutAGuess(String name) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, "9000")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(name + " is not a setting; docs/configuration.md has all that there are");
  }

  @Test
  void aSlipBesideTheRightNameIsToldOf(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret");
    Settings settings = Settings.read(Map.of("DATADIR", "/srv/other", "DATA_DIR", "/srv/data"));

    assertThat(settings.get(Setting.DATA_DIR)).contains("/srv/data");
    assertThat(settings.doubtful()).isEqualTo(Map.of("DATADIR", "DATA_DIR"));
    assertThat(
            Settings.read(
                    Map.of("SECRET_ACCES_KEY", "x", "SECRET_ACCESS_KEY_FILE", file.toString()))
                .doubtful())
        .isEqualTo(Map.of("SECRET_ACCES_KEY", "SECRET_ACCESS_KEY"));
  }

  @Test
  void whoNamesTheSettingWithNothingMayHaveALikeVariable() {
    Settings settings = Settings.read(Map.of("LOGLEVEL", "5", "LOG_LEVEL", ""));

    assertThat(settings.get(Setting.LOG_LEVEL)).contains("info");
    assertThat(settings.doubtful()).isEmpty();
  }

  @Test
  void whatOtherServersCallASettingIsToldOf() {
    assertThat(
            Settings.read(Map.of("MINIO_ROOT_USER", "a", "DOMAIN", "b", "ACCESS_KEY_ID", "c"))
                .doubtful())
        .isEqualTo(Map.of("DOMAIN", "DOMAINS"));
    assertThat(Settings.read(Map.of("SECRET_KEY", "a")).doubtful())
        .isEqualTo(Map.of("SECRET_KEY", "SECRET_ACCESS_KEY"));
  }

  @Test
  void whatMachinesSetIsLeftAlone() {
    Map<String, String> environment = new HashMap<>();
    for (String name :
        List.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "TERM",
            "SHELL",
            "PWD",
            "SHLVL",
            "TMPDIR",
            "JAVA_HOME",
            "JAVA_OPTS",
            "XDG_DATA_DIRS",
            "XDG_DATA_HOME",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_PROFILE",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "KUBERNETES_SERVICE_HOST",
            "KUBERNETES_PORT_443_TCP",
            "HOSTNAME",
            "INVOCATION_ID",
            "JOURNAL_STREAM",
            "NOTIFY_SOCKET",
            "LISTEN_FDS",
            "LISTEN_PID",
            "CREDENTIALS_DIRECTORY",
            "STATE_DIRECTORY",
            "LOGNAME",
            "MAIL",
            "CI",
            "GITHUB_REGION",
            "BYTEBUCKET_SERVICE_HOST",
            "BYTEBUCKET_SERVICE_PORT",
            "BYTEBUCKET_SERVICE_PORT_S3",
            "BYTEBUCKET_PORT_9000_TCP",
            "BYTEBUCKET_PORT_9000_TCP_ADDR",
            "BYTEBUCKET_S3_SERVICE_HOST",
            "region",
            "PORT")) {
      environment.put(name, "x");
    }
    environment.put("BYTEBUCKET_PORT", "tcp://10.0.0.7:9000");

    assertThat(Settings.read(environment).doubtful()).isEmpty();
  }

  @Test
  void twoFormsWithDifferentValuesAreRefused() {
    assertThatThrownBy(() -> Settings.read(Map.of("REGION", "a", "BYTEBUCKET_REGION", "b")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("REGION");
    assertThat(Settings.read(Map.of("REGION", "a", "BYTEBUCKET_REGION", "a")).get(Setting.REGION))
        .contains("a");
  }

  @Test
  void aSecretIsReadFromAFileWithoutItsLineEnd(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret\n");

    Settings settings = Settings.read(Map.of("SECRET_ACCESS_KEY_FILE", file.toString()));

    assertThat(settings.get(Setting.SECRET_ACCESS_KEY)).contains("s3cret");
  }

  @Test
  void aSecretGivenTwiceIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret");

    assertThatThrownBy(() ->
            Settings.read(
                Map.of("SECRET_ACCESS_KEY", "x", "SECRET_ACCESS_KEY_FILE", file.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("both set");
  }

  @Test
  void aMissingSecretFileIsRefusedByName() {
    assertThatThrownBy(() -> Settings.read(Map.of("ENCRYPTION_KEY_FILE", "/nowhere/key")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ENCRYPTION_KEY_FILE")
        .hasMessageContaining("/nowhere/key");
  }

  @Test
  void secretsAreNotShown() {
    Settings settings = Settings.read(Map.of("SECRET_ACCESS_KEY", "hush", "REGION", "eu"));

    assertThat(settings.shown(Setting.SECRET_ACCESS_KEY)).isEqualTo("[redacted]");
    assertThat(settings.shown(Setting.REGION)).isEqualTo("eu");
    assertThat(settings.shown(Setting.ENCRYPTION_KEY)).isEmpty();
  }
}
