package io.bytebucket.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the command line that asks a server has its credentials from. */
class ClientCredentialsTest {
  @TempDir Path directory;

  private static void assertRefused(Map<String, String> environment, String reason) {
    assertThatThrownBy(() -> ClientCredentials.of(Optional.empty(), environment))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theSecretMayBeInAFileAsTheServersIs() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret\n");
    Map<String, String> environment =
        Map.of("ACCESS_KEY_ID", "AK", "SECRET_ACCESS_KEY_FILE", file.toString());
    assertThat(ClientCredentials.of(Optional.empty(), environment))
        .isEqualTo(new ClientCredentials("AK", "s3cret"));
  }

  @Test
  void aFileThatHoldsNoSecretIsNamedAndOneSecretHasOneSource() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertRefused(
        Map.of("ACCESS_KEY_ID", "AK", "SECRET_ACCESS_KEY_FILE", empty.toString()),
        "SECRET_ACCESS_KEY_FILE: " + empty + " is empty");
    assertRefused(
        Map.of("ACCESS_KEY_ID", "AK", "SECRET_ACCESS_KEY_FILE", "/nowhere/secret"),
        "/nowhere/secret cannot be read");
    assertRefused(
        Map.of(
            "ACCESS_KEY_ID", "AK", "SECRET_ACCESS_KEY", "x", "SECRET_ACCESS_KEY_FILE", "/a/file"),
        "are both set");
    assertRefused(Map.of("ACCESS_KEY_ID", "AK"), "set ACCESS_KEY_ID and SECRET_ACCESS_KEY");
  }
}
