package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the superuser runs by mistake leaves a store as usable for its owner as it was. */
@ProcessTest
@Tag("root")
final class StoreOwnerTest {
  private static final String OWNER = "65534";

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void theSuperuserListsUsersAndChangesNothingAndIsToldWhoseTheStoreIs() throws IOException {
    Requirement.root();
    ServerProcess server = servers.start();
    server.terminate();
    String directory = server.dataDirectory().toString();
    Command.of("chown", "-R", OWNER, directory).succeed();
    List<String> before = FileFacts.below(directory);
    Map<String, String> settings = Program.settings(server.dataDirectory());
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);

    assertThat(Program.run(settings, "users", "list"))
        .isEqualTo(new Command.Outcome(0, server.endpoint().accessKeyId() + "\n", ""));
    String whose = "belongs to user nobody (65534), and this process is of user root (0)";
    Program.assertRefused(settings, whose);
    Command.Outcome reset = Program.run(settings, "users", "reset");
    assertThat(reset.exitStatus()).isEqualTo(1);
    assertThat(reset.errors()).contains(whose, "sudo -u nobody");
    Command.Outcome trial = Program.run(settings, "server", "--try");
    assertThat(trial.exitStatus()).isEqualTo(1);
    assertThat(trial.errors()).contains(whose);
    assertThat(FileFacts.below(directory)).isEqualTo(before);
  }

  @Test
  void aFileOfAnotherUserIsNamedInsteadOfWhatTheDatabaseMakesOfIt() {
    Requirement.root();
    ServerProcess server = servers.start();
    server.terminate();
    String current = server.dataDirectory() + "/meta/CURRENT";
    Command.of("chown", OWNER, current).succeed();

    Program.assertRefused(
        Program.settings(server.dataDirectory()),
        current + " belongs to user nobody (65534), and the store to user root (0)");
  }
}
