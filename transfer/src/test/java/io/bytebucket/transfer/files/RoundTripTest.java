package io.bytebucket.transfer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserLimits;
import io.bytebucket.testkit.model.RandomStores;
import io.bytebucket.transfer.check.ReportCheck;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  private static final int OPERATIONS = Boolean.getBoolean("bytebucket.full") ? 20_000 : 500;

  @TempDir Path directory;

  private static OpenStore seeded(long seed) throws IOException {
    System.out.println("RoundTripTest seed " + seed);
    OpenStore full = OpenStore.empty();
    assertThat(full.store.userRecovery().createFirst("AKOWNER", "a secret of old")).isTrue();
    UserId ann =
        full.store
            .userChanges()
            .create(
                NewUser.of(
                    "ann",
                    List.of(
                        new AccessRule(
                            AccessRule.Effect.ALLOW, List.of("logs-*"), List.of("s3:Get*")),
                        new AccessRule(
                            AccessRule.Effect.DENY, List.of("*"), List.of("s3:Delete*"))),
                    "AKANN",
                    "another secret"))
            .user()
            .id();

    full.store
        .limitedUsers()
        .put(ann, new UserLimits(Optional.empty(), Optional.of(1L << 20), Optional.empty()));
    assertThat(full.moving.saved().save(SavedSetting.BANS, Map.of("enabled", "true"))).isTrue();
    RandomStores.fill(full.store, full.clock, seed, OPERATIONS);
    addPublic(full);
    return full;
  }

  /** What the random operations do not do. */
  private static void addPublic(OpenStore full) throws IOException {
    BucketName bucket = new BucketName("public.things");
    full.store
        .buckets()
        .create(
            new NewBucket(
                bucket,
                OpenStore.OWNER,
                LocationConstraint.NONE,
                Optional.of(new Acl.Canned(CannedAcl.PUBLIC_READ)),
                Optional.empty()));
    full.store.bucketSettings().putQuota(bucket, new Quota(OptionalLong.of(1), OptionalLong.of(9)));
    full.store
        .writer()
        .put(
            new ObjectWriter.Put(
                bucket,
                new ObjectKey("p"),
                1,
                ObjectAttributes.NONE.with(
                    ObjectAccess.sent(Optional.of(new Acl.Canned(CannedAcl.PUBLIC_READ)))),
                OpenStore.OWNER,
                new WriteCondition.None(),
                DigestClaims.NONE),
            new ByteArrayInputStream(new byte[] {7}));
  }

  private Path report(String name) {
    return directory.resolve(name + ".report");
  }

  @Test
  void whatComesBackIsWhatWasThere() throws IOException {
    try (OpenStore full = seeded(System.nanoTime());
        OpenStore again = OpenStore.empty()) {
      Path out = directory.resolve("out");
      ReportLine.Totals brought = full.export(out, report("export"), OpenStore.Dies.never());
      ReportLine.Totals taken = again.importFrom(out, report("import"), OpenStore.Dies.never());

      assertThat(again.requireConsistent().facts()).isEqualTo(full.facts());
      assertThat(taken.of(Outcome.COPIED)).isEqualTo(brought.of(Outcome.COPIED));
      assertThat(taken.of(Outcome.FAILED).objects()).isZero();
      assertThat(ReportReader.verify(report("import"))).isEqualTo(taken);

      requireChecked(again, brought.of(Outcome.COPIED).objects());

      ReportLine.Totals twice = again.importFrom(out, report("twice"), OpenStore.Dies.never());
      assertThat(twice.of(Outcome.SKIPPED_EQUAL)).isEqualTo(brought.of(Outcome.COPIED));
      assertThat(again.requireConsistent().facts()).isEqualTo(full.facts());
    }
  }

  /** Both reports hold, and name what is missing or another one. */
  private void requireChecked(OpenStore again, long objects) throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : List.of("export", "import")) {
      ReportCheck.Result result =
          ReportCheck.run(
              report(name),
              again.store,
              true,
              OpenStore.Dies.never(),
              (object, what) -> found.add(object + what));
      assertThat(result).isEqualTo(new ReportCheck.Result(objects, 0));
    }
    Path other = report("other");
    try (ReportWriter writer =
        ReportWriter.create(
            other, new ReportLine.Header("test", again.clock.instant(), "", "", Map.of()))) {
      writer.add(said("public.things", "p", 1, "", ""));
      writer.add(said("public.things", "p", 2, "", ""));
      writer.add(said("public.things", "p", 1, "00", ""));
      writer.add(said("public.things", "p", 1, "", "AAAAAAAAAAA="));
      writer.add(said("public.things", "q", 1, "", ""));
      writer.add(said("no-such-bucket", "q", 1, "", ""));
      assertThat(writer.finish().isClean()).isTrue();
    }
    ReportCheck.Result result =
        ReportCheck.run(
            other, again.store, false, OpenStore.Dies.never(), (_, what) -> found.add(what));
    assertThat(result).isEqualTo(new ReportCheck.Result(6, 5));
    assertThat(found)
        .satisfiesExactly(
            size -> assertThat(size).contains("bytes"),
            etag -> assertThat(etag).contains("ETag"),
            checksum -> assertThat(checksum).contains("CRC64NVME"),
            key -> assertThat(key).isEqualTo("it is not there"),
            bucket -> assertThat(bucket).contains("bucket"));
  }

  private static ReportLine.OfObject said(
      String bucket, String key, long size, String etag, String checksum) {
    return new ReportLine.OfObject(
        bucket, key, "", "", false, size, etag, "CRC64NVME", checksum, Outcome.COPIED, "");
  }

  @Test
  void aTreeForAnyFileSystemBringsTheSameBack() throws IOException {
    try (OpenStore full = seeded(System.nanoTime());
        OpenStore again = OpenStore.empty()) {
      Path out = directory.resolve("out");
      full.export(out, report("export"), OpenStore.Dies.never(), true);
      again.importFrom(out, report("import"), OpenStore.Dies.never());
      assertThat(again.requireConsistent().facts()).isEqualTo(full.facts());
    }
  }

  @Test
  void runsThatAreStoppedGoOnAndTellOfNothingTwice() throws IOException {
    try (OpenStore full = seeded(System.nanoTime());
        OpenStore again = OpenStore.empty()) {
      Path out = directory.resolve("out");
      int exports = 0;
      for (boolean isDone = false; !isDone; exports++) {
        int steps = exports;
        isDone = finished(() -> full.export(out, report("e"), new OpenStore.Dies(steps)));
      }
      int imports = 0;
      for (boolean isDone = false; !isDone; imports++) {
        int steps = imports;
        isDone = finished(() -> again.importFrom(out, report("i"), new OpenStore.Dies(steps)));
      }
      assertThat(exports).isGreaterThan(1);
      assertThat(imports).isGreaterThan(1);
      assertThat(again.requireConsistent().facts()).isEqualTo(full.facts());
      assertThat(objects(report("e"))).doesNotHaveDuplicates();
      assertThat(objects(report("i"))).doesNotHaveDuplicates();
      assertThat(new HashSet<>(objects(report("i"))))
          .isEqualTo(new HashSet<>(objects(report("e"))));
    }
  }

  /** A run that may be stopped. */
  private interface Run {
    ReportLine.Totals run() throws IOException;
  }

  private static boolean finished(Run run) throws IOException {
    try {
      assertThat(run.run()).isNotNull();
      return true;
    } catch (OpenStore.DeathException died) {
      return false;
    }
  }

  private static List<String> objects(Path report) throws IOException {
    List<String> objects = new ArrayList<>();
    ReportReader.read(
        report,
        line -> {
          if (line instanceof ReportLine.OfObject object) {
            objects.add(object.bucket() + "/" + object.key() + "/" + object.versionId());
          }
        });
    return objects;
  }

  @Test
  void anExportIsNeverWrittenOver() throws IOException {
    try (OpenStore full = seeded(1)) {
      Path out = directory.resolve("out");
      full.export(out, report("export"), OpenStore.Dies.never());
      assertThatThrownBy(() -> full.export(out, report("export"), OpenStore.Dies.never()))
          .isInstanceOfSatisfying(
              LinesException.class,
              e -> assertThat(e.fault()).isEqualTo(LinesException.Fault.COMPLETE));
    }
  }

  @Test
  void aDamagedFileIsNamedAndAllElseComesBack() throws IOException {
    try (OpenStore full = seeded(2)) {
      Path out = directory.resolve("out");
      full.export(out, report("export"), OpenStore.Dies.never());
      List<Path> files = new ArrayList<>();
      try (var tree = Files.walk(out)) {
        tree.filter(Files::isRegularFile)
            .filter(file -> !file.toString().endsWith(KeyPaths.META))
            .filter(file -> !file.toString().endsWith(".json"))
            .filter(file -> !file.toString().endsWith(".jsonl"))
            .forEach(files::add);
      }
      assertThat(files).hasSizeGreaterThan(10);
      Set<Integer> kinds = Set.of(0, 1, 2);
      for (int kind : kinds) {
        Path file = files.get(kind * 3);
        byte[] bytes = Files.readAllBytes(file);
        switch (kind) {
          case 0 -> Files.delete(file);
          case 1 -> Files.write(file, more(bytes));
          default -> {
            Files.delete(file);
            Files.createSymbolicLink(file, files.get(8));
          }
        }
        try (OpenStore again = OpenStore.empty()) {
          ReportLine.Totals taken =
              again.importFrom(out, report("import" + kind), OpenStore.Dies.never());
          assertThat(taken.of(Outcome.FAILED).objects()).isEqualTo(1);
          assertThat(again.requireConsistent().facts()).isNotEmpty();
        }
        Files.deleteIfExists(file);
        Files.write(file, bytes);
      }
    }
  }

  private static byte[] more(byte[] bytes) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    return longer;
  }

  @Test
  void everyChangedByteOfTheIndexIsFoundBeforeAnythingIsTakenIn() throws IOException {
    try (OpenStore full = seeded(3);
        OpenStore again = OpenStore.empty()) {
      Path out = directory.resolve("out");
      full.export(out, report("export"), OpenStore.Dies.never());
      Path index = out.resolve(ExportIndex.PATH);
      byte[] bytes = Files.readAllBytes(index);
      var before = again.facts();
      for (int at = 0; at < bytes.length; at += bytes.length / 40 + 1) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        Files.write(index, changed);
        assertThatThrownBy(() -> again.importFrom(out, report("import"), OpenStore.Dies.never()))
            .as("byte %d", at)
            .isInstanceOf(LinesException.class);
      }
      Files.write(index, Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> again.importFrom(out, report("import"), OpenStore.Dies.never()))
          .isInstanceOf(LinesException.class);
      assertThat(again.facts()).isEqualTo(before);
      assertThat(report("import")).doesNotExist();
    }
  }

  @Test
  void secretsOfAnotherKeyAreSaidToBeSuchBeforeAnythingIsTakenIn() throws IOException {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    key[0] = 1;
    Path out = directory.resolve("out");
    try (OpenStore full = seeded(7);
        OpenStore again = OpenStore.empty()) {
      full.export(out, report("export"), OpenStore.Dies.never());
      SortedSet<String> before = again.facts();
      SecretCipher other = new SecretCipher(key, new SecureRandom());
      assertThatThrownBy(
              () -> again.importFrom(out, report("import"), OpenStore.Dies.never(), other))
          .isInstanceOfSatisfying(
              LinesException.class,
              e -> {
                assertThat(e.fault()).isEqualTo(LinesException.Fault.OTHER_KEY);
                assertThat(e.explanation()).contains("ENCRYPTION_KEY");
              });
      assertThat(again.facts()).isEqualTo(before);
      assertThat(report("import")).doesNotExist();
    }
  }
}
