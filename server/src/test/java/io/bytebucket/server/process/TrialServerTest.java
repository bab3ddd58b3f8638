package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first thing that a new user does: start a server without any setting. */
@ProcessTest
final class TrialServerTest {
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("Access key\\s+(\\S+)");
  private static final Pattern SECRET = Pattern.compile("Secret key\\s+(\\S+)");

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void printedCredentialsWorkAndAreKeptForTheirOwnerAlone() throws IOException {
    Path data = servers.directory().resolve("trial");
    ServerProcess server = servers.start(ServerSettings.trialOn(data));
    server.awaitLogged("Secret key", 1);
    String printed = server.log();
    Endpoint endpoint = server.endpoint().as(find(ACCESS_KEY_ID, printed), find(SECRET, printed));
    assertThat(printed).contains(endpoint.url()).contains("trying out");
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket("first");
      connection.put("first", "hello", new byte[] {1, 2, 3});
    }
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean holdsSecret =
            Files.readString(file, StandardCharsets.ISO_8859_1)
                .contains(endpoint.secretAccessKey());
        assertThat(!holdsSecret || isForItsOwnerAlone(file)).as(file.toString()).isTrue();
      }
    }

    server.terminate();
    server.start();
    try (S3Connection connection = new S3Connection(endpoint)) {
      assertThat(connection.get("first", "hello").body()).containsExactly(1, 2, 3);
    }
    assertThat(server.timesLogged(endpoint.secretAccessKey())).isEqualTo(1);
  }

  private static boolean isForItsOwnerAlone(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).equals(PosixFilePermissions.fromString("rw-------"));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
