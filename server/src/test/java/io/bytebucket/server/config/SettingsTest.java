package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
