package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** Moving from one server of ours into another, in the order in which an operator does it. */
@ProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoveOverS3Test {
  private static final String MANY = "moving-many";
  private static final int OBJECTS = Scale.pick(100_000, 150);
  private static final int MEAN_BYTES = Scale.pick(53_687, 4_000);
  private static final int KILLS = Scale.pick(10, 2);

  /** Counting what has arrived is work, too: the more there is, the more seldom. */
  private static final int LOOK_EVERY_MS = Scale.pick(3_000, 100);

  @RegisterExtension static final Servers SERVERS = new Servers();

  private final long seed = Scale.seed("MoveOverS3Test");
  private ServerProcess source =
      SERVERS.create(ServerSettings.on(SERVERS.directory().resolve("a")));
  private ServerProcess target =
      SERVERS.create(ServerSettings.on(SERVERS.directory().resolve("b")));
  private Path report = SERVERS.directory().resolve("moving.report");
  private long firstNanos;

  @BeforeAll
  void fill() {
    source.start();
    target.start();
    try (S3Client client = clientOf(source)) {
      new MovingKinds(client, seed).make();
      MovingKinds.fill(client, MANY, OBJECTS, MEAN_BYTES, seed);
    }
  }

  private static S3Client clientOf(ServerProcess server) {
    return new AwsClients(server.endpoint()).blocking();
  }

  @Test
  @Order(2)
  void killedOnTheWayItEndsCompleteAndNothingIsThereTwice() throws Exception {
    long startNanos = System.nanoTime();
    try (S3Client client = clientOf(target)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        Process moving = mover().start(SERVERS.directory());
        awaitCount(client, moving, kill * OBJECTS / (KILLS + 1));
        moving.destroyForcibly();
        assertThat(moving.waitFor()).as("it was killed on its way").isEqualTo(137);
      }
    }
    Command.Outcome outcome = mover().run();
    firstNanos = System.nanoTime() - startNanos;

    assertThat(outcome.exitStatus()).as(outcome.errors() + told()).isZero();
    assertSame(MovingKinds.PLAIN, MovingKinds.KEPT, MANY);
    assertReportNamesEachOnce();
    assertThat(Path.of(report + ".journal")).doesNotExist();
  }

  /** Until the target has so many, or the process ends by itself, which fails the test later. */
  private static void awaitCount(S3Client client, Process moving, int count)
      throws InterruptedException {
    while (!moving.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      boolean isThere =
          client.listBuckets().buckets().stream().anyMatch(each -> each.name().equals(MANY));
      if (isThere && AllVersions.count(client, MANY) >= count) {
        return;
      }
    }
  }

  @Test
  @Order(5)
  void continuingMovesTheDifferenceAlone() throws IOException {
    try (S3Client client = clientOf(source)) {
      client.putObject(put -> put.bucket(MANY).key("000/000000"), MovingKinds.text("changed"));
      client.putObject(put -> put.bucket(MANY).key("new"), MovingKinds.text("new"));
      client.putObject(
          put -> put.bucket(MovingKinds.KEPT).key("key-1"), MovingKinds.text("a later version"));
      client.deleteObject(delete -> delete.bucket(MovingKinds.KEPT).key("key-2"));
      client.deleteObject(delete -> delete.bucket(MANY).key("001/000001"));
    }
    long startNanos = System.nanoTime();
    Command.Outcome outcome = mover().run("--continue", "--delete");
    long nanos = System.nanoTime() - startNanos;

    assertThat(outcome.exitStatus()).as(outcome.errors() + told()).isZero();
    assertThat(lines(Outcome.COPIED))
        .extracting(ReportLine.OfObject::key)
        .containsExactlyInAnyOrder("000/000000", "new", "key-1", "key-2");
    assertSame(MovingKinds.PLAIN, MovingKinds.KEPT, MANY);
    System.out.printf(
        "MoveOverS3Test: %d objects with %d kills in %s, and the difference in %s%n",
        OBJECTS, KILLS, Duration.ofNanos(firstNanos), Duration.ofNanos(nanos));
  }

  @Test
  @Order(1)
  void toldToStopItEndsInOrder() throws Exception {
    // So slow that it cannot be done before it is told to stop.
    Process moving = mover().start(SERVERS.directory(), "--requests", "20");
    try (S3Client client = clientOf(target)) {
      while (!moving.waitFor(100, TimeUnit.MILLISECONDS)
          && client.listBuckets().buckets().isEmpty()) {
        // Another look.
      }
    }
    moving.destroy();

    assertThat(moving.waitFor()).isEqualTo(4);
    assertThat(Path.of(report + ".journal")).exists();
  }

  @Test
  @Order(7)
  void whatIsHereMovesOutTheSameWay() {
    ServerProcess third = SERVERS.start();
    List<String> words = new ArrayList<>(ServerProcess.launcher());
    words.addAll(
        List.of(
            "export",
            "s3",
            "--to",
            third.endpoint().url(),
            "--url",
            source.endpoint().url(),
            "--bucket",
            MovingKinds.KEPT,
            "--bucket",
            MovingKinds.PLAIN,
            "--verify",
            "full",
            "--report",
            SERVERS.directory().resolve("out.report").toString()));
    Command.Outcome outcome =
        new Command(
                words,
                Map.of(
                    "REMOTE_ACCESS_KEY_ID", third.endpoint().accessKeyId(),
                    "REMOTE_SECRET_ACCESS_KEY", third.endpoint().secretAccessKey(),
                    "ACCESS_KEY_ID", source.endpoint().accessKeyId(),
                    "SECRET_ACCESS_KEY", source.endpoint().secretAccessKey()))
            .run();

    assertThat(outcome.exitStatus()).as(outcome.errors()).isZero();
    try (S3Client here = clientOf(source);
        S3Client there = clientOf(third)) {
      for (String bucket : List.of(MovingKinds.KEPT, MovingKinds.PLAIN)) {
        assertThat(AllVersions.of(there, bucket)).isEqualTo(AllVersions.of(here, bucket));
      }
    }
  }

  private Mover mover() {
    return Mover.between(source, target, report);
  }

  private void assertSame(String... buckets) {
    try (S3Client here = clientOf(source);
        S3Client there = clientOf(target)) {
      for (String bucket : buckets) {
        assertThat(AllVersions.of(there, bucket))
            .as(bucket)
            .isEqualTo(AllVersions.of(here, bucket));
      }
    }
  }

  private void assertReportNamesEachOnce() throws IOException {
    Set<List<String>> named = new HashSet<>();
    List<ReportLine.OfObject> twice = new ArrayList<>();
    ReportLine.Totals totals =
        ReportReader.read(
            report,
            line -> {
              if (line instanceof ReportLine.OfObject object
                  && !named.add(List.of(object.bucket(), object.key(), object.sourceVersionId()))) {
                twice.add(object);
              }
            });
    assertThat(twice).isEmpty();
    assertThat(totals.isClean()).isTrue();
    try (S3Client here = clientOf(source)) {
      long versions = 0;
      for (String bucket : List.of(MovingKinds.PLAIN, MovingKinds.KEPT, MANY)) {
        versions += AllVersions.of(here, bucket).size();
      }
      assertThat((long) named.size()).isEqualTo(versions);
    }
  }

  private List<ReportLine.OfObject> lines(Outcome outcome) throws IOException {
    List<ReportLine.OfObject> lines = new ArrayList<>();
    ReportReader.read(
        report,
        line -> {
          if (line instanceof ReportLine.OfObject object && object.outcome() == outcome) {
            lines.add(object);
          }
        });
    return lines;
  }

  /** What the report says against a clean end, for messages. */
  private String told() {
    List<String> found = new ArrayList<>();
    try {
      ReportReader.read(
          report,
          line -> {
            if (line instanceof ReportLine.NotCarried
                || (line instanceof ReportLine.OfObject object && !object.outcome().isThere())) {
              found.add(line.toString());
            }
          });
    } catch (IOException e) {
      found.add(e.toString());
    }
    return String.join("\n", found.subList(0, Math.min(20, found.size())));
  }
}
