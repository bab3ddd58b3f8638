package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.engine.local.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start would refuse, {@code config} refuses too, and neither changes anything. */
@ProcessTest
final class ConfigCheckTest {
  @RegisterExtension final Servers servers = new Servers();

  private Map<String, String> settings(String directory) {
    return Program.settings(servers.directory().resolve(directory));
  }

  /** The settings of a store that has a user. */
  private Map<String, String> storeWithAUser() {
    ServerProcess server = servers.start();
    server.terminate();
    Map<String, String> settings = Program.settings(server.dataDirectory());
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    settings.put("ACCESS_KEY_ID", server.endpoint().accessKeyId());
    settings.put("SECRET_ACCESS_KEY", server.endpoint().secretAccessKey());
    return settings;
  }

  @Test
  void aKeyThatDoesNotDecryptWhatIsStored() throws IOException {
    Map<String, String> settings = storeWithAUser();
    List<String> before = FileFacts.below(settings.get("DATA_DIR"));
    settings.put("ENCRYPTION_KEY", Program.ENCRYPTION_KEY);

    Command.Outcome check = Program.run(settings, "config");

    assertThat(check.exitStatus()).isEqualTo(1);
    assertThat(check.errors()).contains("ENCRYPTION_KEY is not the key");
    assertThat(FileFacts.below(settings.get("DATA_DIR"))).isEqualTo(before);
    assertThat(Program.refusedStart(settings)).contains("ENCRYPTION_KEY is not the key");
  }

  @Test
  void credentialsThatWouldBePassedOverAreSaidSoAndNothingIsChanged() throws IOException {
    Map<String, String> settings = storeWithAUser();
    List<String> before = FileFacts.below(settings.get("DATA_DIR"));
    assertThat(Program.run(settings, "config").output())
        .contains("ENCRYPTION_KEY: decrypts what is stored")
        .doesNotContain("WARNING");
    settings.put("SECRET_ACCESS_KEY", "a-secret-of-afterwards");

    Command.Outcome check = Program.run(settings, "config");

    assertThat(check.exitStatus()).as(check.errors()).isZero();
    assertThat(check.output())
        .contains("WARNING: ACCESS_KEY_ID and SECRET_ACCESS_KEY are passed over")
        .contains("(its stored secret is another)");
    assertThat(FileFacts.below(settings.get("DATA_DIR"))).isEqualTo(before);
  }

  @Test
  void credentialsThatAFirstStartWouldMakeAndALaterOneLacks() {
    Map<String, String> settings = settings("made");
    Path file = servers.directory().resolve("keys").resolve("credentials");
    List.of("ENCRYPTION_KEY", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY").forEach(settings::remove);
    settings.put("CREDENTIALS_FILE", file.toString());

    Command.Outcome check = Program.run(settings, "config");

    assertThat(check.exitStatus()).as(check.errors()).isZero();
    assertThat(check.output()).contains("first credentials will be made in " + file);
    assertThat(file).doesNotExist();
    LocalEngine.open(Path.of(settings.get("DATA_DIR")), Keyspace.BULK_TAG).close();
    Program.assertRefused(settings, "there is no " + file);
    assertThat(file).doesNotExist();
  }

  @Test
  void aStoreWithoutAUserThatIsGivenNone() {
    Map<String, String> settings = settings("nobody");
    LocalEngine.open(Path.of(settings.get("DATA_DIR")), Keyspace.BULK_TAG).close();
    settings.put("SECRET_ACCESS_KEY", "short");
    Program.assertRefused(settings, "SECRET_ACCESS_KEY must have at least 8 characters");
    settings.remove("ACCESS_KEY_ID");
    settings.remove("SECRET_ACCESS_KEY");
    Program.assertRefused(settings, "there is no user yet");
  }

  @Test
  void aStoreWithoutItsFormatFile() throws IOException {
    Map<String, String> settings = storeWithAUser();
    Files.delete(Path.of(settings.get("DATA_DIR"), "format"));

    Program.assertRefused(settings, "data without a whole format file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "/proc/bytebucket", "/dev/null/data"})
  void aDirectoryThatIsNotForAStore(String directory) {
    Map<String, String> settings = Program.settings(Path.of(directory));

    Program.assertRefused(settings, "DATA_DIR: ");
    assertThat(Path.of(directory, "LOCK")).doesNotExist();
  }

  @Test
  void whatCannotBeLookedAtWhileAServerRunsIsSaid() {
    ServerProcess server = servers.start();
    Map<String, String> settings = Program.settings(server.dataDirectory());

    Command.Outcome check = Program.run(settings, "config");

    assertThat(check.exitStatus()).as(check.errors()).isZero();
    assertThat(check.output())
        .contains("what needs a look into the store was not checked: ENCRYPTION_KEY");
  }
}
