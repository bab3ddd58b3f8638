package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A copy of the data directory of a stopped server is a backup. */
@ProcessTest
final class RestoreTest {
  private static final byte[] SMALL = "kept inline".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE = new GeneratedBytes(7, 300_000).toArray();

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void aCopyServesWhatWasThereWhenItWasMade() throws IOException {
    Requirement.programs("cp");
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket("kept");
      connection.put("kept", "small", SMALL);
      connection.put("kept", "large", LARGE);
    }
    server.terminate();
    Path copy = servers.directory().resolve("copy");
    Command.of("cp", "-a", server.dataDirectory().toString(), copy.toString()).succeed();
    server.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.delete("kept", "small");
      connection.delete("kept", "large");
    }

    // Beside the running server, as one would try a backup out.
    ServerProcess restored = servers.start(ServerSettings.on(copy));
    try (S3Connection connection = new S3Connection(restored.endpoint())) {
      assertThat(connection.get("kept", "small").body()).isEqualTo(SMALL);
      assertThat(connection.get("kept", "large").body()).isEqualTo(LARGE);
    }
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      assertThat(connection.get("kept", "large").status()).isEqualTo(404);
    }
  }
}
