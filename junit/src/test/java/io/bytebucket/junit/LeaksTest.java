package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that is closed leaves no thread and no file. */
class LeaksTest {
  /** Those of Java itself, which runs virtual threads and common tasks on them, and keeps them. */
  private static final List<String> OF_JAVA =
      List.of("ForkJoinPool", "VirtualThread-", "Common-Cleaner", "process reaper");

  @Test
  void threadsAndFilesEndWithTheirServer() throws Exception {
    Set<Path> made = new HashSet<>();
    use(EmbeddedServer.of().bucket("photos"), made);
    use(EmbeddedServer.of().bucket("photos").inTemporaryDirectory(), made);
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    for (int i = 0; i < 3; i++) {
      use(EmbeddedServer.of().bucket("photos"), made);
      use(EmbeddedServer.of().bucket("photos").inTemporaryDirectory(), made);
    }

    Set<Thread> more = new HashSet<>(Thread.getAllStackTraces().keySet());
    more.removeAll(before);
    more.removeIf(thread -> OF_JAVA.stream().anyMatch(thread.getName()::contains));
    for (Thread thread : more) {
      thread.join(Duration.ofSeconds(10));
    }
    assertThat(more).filteredOn(Thread::isAlive).extracting(Thread::getName).isEmpty();
    assertThat(made).hasSize(4).noneMatch(Files::exists);
  }

  private static void use(ServerSpec spec, Set<Path> made) {
    try (EmbeddedServer server = spec.start();
        S3Client client = Clients.of(server)) {
      client.putObject(
          request -> request.bucket("photos").key("a"),
          RequestBody.fromString("x".repeat(100_000)));
      server.directory().ifPresent(made::add);
      assertThat(server.directory().stream()).allMatch(Files::exists);
      server.reset();
      assertThat(client.listObjectsV2(request -> request.bucket("photos")).contents()).isEmpty();
    }
  }
}
