package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A quota of a real server is exact with 64 writers, and after it is killed in their midst. */
@ProcessTest
final class QuotaTest {
  private static final int WRITERS = 64;
  private static final long QUOTA = 20_000_000;

  /** Some are kept as files, and some in the metadata. */
  private static final int BODY_MAX = 60_000;

  private static final String BUCKET = "narrow";
  private static final Pattern USED = Pattern.compile("\"used\":\\{\"bytes\":(\\d+)");

  @RegisterExtension final Servers servers = new Servers();

  private final AtomicLong acknowledged = new AtomicLong();
  private final CountDownLatch halfFull = new CountDownLatch(1);

  @Test
  void sixtyFourWritersFillABucketExactlyThroughAKill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("QuotaTest seed " + seed);
    ServerProcess server =
        servers.start(
            ServerSettings.on(servers.directory().resolve("data"))
                .with(Map.of("DEFAULT_QUOTA_BYTES", Long.toString(QUOTA))));
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    write(server.endpoint(), "before", seed, Optional.of(server));
    server.start();

    requireExact(server.endpoint());
    List<Integer> refused = write(server.endpoint(), "after", seed + WRITERS, Optional.empty());

    long held = requireExact(server.endpoint());
    assertThat(refused).isNotEmpty();
    // Nothing is ever deleted, so what fits in the end would have fitted before.
    assertThat(refused).allSatisfy(size -> assertThat(held + size).isGreaterThan(QUOTA));
    assertThat(held).isGreaterThan(QUOTA - BODY_MAX);
  }

  /** Has all write until each was refused twice, or the server is killed half-way. */
  private List<Integer> write(
      Endpoint endpoint, String prefix, long seed, Optional<ServerProcess> victim)
      throws Exception {
    List<Future<List<Integer>>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        String name = prefix + i;
        Random random = new Random(seed + i);
        writers.add(threads.submit(() -> write(endpoint, name, random)));
      }
      if (victim.isPresent()) {
        halfFull.await();
        victim.get().kill9();
      }
      List<Integer> refused = new ArrayList<>();
      for (Future<List<Integer>> writer : writers) {
        refused.addAll(writer.get());
      }
      return refused;
    }
  }

  private List<Integer> write(Endpoint endpoint, String name, Random random) {
    List<Integer> refused = new ArrayList<>();
    try (S3Connection connection = new S3Connection(endpoint)) {
      for (int i = 0; refused.size() < 2; i++) {
        byte[] body = new byte[1 + random.nextInt(BODY_MAX)];
        RawResponse response = connection.put(BUCKET, name + "-" + i, body);
        if (response.status() == 200) {
          if (acknowledged.addAndGet(body.length) >= QUOTA / 2) {
            halfFull.countDown();
          }
        } else {
          assertThat(response.status()).isEqualTo(403);
          assertThat(response.text()).contains("<Code>QuotaExceeded</Code>");
          refused.add(body.length);
        }
      }
    } catch (IOException killed) {
      // Nobody knows whether the last one was stored.
    }
    return refused;
  }

  /**
   * What is counted is what is there, all that was acknowledged is, and it is no more than may be.
   */
  private long requireExact(Endpoint endpoint) throws IOException {
    long held;
    try (S3Connection connection = new S3Connection(endpoint)) {
      held =
          Listing.of(connection, BUCKET).values().stream()
              .mapToLong(Listing.Entry::sizeBytes)
              .sum();
    }
    assertThat(used(endpoint)).isEqualTo(held);
    assertThat(held).isBetween(acknowledged.get(), QUOTA);
    return held;
  }

  private static long used(Endpoint endpoint) throws IOException {
    try (RawHttp admin = RawHttp.connect(endpoint.adminPort())) {
      String document =
          admin
              .exchange(
                  RawRequest.of("GET", "/api/s3/" + BUCKET + "?quota")
                      .add("host", "127.0.0.1:" + endpoint.adminPort())
                      .add("x-admin-accesskey", endpoint.accessKeyId())
                      .add("x-admin-secret", endpoint.secretAccessKey()))
              .text();
      Matcher used = USED.matcher(document);
      assertThat(used.find()).as(document).isTrue();
      return Long.parseLong(used.group(1));
    }
  }
}
