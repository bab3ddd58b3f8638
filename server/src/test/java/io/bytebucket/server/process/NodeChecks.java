package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/**
 * Checks that are written in JavaScript, one function for each name. Immutable.
 *
 * @param script the module that holds them
 * @param endpoint the server that they meet
 * @param directory for whatever they write
 */
record NodeChecks(String script, Endpoint endpoint, Path directory) {
  /** Where they and their package.json are. */
  static Path project() {
    return Path.of(System.getProperty("bytebucket.root"), "server/src/test/js");
  }

  /** Fails unless that check holds. */
  void hold(String check) {
    String output =
        Command.of("node", project().resolve(script).toString(), check)
            .with(
                Map.of(
                    "ENDPOINT", endpoint.url(),
                    "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey(),
                    "AWS_REGION", "us-east-1",
                    "AWS_EC2_METADATA_DISABLED", "true",
                    "HOME", directory.toString(),
                    "TMPDIR", directory.toString()))
            .succeed();
    assertThat(output.strip()).isEqualTo("held: " + check);
  }
}
