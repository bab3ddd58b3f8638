package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.local.LocalEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** The command that says whether the audit log is whole. */
@ProcessTest
final class AuditCheckTest {
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
    assertThat(Program.run(settings, "check"))
        .isEqualTo(new Command.Outcome(0, "audit log: whole, 3 records\n", ""));
    try (Engine engine = LocalEngine.open(server.dataDirectory(), Keyspace.BULK_TAG)) {
      engine
          .metadata()
          .write(transaction -> {
            transaction.delete(AuditKeys.record(2));
            return transaction;
          });
    }
    Command.Outcome broken = Program.run(settings, "check");
    assertThat(broken.exitStatus()).isEqualTo(1);
    assertThat(broken.errors())
        .isEqualTo(
            "bytebucket: audit log: record 0000000000000002: it is missing; the 1 records after"
                + " it are as they were written\n");
  }
}
