package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** s3cmd with its defaults, as the user of a server. */
final class S3cmd {
  private final Path config;

  /** With a configuration of its own in that directory. */
  S3cmd(Endpoint endpoint, Path directory) throws IOException {
    config = directory.resolve("s3cfg");
    Files.writeString(
        config,
        """
        [default]
        host_base = %s
        host_bucket = %s
        use_https = False
        access_key = %s
        secret_key = %s
        """
            .formatted(
                endpoint.host(),
                endpoint.host(),
                endpoint.accessKeyId(),
                endpoint.secretAccessKey()));
  }

  /** Runs it; any other end than success fails the test. Returns what it wrote. */
  String succeed(String... words) {
    List<String> all =
        new ArrayList<>(List.of("s3cmd", "--config", config.toString(), "--no-progress"));
    all.addAll(List.of(words));
    return new Command(all, Map.of("LC_ALL", "C.UTF-8")).succeed();
  }
}
