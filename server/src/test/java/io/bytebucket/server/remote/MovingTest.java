package io.bytebucket.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.process.AllVersions;
import io.bytebucket.server.process.FaultyProxy;
import io.bytebucket.server.process.MovingKinds;
import io.bytebucket.server.process.Scale;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Moving between two servers, in one process. */
class MovingTest {
  private static final String MANY = "moving-many";
  private static final List<String> BUCKETS = List.of(MovingKinds.PLAIN, MovingKinds.KEPT, MANY);

  @TempDir private Path folder;
  private final long seed = Scale.seed("MovingTest");
  private final RemoteTransfer transfer = RemoteParts.load();
  private MemoryServer source;
  private MemoryServer target;

  @BeforeEach
  void fill() throws IOException {
    source = MemoryServer.start();
    target = MemoryServer.start();
    new MovingKinds(source.client(), seed).make();
    MovingKinds.fill(source.client(), MANY, 60, 3_000, seed);
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  /** Is asked to stop when it was looked at so often. */
  private static final class StopAfter implements StopRequest {
    private final AtomicInteger looks;
    private final CountDownLatch never = new CountDownLatch(1);

    StopAfter(int looks) {
      this.looks = new AtomicInteger(looks);
    }

    @Override
    public boolean isAsked() {
      return looks.decrementAndGet() < 0;
    }

    @Override
    public boolean await(Duration time) {
      try {
        return never.await(time.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }

  private static final StopRequest NEVER = new StopAfter(Integer.MAX_VALUE);

  /** Hears what is done, and makes nothing of it. */
  static final TransferListener NOBODY =
      new TransferListener() {
        @Override
        public void total(long objects, long bytes) {}

        @Override
        public void done(long objects, long bytes) {}

        @Override
        public void note(String what, Map<String, ?> fields) {}
      };

  /** What the tests ask for in different ways. */
  private record Wish(TransferOrder.Mode mode, boolean comparesBytes) {
    static final Wish FIRST = new Wish(new TransferOrder.Mode.First(), false);
    static final Wish CONTINUE = new Wish(new TransferOrder.Mode.Continued(false, true), false);
    static final Wish ALIGN = new Wish(new TransferOrder.Mode.Continued(true, true), false);
    static final Wish COMPARE = new Wish(new TransferOrder.Mode.Continued(false, true), true);
    static final Wish DRY = new Wish(new TransferOrder.Mode.Dry(), false);
  }

  private Path report() {
    return folder.resolve("a.report");
  }

  private Ending move(Wish wish, StopRequest stop) {
    return move(wish, stop, source.endpoint(), target.endpoint(), NOBODY);
  }

  private Ending move(
      Wish wish,
      StopRequest stop,
      RemoteEndpoint from,
      RemoteEndpoint to,
      TransferListener listener) {
    TransferOrder order =
        new TransferOrder(
            "import s3",
            from,
            to,
            List.of(),
            Optional.of(report()),
            wish.mode(),
            wish.comparesBytes()
                ? EnumSet.allOf(TransferOrder.Wish.class)
                : Set.of(TransferOrder.Wish.VERSIONS, TransferOrder.Wish.ACLS),
            new TransferOrder.Limits(8, 0, 0, 40));
    return transfer.run(order, Clock.systemUTC(), listener, stop);
  }

  private void assertSame() {
    for (String bucket : BUCKETS) {
      assertThat(AllVersions.of(target.client(), bucket))
          .as(bucket)
          .isEqualTo(AllVersions.of(source.client(), bucket));
    }
  }

  private List<ReportLine> lines() throws IOException {
    List<ReportLine> lines = new ArrayList<>();
    ReportReader.read(report(), lines::add);
    return lines;
  }

  private List<String> keys(Outcome outcome) throws IOException {
    return lines().stream()
        .filter(ReportLine.OfObject.class::isInstance)
        .map(ReportLine.OfObject.class::cast)
        .filter(line -> line.outcome() == outcome)
        .map(ReportLine.OfObject::key)
        .toList();
  }

  private void assertEachVersionNamedOnce() throws IOException {
    Set<List<String>> named = new HashSet<>();
    for (ReportLine line : lines()) {
      if (line instanceof ReportLine.OfObject object) {
        assertThat(named.add(List.of(object.bucket(), object.key(), object.sourceVersionId())))
            .as(object.toString())
            .isTrue();
      }
    }
    int versions = 0;
    for (String bucket : BUCKETS) {
      versions += AllVersions.of(source.client(), bucket).size();
    }
    assertThat(named).hasSize(versions);
  }

  @Test
  void everythingComesAlong() throws IOException {
    assertThat(move(Wish.FIRST, NEVER)).as(lines().toString()).isEqualTo(Ending.CLEAN);

    assertSame();
    assertEachVersionNamedOnce();
    S3Client here = source.client();
    S3Client there = target.client();
    HeadObjectResponse told = there.headObject(head -> head.bucket(MovingKinds.PLAIN).key("told"));
    HeadObjectResponse original =
        here.headObject(head -> head.bucket(MovingKinds.PLAIN).key("told"));
    assertThat(told.contentType()).isEqualTo("text/x-told; charset=utf-8");
    assertThat(told.cacheControl()).isEqualTo("no-store");
    assertThat(told.contentDisposition()).isEqualTo(original.contentDisposition());
    assertThat(told.contentLanguage()).isEqualTo("de");
    assertThat(told.expiresString()).isEqualTo(original.expiresString());
    assertThat(told.metadata()).containsEntry("colour", "green");
    assertThat(told.metadata().get("bytebucket-modified"))
        .startsWith(original.lastModified().toString().substring(0, 19));
    assertThat(there.getObjectTagging(get -> get.bucket(MovingKinds.PLAIN).key("told")).tagSet())
        .isEqualTo(
            here.getObjectTagging(get -> get.bucket(MovingKinds.PLAIN).key("told")).tagSet());
    assertThat(there.getObjectAcl(get -> get.bucket(MovingKinds.PLAIN).key("told")).grants())
        .hasSize(2);
    assertThat(there.getBucketPolicy(get -> get.bucket(MovingKinds.PLAIN)).policy())
        .isEqualTo(here.getBucketPolicy(get -> get.bucket(MovingKinds.PLAIN)).policy());
    assertThat(there.getBucketCors(get -> get.bucket(MovingKinds.PLAIN)).corsRules())
        .isEqualTo(here.getBucketCors(get -> get.bucket(MovingKinds.PLAIN)).corsRules());
    assertThat(there.getBucketTagging(get -> get.bucket(MovingKinds.PLAIN)).tagSet())
        .isEqualTo(here.getBucketTagging(get -> get.bucket(MovingKinds.PLAIN)).tagSet());
    assertThat(there.getBucketVersioning(get -> get.bucket(MovingKinds.KEPT)).statusAsString())
        .isEqualTo("Enabled");
  }

  @Test
  void stoppedAnywhereItGoesOnAndNothingIsThereTwice() throws IOException {
    int stops = 0;
    for (int looks = 10; move(Wish.FIRST, new StopAfter(looks)) == Ending.STOPPED; looks += 60) {
      stops++;
    }

    assertThat(stops).isGreaterThan(2);
    assertSame();
    assertEachVersionNamedOnce();
    assertThat(ReportReader.verify(report()).isClean()).isTrue();
    assertThat(Path.of(report() + ".journal")).doesNotExist();
  }

  @Test
  void endsThatRefuseAndCutConnectionsGetEverythingOnce() throws IOException {
    try (FaultyProxy before = FaultyProxy.before(source.port(), seed);
        FaultyProxy behind = FaultyProxy.before(target.port(), seed + 1)) {
      Ending ending =
          move(
              Wish.FIRST,
              NEVER,
              source.at(URI.create(before.url())),
              target.at(URI.create(behind.url())),
              NOBODY);

      assertThat(ending).as(lines().toString()).isEqualTo(Ending.CLEAN);
      assertThat(before.faults() + behind.faults()).isGreaterThan(2);
    }
    assertSame();
    assertEachVersionNamedOnce();
  }

  @Test
  void continuingMovesTheDifferenceAloneAndComparingFindsWhatIsOther() throws IOException {
    assertThat(move(Wish.FIRST, NEVER)).isEqualTo(Ending.CLEAN);
    assertThatThrownBy(() -> move(Wish.FIRST, NEVER))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.reason()).contains("--continue"));
    S3Client here = source.client();
    here.putObject(put -> put.bucket(MANY).key("000/000000"), MovingKinds.text("changed"));
    here.putObject(put -> put.bucket(MANY).key("new"), MovingKinds.text("new"));
    here.putObject(put -> put.bucket(MovingKinds.KEPT).key("key-1"), MovingKinds.text("later"));
    here.deleteObject(delete -> delete.bucket(MovingKinds.KEPT).key("key-2"));
    here.deleteObject(delete -> delete.bucket(MANY).key("001/000001"));

    assertThat(move(Wish.CONTINUE, NEVER)).as(lines().toString()).isEqualTo(Ending.CLEAN);
    assertThat(keys(Outcome.COPIED))
        .containsExactlyInAnyOrder("000/000000", "new", "key-1", "key-2");
    assertSame();

    // The same bytes with other words, other bytes, and a version that nobody moved.
    S3Client there = target.client();
    byte[] told =
        there.getObjectAsBytes(get -> get.bucket(MovingKinds.PLAIN).key("told")).asByteArray();
    there.putObject(
        put -> put.bucket(MovingKinds.PLAIN).key("told").contentType("text/other"),
        RequestBody.fromBytes(told));
    there.putObject(put -> put.bucket(MovingKinds.PLAIN).key("empty"), MovingKinds.text("full"));
    there.putObject(put -> put.bucket(MovingKinds.KEPT).key("key-1"), MovingKinds.text("newer"));

    assertThat(move(Wish.COMPARE, NEVER)).isEqualTo(Ending.FINDINGS);
    assertThat(keys(Outcome.DIFFERS)).containsExactlyInAnyOrder("told", "empty", "key-1");
    assertThat(keys(Outcome.COPIED)).isEmpty();
  }

  @Test
  void whatWasSaidOfAnObjectLaterComesAlongWhenItIsAskedFor() throws IOException {
    S3Client here = source.client();
    S3Client there = target.client();
    assertThat(move(Wish.FIRST, NEVER)).isEqualTo(Ending.CLEAN);
    List<Tag> tags = List.of(Tag.builder().key("later").value("ä b").build());
    here.putObjectTagging(
        put -> put.bucket(MANY).key("001/000001").tagging(tagging -> tagging.tagSet(tags)));
    here.deleteObjectTagging(delete -> delete.bucket(MovingKinds.PLAIN).key("told"));
    here.putObjectAcl(put -> put.bucket(MovingKinds.PLAIN).key("told").acl("private"));
    here.putObjectAcl(put -> put.bucket(MovingKinds.PLAIN).key("empty").acl("public-read"));

    // No listing and no date tells of it.
    assertThat(move(Wish.CONTINUE, NEVER)).isEqualTo(Ending.CLEAN);
    assertThat(there.getObjectTagging(get -> get.bucket(MANY).key("001/000001")).tagSet())
        .isEmpty();

    assertThat(move(Wish.ALIGN, NEVER)).as(lines().toString()).isEqualTo(Ending.CLEAN);
    assertThat(keys(Outcome.COPIED)).isEmpty();
    assertThat(there.getObjectTagging(get -> get.bucket(MANY).key("001/000001")).tagSet())
        .isEqualTo(tags);
    assertThat(there.getObjectTagging(get -> get.bucket(MovingKinds.PLAIN).key("told")).tagSet())
        .isEmpty();
    assertThat(there.getObjectAcl(get -> get.bucket(MovingKinds.PLAIN).key("told")).grants())
        .hasSize(1);
    assertThat(there.getObjectAcl(get -> get.bucket(MovingKinds.PLAIN).key("empty")).grants())
        .hasSize(2);
    assertThat(
            lines().stream()
                .filter(ReportLine.OfObject.class::isInstance)
                .map(ReportLine.OfObject.class::cast)
                .filter(line -> !line.reason().isEmpty())
                .map(ReportLine.OfObject::key))
        .containsExactlyInAnyOrder("001/000001", "told", "empty");
    assertSame();
  }

  @Test
  void aDryRunSaysWhatWouldMoveAndMovesNothing() {
    List<String> told = new ArrayList<>();
    TransferListener listener =
        new TransferListener() {
          @Override
          public void total(long objects, long bytes) {}

          @Override
          public void done(long objects, long bytes) {}

          @Override
          public void note(String what, Map<String, ?> fields) {
            told.add(what + " " + fields.get("key"));
          }
        };

    assertThat(move(Wish.DRY, NEVER, source.endpoint(), target.endpoint(), listener))
        .isEqualTo(Ending.CLEAN);
    assertThat(told).contains("would move told", "would move never there");
    assertThat(target.client().listBuckets().buckets()).isEmpty();
    assertThat(report()).doesNotExist();
  }

  @Test
  void whatNobodyMovedIsNotWrittenOver() throws IOException {
    target.client().createBucket(create -> create.bucket(MANY));
    target
        .client()
        .putObject(put -> put.bucket(MANY).key("000/000000"), MovingKinds.text("the target's own"));

    assertThatThrownBy(() -> move(Wish.FIRST, NEVER))
        .isInstanceOfSatisfying(RemoteException.class, e -> assertThat(e.reason()).contains(MANY));
    assertThat(keysOf(target.client())).containsExactly("000/000000");
  }

  private static List<String> keysOf(S3Client client) {
    return client.listObjectsV2(list -> list.bucket(MANY)).contents().stream()
        .map(each -> each.key())
        .toList();
  }
}
