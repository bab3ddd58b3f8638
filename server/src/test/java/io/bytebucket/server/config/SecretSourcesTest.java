package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are not in variables: every one may come from a file or a credential. */
class SecretSourcesTest {
  @TempDir Path directory;

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }

  private Map<String, String> credentials() {
    return Map.of("CREDENTIALS_DIRECTORY", directory.toString());
  }

  private static void assertRefused(Map<String, String> environment, String... texts) {
    assertThatThrownBy(() -> Settings.read(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(texts);
  }

  @Test
  void everySecretMayComeFromAFileOrACredential() throws IOException {
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        Path file = secret(setting.name(), "of " + setting + "\n");
        for (String prefix : new String[] {"", Setting.PREFIX}) {
          Settings settings = Settings.read(Map.of(prefix + setting + "_FILE", file.toString()));
          assertThat(settings.get(setting)).as(setting.name()).contains("of " + setting);
        }
      }
    }
    Settings all = Settings.read(credentials());
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        assertThat(all.get(setting)).as(setting.name()).contains("of " + setting);
        assertThat(all.shown(setting)).isEqualTo("[redacted]");
      }
    }
    assertThat(all.warnings()).isEmpty();
  }

  @Test
  void aFileThatHoldsNoSecretIsNamed() throws IOException {
    for (String blank : new String[] {"", "\n", "  \r\n"}) {
      Path empty = Files.writeString(directory.resolve("empty"), blank);
      assertRefused(
          Map.of("ENCRYPTION_KEY_FILE", empty.toString()),
          "ENCRYPTION_KEY_FILE: " + empty + " is empty");
    }
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertRefused(Map.of("ENCRYPTION_KEY_FILE", binary.toString()), binary + " is no text");
    Path large = Files.writeString(directory.resolve("large"), "x".repeat(5_000));
    assertRefused(Map.of("METRICS_TOKEN_FILE", large.toString()), large + " is too long");
    assertRefused(
        Map.of("METRICS_TOKEN_FILE", directory.toString()), directory + " is a directory");
    Path missing = directory.resolve("missing");
    assertRefused(
        Map.of("OTLP_AUTHORIZATION_FILE", missing.toString()),
        "OTLP_AUTHORIZATION_FILE: " + missing + " cannot be read: there is no such file");
  }

  @Test
  void aCredentialThatIsEmptyIsNamed() throws IOException {
    Path empty = secret("ENCRYPTION_KEY", "\n");
    assertRefused(credentials(), "CREDENTIALS_DIRECTORY: " + empty + " is empty");
  }

  @Test
  void oneSecretHasOneSource() throws IOException {
    Path file = secret("ENCRYPTION_KEY", "from the service manager");
    String directoryText = directory.toString();
    assertRefused(
        Map.of("CREDENTIALS_DIRECTORY", directoryText, "ENCRYPTION_KEY", "from a variable"),
        "ENCRYPTION_KEY is set, and ENCRYPTION_KEY is a credential of the service too");
    Path other = secret("elsewhere", "from a file");
    assertRefused(
        Map.of("CREDENTIALS_DIRECTORY", directoryText, "ENCRYPTION_KEY_FILE", other.toString()),
        "ENCRYPTION_KEY_FILE is set, and ENCRYPTION_KEY is a credential of the service too");
    // A unit may say where its credential is: that is one source.
    assertThat(
            Settings.read(
                    Map.of(
                        "CREDENTIALS_DIRECTORY",
                        directoryText,
                        "ENCRYPTION_KEY_FILE",
                        file.toString()))
                .get(Setting.ENCRYPTION_KEY))
        .contains("from the service manager");
  }

  @Test
  void aCredentialWithASlipInItsNameIsRefusedAndOthersAreLeftAlone() throws IOException {
    secret("certificate", "of another program");
    secret("REGION", "is no secret");
    assertThat(Settings.read(credentials()).get(Setting.REGION)).contains("us-east-1");
    secret("ENCRYPTON_KEY", "x");
    assertRefused(
        credentials(),
        "the credential ENCRYPTON_KEY is not a setting; did you mean ENCRYPTION_KEY");
  }

  @Test
  void whereThereAreNoCredentialsNoneAreLookedFor() {
    assertThat(Settings.read(Map.of("CREDENTIALS_DIRECTORY", "")).get(Setting.ENCRYPTION_KEY))
        .isEmpty();
    assertThat(
            Settings.read(Map.of("CREDENTIALS_DIRECTORY", "/nowhere")).get(Setting.ENCRYPTION_KEY))
        .isEmpty();
  }

  @Test
  void aFileThatEverybodyCanReadIsTakenWithAWarning() throws IOException {
    Path file = secret("key", "a secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Settings settings = Settings.read(Map.of("SECRET_ACCESS_KEY_FILE", file.toString()));
    assertThat(settings.get(Setting.SECRET_ACCESS_KEY)).contains("a secret");
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .contains("SECRET_ACCESS_KEY_FILE", file.toString())
        .doesNotContain("a secret");
  }

  @Test
  void theFileOfAllCredentialsMayHoldTheKeyOfBeforeAndIsWarnedOfAlike() throws IOException {
    String three = "ENCRYPTION_KEY=new\nACCESS_KEY_ID=admin\nSECRET_ACCESS_KEY=a secret\n";
    Path file = secret("credentials", three);
    Map<String, String> environment = Map.of("CREDENTIALS_FILE", file.toString());
    assertThat(Settings.read(environment).get(Setting.ENCRYPTION_KEY_PREVIOUS)).isEmpty();
    assertThat(Settings.read(environment).warnings()).isEmpty();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, three + "ENCRYPTION_KEY_PREVIOUS=old\n");
    Settings settings = Settings.read(environment);
    assertThat(settings.get(Setting.ENCRYPTION_KEY)).contains("new");
    assertThat(settings.get(Setting.ENCRYPTION_KEY_PREVIOUS)).contains("old");
    assertThat(settings.warnings()).singleElement().asString().contains("CREDENTIALS_FILE", "0400");
  }

  @Test
  void theKeyOfBeforeIsAnotherOne() {
    Map<String, String> same =
        Map.of(
            "ENCRYPTION_KEY", "a-key-of-thirty-two-characters-1",
            "ENCRYPTION_KEY_PREVIOUS", "a-key-of-thirty-two-characters-1");
    assertThatThrownBy(() -> ServerConfig.of(Settings.read(same)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ENCRYPTION_KEY_PREVIOUS is the same key");
    Map<String, String> one =
        Map.of(
            "ENCRYPTION_KEY", "a-key-of-thirty-two-characters-1",
            "ENCRYPTION_KEY_PREVIOUS", "short");
    assertThatThrownBy(() -> ServerConfig.of(Settings.read(one)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ENCRYPTION_KEY_PREVIOUS must be 32 bytes");
  }
}
