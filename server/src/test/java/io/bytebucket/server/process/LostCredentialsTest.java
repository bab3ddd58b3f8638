package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.local.LocalEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who lost a secret or the encryption key gets back in, and finds all objects and their owner. */
@ProcessTest
final class LostCredentialsTest {
  private static final String NEW_SECRET = "a-secret-of-afterwards";
  private static final Pattern OWNER = Pattern.compile("<Owner><ID>([0-9a-f]{64})</ID>");
  private static final String NEW_KEY = "another-key-of-32-characters-lon";

  @RegisterExtension final Servers servers = new Servers();

  private ServerProcess stoppedServerWithAnObject() throws IOException {
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket("kept");
      assertThat(connection.put("kept", "a", bytes("hello")).status()).isEqualTo(200);
    }
    server.terminate();
    return server;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Command.Outcome credentials(
      ServerProcess server, Map<String, String> settings, String... arguments) {
    List<String> words = Program.words("users");
    words.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(settings);
    all.put("DATA_DIR", server.dataDirectory().toString());
    return new Command(words, all).run();
  }

  private static Map<String, String> settings(ServerProcess server, String key) {
    return Map.of(
        "ENCRYPTION_KEY", key,
        "ACCESS_KEY_ID", server.endpoint().accessKeyId(),
        "SECRET_ACCESS_KEY", NEW_SECRET);
  }

  private static void assertAllIsThere(ServerProcess server, String secret) throws IOException {
    String id = server.endpoint().accessKeyId();
    try (S3Connection connection = new S3Connection(server.endpoint().as(id, secret))) {
      assertThat(connection.get("kept", "a").body()).isEqualTo(bytes("hello"));
      assertThat(connection.put("kept", "b", bytes("more")).status()).isEqualTo(200);
      String listing =
          connection
              .send("GET", "/kept?fetch-owner=true&list-type=2", Map.of(), new byte[0])
              .text();
      assertThat(OWNER.matcher(listing).results().map(found -> found.group(1)))
          .as("who put both is one user: " + listing)
          .hasSize(2)
          .matches(owners -> owners.stream().distinct().count() == 1);
    }
  }

  /** Gives the user of a key a second factor under the old key; the id of the user. */
  private static String withSecondFactor(ServerProcess server, String keyId) {
    SecretCipher old = new SecretCipher(bytes(ServerProcess.ENCRYPTION_KEY), new SecureRandom());
    Clock clock = Clock.systemUTC();
    try (LocalEngine engine = LocalEngine.open(server.dataDirectory(), Keyspace.BULK_TAG)) {
      UserId id =
          Store.usersOf(engine.metadata(), old, clock).users().byKey(keyId).orElseThrow().id();
      SecondFactors factors =
          SecondFactors.over(engine.metadata(), old, clock, AuditLog.Limits.STANDARD)
              .apply((_, _) -> OptionalLong.empty());
      assertThat(factors.enrol(id, "a secret")).isTrue();
      return id.value();
    }
  }

  @Test
  void changedCredentialsArePassedOverWithAWarningUntilTheyAreReset() throws IOException {
    ServerProcess server = stoppedServerWithAnObject();
    server.startWith(Map.of("SECRET_ACCESS_KEY", NEW_SECRET));
    assertThat(server.timesLogged("are passed over")).isOne();
    assertThat(server.log()).doesNotContain(NEW_SECRET);
    assertAllIsThere(server, server.endpoint().secretAccessKey());
    server.terminate();

    Command.Outcome reset =
        credentials(server, settings(server, ServerProcess.ENCRYPTION_KEY), "reset");
    assertThat(reset.exitStatus()).as(reset.errors()).isZero();
    assertThat(reset.output()).doesNotContain(NEW_SECRET);

    server.startWith(Map.of("SECRET_ACCESS_KEY", NEW_SECRET));
    assertThat(server.timesLogged("are passed over")).isOne();
    assertAllIsThere(server, NEW_SECRET);
    try (S3Connection old = new S3Connection(server.endpoint())) {
      assertThat(old.get("kept", "a").status()).isEqualTo(403);
    }
  }

  @Test
  void aResetThatIsGivenNothingSaysWhatToGive() throws IOException {
    ServerProcess server = stoppedServerWithAnObject();
    Command.Outcome reset =
        credentials(server, Map.of("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY), "reset");

    assertThat(reset.exitStatus()).isEqualTo(1);
    assertThat(reset.errors())
        .contains("nothing to store: set ACCESS_KEY_ID and SECRET_ACCESS_KEY")
        .doesNotContain("no user");
  }

  @Test
  void aLostEncryptionKeyCostsTheSecretsAndNoObject() throws IOException {
    ServerProcess server = stoppedServerWithAnObject();
    Map<String, String> settings = settings(server, NEW_KEY);
    String id = server.endpoint().accessKeyId();
    assertThat(credentials(server, settings, "list").output())
        .isEqualTo(id + " (secret not readable)\n");
    Command.Outcome refused = credentials(server, settings, "reset");
    assertThat(refused.exitStatus()).isEqualTo(1);
    assertThat(refused.errors()).contains("ENCRYPTION_KEY is not the key");

    Map<String, String> another =
        Map.of(
            "ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY,
            "ACCESS_KEY_ID", "another",
            "SECRET_ACCESS_KEY", "secret-of-another");
    assertThat(credentials(server, another, "reset").output()).startsWith("another: made");
    String user = withSecondFactor(server, "another");

    Command.Outcome reset = credentials(server, settings, "reset", "--new-encryption-key");
    assertThat(reset.exitStatus()).as(reset.errors()).isZero();
    assertThat(reset.output())
        .contains("another: has no secret any more")
        .contains("second factor of user " + user + ": taken away");
    assertThat(credentials(server, settings, "list").output().lines())
        .containsExactlyInAnyOrder(id, "another (not in use)");
    Map<String, String> again = new HashMap<>(another);
    again.put("ENCRYPTION_KEY", NEW_KEY);
    assertThat(credentials(server, again, "reset").exitStatus()).isZero();
    assertThat(credentials(server, settings, "list").output().lines())
        .containsExactlyInAnyOrder(id, "another");

    server.startWith(Map.of("ENCRYPTION_KEY", NEW_KEY, "SECRET_ACCESS_KEY", NEW_SECRET));
    assertAllIsThere(server, NEW_SECRET);
  }
}
