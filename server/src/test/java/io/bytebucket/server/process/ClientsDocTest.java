package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of {@code docs/operations/clients.md}, run as they are written there. */
@ProcessTest
final class ClientsDocTest {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final GeneratedBytes BIG = new GeneratedBytes(7, 3L << 20);

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void curlMakesABucketAndMovesTextAndFiles() throws IOException {
    Requirement.client("curl", "--version");
    Endpoint endpoint = servers.start().endpoint();
    Path directory = Files.createTempDirectory(servers.directory(), "curl-");
    BIG.writeTo(directory.resolve("big.bin"));
    String commands =
        shellOf("## curl").replace("localhost:9000", "localhost:" + endpoint.port()) + "\n";
    assertThat(commands).contains("--upload-file");

    // A refusal is no failure to curl unless it is told so.
    Files.writeString(directory.resolve(".curlrc"), "fail\nsilent\nshow-error\n");
    String output =
        Command.of("env", "-C", directory.toString(), "sh", "-eu", "-c", commands)
            .with(
                Map.of(
                    "CURL_HOME", directory.toString(),
                    "AK", endpoint.accessKeyId(),
                    "SK", endpoint.secretAccessKey()))
            .succeed();

    assertThat(output).isEqualTo("hello");
    try (S3Connection connection = new S3Connection(endpoint)) {
      assertThat(connection.get("my-bucket", "big.bin").body()).isEqualTo(BIG.toArray());
    }
  }

  /** What the blocks for a shell below that heading say. */
  private static String shellOf(String heading) throws IOException {
    Path root = Path.of(System.getProperty("bytebucket.root"));
    String text = Files.readString(root.resolve("docs/operations/clients.md"));
    String section = text.substring(text.indexOf(heading)).replaceAll("(?s)(?<=.)\n## .*", "");
    return SHELL
        .matcher(section)
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining());
  }
}
