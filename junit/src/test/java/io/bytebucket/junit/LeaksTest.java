package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    use(EmbeddedServer.of().bucket("photos"));
    use(EmbeddedServer.of().bucket("photos").inTemporaryDirectory());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Path> filesBefore = directories();

    for (int i = 0; i < 3; i++) {
      use(EmbeddedServer.of().bucket("photos"));
      use(EmbeddedServer.of().bucket("photos").inTemporaryDirectory());
    }

    Set<Thread> more = new HashSet<>(Thread.getAllStackTraces().keySet());
    more.removeAll(before);
    more.removeIf(thread -> OF_JAVA.stream().anyMatch(thread.getName()::contains));
    for (Thread thread : more) {
      thread.join(Duration.ofSeconds(10));
    }
    assertThat(more).filteredOn(Thread::isAlive).extracting(Thread::getName).isEmpty();
    assertThat(directories()).isEqualTo(filesBefore);
  }

  private static void use(ServerSpec spec) {
    try (EmbeddedServer server = spec.start();
        S3Client client = Clients.of(server)) {
      client.putObject(
          request -> request.bucket("photos").key("a"),
          RequestBody.fromString("x".repeat(100_000)));
      server.reset();
      assertThat(client.listObjectsV2(request -> request.bucket("photos")).contents()).isEmpty();
    }
  }

  private static Set<Path> directories() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(path -> path.getFileName().toString().startsWith("bytebucket-test-"))
          .collect(Collectors.toSet());
    }
  }
}
