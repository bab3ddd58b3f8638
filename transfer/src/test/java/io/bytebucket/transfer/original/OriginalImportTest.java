package io.bytebucket.transfer.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ContentStream;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.Credential;
import io.bytebucket.testkit.original.OriginalData;
import io.bytebucket.testkit.original.OriginalFaults;
import io.bytebucket.testkit.original.OriginalObject;
import io.bytebucket.transfer.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a data directory of the original holds is as before. */
class OriginalImportTest {
  private static final int COUNT = Boolean.getBoolean("bytebucket.full") ? 10_000 : 300;

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("data");
  }

  @Test
  void everyObjectIsAsBeforeAndTheSourceIsUntouched() throws IOException {
    OriginalData data = OriginalData.make(root(), COUNT, 1);
    List<String> before = state(root());
    try (ImportBench bench = new ImportBench()) {
      ImportBench.Heard heard =
          bench.run(
              root(),
              ImportBench.options(RuleReading.DOCUMENTED, OriginalData.KEY, true),
              Long.MAX_VALUE);

      assertThat(heard.total).hasValue(COUNT);
      assertThat(heard.made).hasValue(COUNT);
      // Every fourteenth has nothing beside it.
      assertThat(heard.remarks).hasValue((COUNT + 11) / 14);
      assertThat(heard.differences()).allMatch(one -> one.kind() == Finding.Kind.USER);
      for (OriginalObject object : data.objects()) {
        assertIsAsBefore(bench, object);
      }
      assertThat(state(root())).isEqualTo(before);

      ImportBench.Heard again = bench.run(root());
      assertThat(again.made).hasValue(0);
      assertThat(again.present).hasValue(COUNT);
      assertThat(again.differences()).hasSameSizeAs(heard.differences());
    }
  }

  private static void assertIsAsBefore(ImportBench bench, OriginalObject object)
      throws IOException {
    BucketName bucket = new BucketName(object.bucket());
    ObjectReader.Source source = ObjectReader.Source.current(bucket, new ObjectKey(object.key()));
    try (ObjectReader.Content content = bench.store.reader().open(source)) {
      ObjectRecord record = content.object();
      assertThat(new ContentStream(content, 0, record.sizeBytes()).readAllBytes())
          .as(object.key())
          .isEqualTo(object.bytes());
      assertThat(record.etag().value()).as(object.key()).isEqualTo(object.etag());
      assertThat(record.lastModified()).as(object.key()).isEqualTo(object.lastModified());
      ObjectAttributes attributes = record.attributes();
      assertThat(attributes.system().contentType())
          .isEqualTo(object.contentType().orElse(SystemMetadata.DEFAULT_CONTENT_TYPE));
      assertThat(attributes.user()).as(object.key()).isEqualTo(object.user());
      assertThat(attributes.tags()).as(object.key()).isEqualTo(object.tags());
      assertThat(attributes.access().aclInForce())
          .as(object.key())
          .isEqualTo(new Acl.Canned(object.isPublic() ? CannedAcl.PUBLIC_READ : CannedAcl.PRIVATE));
      assertThat(
              record
                  .checksum()
                  .filter(sum -> sum.algorithm() == ChecksumAlgorithm.CRC32)
                  .map(sum -> sum.base64()))
          .as(object.key())
          .isEqualTo(object.crc32());
    }
  }

  @Test
  void bucketsHaveTheirDatesListsRulesAndOwner() throws IOException {
    OriginalData.make(root(), 30, 2);
    try (ImportBench bench = new ImportBench()) {
      bench.run(root());

      Bucket empty = bench.store.buckets().get(new BucketName(OriginalData.EMPTY));
      assertThat(empty.createdAt()).isEqualTo(OriginalData.EMPTY_DATE);
      assertThat(bench.store.bucketAcls().access(new BucketName(OriginalData.PUBLIC)).acl())
          .isEqualTo(new Acl.Canned(CannedAcl.PUBLIC_READ));
      assertThat(bench.store.bucketAcls().access(new BucketName(OriginalData.KINDS)).acl())
          .isEqualTo(Acl.Canned.PRIVATE);
      assertThat(
              bench
                  .store
                  .bucketSettings()
                  .cors(new BucketName(OriginalData.KINDS))
                  .orElseThrow()
                  .rules())
          .hasSize(2)
          .first()
          .satisfies(rule -> {
            assertThat(rule.id()).contains("app");
            assertThat(rule.allowedOrigins())
                .containsExactly("https://app.example.com", "https://*.example.org");
            assertThat(rule.maxAgeSeconds()).hasValue(600);
          });
      assertThat(empty.ownerId())
          .isEqualTo(bench.store.users().byKey(OriginalData.ADMIN).orElseThrow().id());
    }
  }

  @Test
  void usersHaveTheirSecretsTheirRulesAndTheirDates() throws IOException {
    OriginalData.make(root(), 0, 3);
    try (ImportBench bench = new ImportBench()) {
      ImportBench.Heard heard = bench.run(root());

      Credential admin = bench.store.users().find(OriginalData.ADMIN).orElseThrow();
      assertThat(admin.secret()).isEqualTo(OriginalData.ADMIN_SECRET);
      assertThat(admin.user().isAdministrator()).isTrue();
      assertThat(admin.user().name()).isEqualTo(OriginalData.ADMIN);
      assertThat(admin.user().createdAt()).isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z"));
      assertThat(user(bench, "SecondAdmin12345678a").user().isAdministrator()).isTrue();
      assertThat(user(bench, "legacy").secret()).isEqualTo("abc");
      assertThat(user(bench, "legacy").user().rules()).isEmpty();
      assertThat(user(bench, "legacy").user().createdAt()).isEqualTo(ImportBench.NOW);
      assertThat(user(bench, "undated").user().rules())
          .containsExactly(
              new AccessRule(
                  AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:ListAllMyBuckets")));
      assertThat(user(bench, "Reader78901234567890").user().rules())
          .containsExactly(
              new AccessRule(
                  AccessRule.Effect.ALLOW,
                  List.of("public", "kinds"),
                  List.of("s3:GetObject", "s3:ListBucket")));
      assertThat(heard.reasons(Finding.Kind.USER, "Unknown8901234567890")).hasSize(3);
      assertThat(heard.reasons(Finding.Kind.REMARK, "Denied78901234567890"))
          .anyMatch(reason -> reason.contains("never heeded"));
      assertThat(heard.reasons(Finding.Kind.REMARK, "Patterns901234567890")).hasSize(2);
      assertThat(heard.reasons(Finding.Kind.REMARK, "trustedproxyheaders")).hasSize(1);
    }
  }

  @Test
  void rulesCanBeThoseThatTheOriginalEnforced() throws IOException {
    OriginalData.make(root(), 0, 4);
    try (ImportBench bench = new ImportBench()) {
      bench.run(
          root(),
          ImportBench.options(RuleReading.ENFORCED, OriginalData.KEY, false),
          Long.MAX_VALUE);

      assertThat(user(bench, "Writer78901234567890").user().rules().getFirst().actions())
          .contains("s3:CreateBucket", "s3:PutObject", "s3:DeleteObject", "s3:PutBucketCORS");
      assertThat(user(bench, "Denied78901234567890").user().rules())
          .hasSize(1)
          .allMatch(rule -> rule.effect() == AccessRule.Effect.ALLOW);
      assertThat(user(bench, "Patterns901234567890").user().rules()).isEmpty();
    }
  }

  private static Credential user(ImportBench bench, String keyId) {
    return bench.store.users().find(keyId).orElseThrow();
  }

  @Test
  void whatIsAmissIsSaidByNameAndNothingOutsideIsRead() throws IOException {
    OriginalData.make(root(), 14, 5);
    Map<String, String> expected = OriginalFaults.add(root());
    try (ImportBench bench = new ImportBench()) {
      ImportBench.Heard heard = bench.run(root());

      expected.forEach((name, kind) ->
          assertThat(heard.findings)
              .as("%s %s", kind, name)
              .anyMatch(one -> one.name().equals(name) && one.kind().text().equals(kind)));
      ObjectRecord stale =
          bench
              .store
              .reader()
              .get(
                  ObjectReader.Source.current(new BucketName("faults"), new ObjectKey("stale-tag")))
              .record();
      assertThat(stale.etag().value()).isNotEqualTo("0".repeat(32));
      BucketName faults = new BucketName("faults");
      for (String absent : List.of("link", "up", "dir/.upload-123456", "gone.txt.meta", ".meta")) {
        ObjectReader.Source source = ObjectReader.Source.current(faults, new ObjectKey(absent));
        assertThatThrownBy(() -> bench.store.reader().get(source))
            .as(absent)
            .hasMessageContaining("NoSuchKey");
      }
    }
  }

  @Test
  void anImportThatWasKilledGoesOnWhereItWas() throws IOException {
    OriginalData data = OriginalData.make(root(), 100, 6);
    try (ImportBench bench = new ImportBench()) {
      assertThatThrownBy(() -> bench.run(root(), ImportBench.options(), 40))
          .isInstanceOf(IllegalStateException.class);
      ImportBench.Heard heard = bench.run(root());

      assertThat(heard.present.get()).isGreaterThanOrEqualTo(40);
      assertThat(heard.present.get() + heard.made.get()).isEqualTo(100);
      for (OriginalObject object : data.objects()) {
        assertIsAsBefore(bench, object);
      }
    }
  }

  @Test
  void whatIsAnotherHereIsLeftAsItIs() throws IOException {
    OriginalData data = OriginalData.make(root(), 10, 7);
    try (ImportBench bench = new ImportBench()) {
      bench.run(root());
      OriginalObject first = data.objects().getFirst();
      byte[] changed = "changed here".getBytes(StandardCharsets.UTF_8);
      bench
          .store
          .writer()
          .put(
              new io.bytebucket.core.object.ObjectWriter.Put(
                  new BucketName(first.bucket()),
                  new ObjectKey(first.key()),
                  changed.length,
                  ObjectAttributes.NONE,
                  bench.store.users().byKey(OriginalData.ADMIN).orElseThrow().id(),
                  new WriteCondition.None(),
                  io.bytebucket.core.checksum.DigestClaims.NONE),
              new ByteArrayInputStream(changed));
      bench.store.userChanges().replaceSecret("legacy", Optional.of("another-secret"));
      bench.store.bucketSettings().deleteCors(new BucketName(OriginalData.KINDS));

      ImportBench.Heard again = bench.run(root());
      assertThat(again.reasons(Finding.Kind.CONFLICT, first.bucket() + "/" + first.key()))
          .hasSize(1);
      assertThat(again.reasons(Finding.Kind.CONFLICT, "legacy")).hasSize(1);
      assertThat(user(bench, "legacy").secret()).isEqualTo("another-secret");
      assertThat(bench.store.bucketSettings().cors(new BucketName(OriginalData.KINDS))).isPresent();
    }
  }

  @Test
  void anotherKeyIsRefusedBeforeAnythingIsBroughtIn() throws IOException {
    OriginalData.make(root(), 10, 8);
    try (ImportBench bench = new ImportBench()) {
      assertThatThrownBy(() ->
              bench.run(
                  root(),
                  ImportBench.options(
                      RuleReading.DOCUMENTED, "another-key-of-32-characters-lon", false),
                  Long.MAX_VALUE))
          .isInstanceOf(OriginalException.class)
          .hasMessageContaining("ENCRYPTION_KEY");
      assertThat(bench.store.users().isEmpty()).isTrue();
      assertThat(bench.store.buckets().list("", "", 10).buckets()).isEmpty();
    }
  }

  @Test
  void whatIsNoDataDirectoryIsRefused() throws IOException {
    assertThatThrownBy(() -> OriginalDirectory.open(folder, Optional.empty()))
        .isInstanceOf(OriginalException.class)
        .hasMessageContaining("neither users.db nor objects");
    assertThatThrownBy(() -> OriginalDirectory.open(folder.resolve("none"), Optional.empty()))
        .isInstanceOf(OriginalException.class)
        .hasMessageContaining("no such directory");
    OriginalData.make(root(), 0, 9);
    Files.copy(root().resolve("data").resolve("users.db"), root().resolve("users.db"));
    assertThatThrownBy(() -> OriginalDirectory.open(root(), Optional.empty()))
        .isInstanceOf(OriginalException.class)
        .hasMessageContaining("--users-db");
  }

  /** Everything about all files that anybody could change. */
  private static List<String> state(Path root) throws IOException {
    List<String> state = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            state.add(
                file.toUri()
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.lastModifiedTime()
                    + " "
                    + Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            state.add(folder.toUri() + " " + attributes.lastModifiedTime());
            return FileVisitResult.CONTINUE;
          }
        });
    state.sort(String::compareTo);
    return state;
  }

  @Test
  void twoBucketsNeverComeIntoOne() throws IOException {
    OriginalData.make(root(), 30, 9);
    OriginalImport.Options options =
        new OriginalImport.Options(
            Optional.of(OriginalData.KEY.getBytes(StandardCharsets.UTF_8)),
            RuleReading.DOCUMENTED,
            Map.of(OriginalData.KINDS, OriginalData.PUBLIC),
            Optional.empty(),
            false,
            4,
            () -> false);
    try (ImportBench bench = new ImportBench()) {
      assertThatThrownBy(() -> bench.run(root(), options, Long.MAX_VALUE))
          .isInstanceOf(OriginalException.class)
          .hasMessageContaining("would both be called " + OriginalData.PUBLIC);
      assertThat(bench.store.buckets().find(new BucketName(OriginalData.PUBLIC))).isEmpty();
    }
  }
}
