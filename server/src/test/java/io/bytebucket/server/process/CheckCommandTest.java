package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.LocalEngine;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The command that says whether a store is whole, and repairs it. */
@ProcessTest
final class CheckCommandTest {
  @RegisterExtension final Servers servers = new Servers();

  @Test
  void aWholeLogIsSaidToBeAndABrokenOneWhereItIsBroken() {
    ServerProcess server = servers.start();
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      client.createBucket(request -> request.bucket("first"));
      client.createBucket(request -> request.bucket("second"));
    }
    Map<String, String> settings = Program.settings(server.dataDirectory());
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    Command.Outcome running = Program.run(settings, "check");
    assertThat(running.exitStatus()).isEqualTo(1);
    server.terminate();

    // The first user, and the buckets.
    Command.Outcome whole = Program.run(settings, "check", "--deep");
    assertThat(whole.exitStatus()).as(whole.output()).isZero();
    assertThat(whole.output()).contains("audit log: whole, 3 records\n", "nothing is wrong\n");
    try (Engine engine = LocalEngine.open(server.dataDirectory(), Keyspace.BULK_TAG)) {
      engine
          .metadata()
          .write(transaction -> {
            transaction.delete(AuditKeys.record(2));
            return transaction;
          });
    }
    Command.Outcome broken = Program.run(settings, "check");
    assertThat(broken.exitStatus()).isEqualTo(3);
    assertThat(broken.output())
        .contains(
            "audit log: record 0000000000000002: it is missing; the 1 records after it are as they"
                + " were written\n");
  }

  @Test
  void damageIsNamedRepairedAndListed() {
    ServerProcess server = servers.start();
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      client.createBucket(request -> request.bucket("first"));
      client.putObject(
          request -> request.bucket("first").key("small"), RequestBody.fromString("small"));
      client.putObject(
          request -> request.bucket("first").key("other"), RequestBody.fromString("other"));
    }
    server.terminate();
    Map<String, String> settings = Program.settings(server.dataDirectory());
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    try (Engine engine = LocalEngine.open(server.dataDirectory(), Keyspace.BULK_TAG)) {
      engine
          .metadata()
          .write(transaction -> {
            Key key = Keyspace.object(1, "small".getBytes(StandardCharsets.UTF_8));
            transaction.put(key, new byte[] {99});
            return transaction;
          });
    }

    Command.Outcome found = Program.run(settings, "check", "--json");
    assertThat(found.exitStatus()).isEqualTo(3);
    assertThat(found.output())
        .contains("{\"event\":\"finding\",\"kind\":\"unreadable-row\",\"bucket\":\"first\"");
    assertThat(found.output()).contains("\"event\":\"result\"");
    Command.Outcome repaired = Program.run(settings, "check", "--repair");
    assertThat(repaired.exitStatus()).as(repaired.output()).isZero();
    assertThat(Program.run(settings, "check", "--quarantine").output())
        .contains("object small of bucket 1");
    assertThat(Program.run(settings, "check").exitStatus()).isZero();
    ServerProcess again = servers.start(ServerSettings.on(server.dataDirectory()));
    try (S3Client client = new AwsClients(again.endpoint()).blocking()) {
      assertThat(
              client
                  .getObjectAsBytes(request -> request.bucket("first").key("other"))
                  .asUtf8String())
          .isEqualTo("other");
      assertThatThrownBy(
              () -> client.getObjectAsBytes(request -> request.bucket("first").key("small")))
          .isInstanceOf(NoSuchKeyException.class);
    }
    again.terminate();
    emptyQuarantine(settings);
  }

  private static void emptyQuarantine(Map<String, String> settings) {
    Command.Outcome kept = Program.run(settings, "check", "--empty-quarantine");
    assertThat(kept.exitStatus()).isEqualTo(3);
    assertThat(kept.output()).contains("row 1 in quarantine cannot be read");
    Command.Outcome forced =
        Program.run(settings, "check", "--empty-quarantine", "--unreadable", "--json");
    assertThat(forced.exitStatus()).as(forced.output()).isZero();
    assertThat(forced.output()).contains("{\"event\":\"emptied\",\"rows\":1,\"left\":0}");
    // What it named is found now, noted, and deleted then.
    Command.Outcome unnamed = Program.run(settings, "check");
    assertThat(unnamed.exitStatus()).isEqualTo(3);
    assertThat(unnamed.output()).contains("unnamed-bytes: blob ");
    assertThat(Program.run(settings, "check", "--repair").exitStatus()).isZero();
    assertThat(Program.run(settings, "check", "--empty-quarantine").output())
        .contains("deleted from the quarantine: 1 rows\n");
    assertThat(Program.run(settings, "check", "--quarantine").output()).isEmpty();
    assertThat(Program.run(settings, "check").output()).contains("nothing is wrong\n");
    assertThat(Program.run(settings, "check", "--unreadable").exitStatus()).isEqualTo(2);
    assertThat(Program.run(settings, "check", "--empty-quarantine", "--repair").exitStatus())
        .isEqualTo(2);
  }
}
