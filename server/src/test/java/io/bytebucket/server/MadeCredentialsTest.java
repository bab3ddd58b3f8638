package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeCredentialsTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void theyAreMadeOnceAndThenTheSame(@TempDir Path parent) {
    Path directory = parent.resolve("data");

    MadeCredentials made = MadeCredentials.forTrial(directory, random);
    MadeCredentials found = MadeCredentials.forTrial(directory, random);

    assertThat(made.areNew()).isTrue();
    assertThat(found.areNew()).isFalse();
    assertThat(found.values()).isEqualTo(made.values());
  }

  @Test
  void twoDirectoriesHaveDifferentOnes(@TempDir Path parent) {
    assertThat(MadeCredentials.forTrial(parent.resolve("a"), random).values())
        .isNotEqualTo(MadeCredentials.forTrial(parent.resolve("b"), random).values());
  }

  @Test
  void onlyTheOwnerCanReadThem(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("data");

    Path file = MadeCredentials.forTrial(directory, random).file();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void theyAreAValidConfiguration(@TempDir Path directory) {
    Map<Setting, String> values = MadeCredentials.forTrial(directory, random).values();

    ServerConfig config = ServerConfig.of(Settings.read(Map.of()).orElse(values));

    assertThat(config.credentials().firstUser())
        .contains(
            new ServerConfig.FirstUser(
                values.get(Setting.ACCESS_KEY_ID), values.get(Setting.SECRET_ACCESS_KEY)));
  }

  @Test
  void aDamagedFileIsRefusedRatherThanReplaced(@TempDir Path directory) throws IOException {
    Path file = MadeCredentials.forTrial(directory, random).file();
    Files.writeString(file, "ACCESS_KEY_ID=only\n");

    assertThatThrownBy(() -> MadeCredentials.forTrial(directory, random))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }

  private static Settings settings(Path parent, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATA_DIR", parent.resolve("data").toString());
    environment.put("CREDENTIALS_FILE", parent.resolve("keys").resolve("credentials").toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return Settings.read(environment);
  }

  @Test
  void aFirstStartMakesThemWhereItIsTold(@TempDir Path parent) {
    MadeCredentials made = MadeCredentials.forStart(settings(parent), random).orElseThrow();
    assertThat(made.file()).doesNotExist();
    made.keep();

    assertThat(made.areNew()).isTrue();
    assertThat(made.file()).isEqualTo(parent.resolve("keys").resolve("credentials")).exists();
    assertThat(parent.resolve("data")).doesNotExist();
    assertThat(made.values())
        .allSatisfy((setting, value) -> assertThat(settings(parent).get(setting)).contains(value));
    assertThat(MadeCredentials.forStart(settings(parent), random)).isEmpty();
  }

  @Test
  void noneAreMadeWhereSomeAreGivenOrNobodyAsks(@TempDir Path parent) {
    assertThat(MadeCredentials.forStart(settings(parent, "ACCESS_KEY_ID", "admin"), random))
        .isEmpty();
    assertThat(MadeCredentials.forStart(settings(parent, "CREDENTIALS_FILE", ""), random))
        .isEmpty();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatIsGivenHoldsAgainstTheFile(@TempDir Path parent) {
    MadeCredentials made = MadeCredentials.forStart(settings(parent), random).orElseThrow();
    made.keep();

    Settings settings = settings(parent, "ACCESS_KEY_ID", "admin");

    assertThat(settings.get(Setting.ACCESS_KEY_ID)).contains("admin");
    assertThat(settings.get(Setting.ENCRYPTION_KEY))
        .contains(made.values().get(Setting.ENCRYPTION_KEY));
  }

  @Test
  void aStoreWhoseFileIsGoneGetsNoNewOne(@TempDir Path parent) throws IOException {
    try (LocalEngine _ = LocalEngine.open(parent.resolve("data"), (byte) 1)) {
      assertThat(parent.resolve("data")).isDirectory();
    }

    assertThatThrownBy(() -> MadeCredentials.forStart(settings(parent), random))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("put the file back");
    assertThat(parent.resolve("keys")).doesNotExist();
  }

  @Test
  void aFileThatLacksOneOfThemIsRefused(@TempDir Path parent) throws IOException {
    Files.createDirectory(parent.resolve("keys"));
    Files.writeString(parent.resolve("keys").resolve("credentials"), "ACCESS_KEY_ID=only\n");

    assertThatThrownBy(() -> settings(parent))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("does not hold all of");
  }
}
