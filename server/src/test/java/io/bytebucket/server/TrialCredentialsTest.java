package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialCredentialsTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void theyAreMadeOnceAndThenTheSame(@TempDir Path parent) {
    Path directory = parent.resolve("data");

    TrialCredentials made = TrialCredentials.of(directory, random);
    TrialCredentials found = TrialCredentials.of(directory, random);

    assertThat(made.areNew()).isTrue();
    assertThat(found.areNew()).isFalse();
    assertThat(found.values()).isEqualTo(made.values());
  }

  @Test
  void twoDirectoriesHaveDifferentOnes(@TempDir Path parent) {
    assertThat(TrialCredentials.of(parent.resolve("a"), random).values())
        .isNotEqualTo(TrialCredentials.of(parent.resolve("b"), random).values());
  }

  @Test
  void onlyTheOwnerCanReadThem(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("data");

    Path file = TrialCredentials.of(directory, random).file();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void theyAreAValidConfiguration(@TempDir Path directory) {
    Map<Setting, String> values = TrialCredentials.of(directory, random).values();

    ServerConfig config = ServerConfig.of(Settings.read(Map.of()).orElse(values));

    assertThat(config.credentials().firstUser())
        .contains(
            new ServerConfig.FirstUser(
                values.get(Setting.ACCESS_KEY_ID), values.get(Setting.SECRET_ACCESS_KEY)));
  }

  @Test
  void aDamagedFileIsRefusedRatherThanReplaced(@TempDir Path directory) throws IOException {
    Path file = TrialCredentials.of(directory, random).file();
    Files.writeString(file, "ACCESS_KEY_ID=only\n");

    assertThatThrownBy(() -> TrialCredentials.of(directory, random))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }
}
