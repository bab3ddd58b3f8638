package io.bytebucket.server.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line client of AWS, for one server and with its defaults in all else. Immutable.
 *
 * @param endpoint the server, and who calls it
 */
record AwsCli(Endpoint endpoint) {
  /** Runs it; any other end than success fails the test. Returns what it wrote. */
  String succeed(String... words) {
    return command(List.of(words)).succeed();
  }

  /** The same with its words in groups. */
  @SafeVarargs
  final String succeed(List<String>... words) {
    List<String> all = new ArrayList<>();
    for (List<String> some : words) {
      all.addAll(some);
    }
    return command(all).succeed();
  }

  /** Runs it to whatever end. */
  Command.Outcome run(String... words) {
    return command(List.of(words)).run();
  }

  private Command command(List<String> words) {
    List<String> all = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.url()));
    all.addAll(words);
    return new Command(
        all,
        Map.of(
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_DEFAULT_OUTPUT", "json",
            "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey(),
            "AWS_EC2_METADATA_DISABLED", "true"));
  }
}
