package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is let go is gone from the disk, and what anything still names is not. */
class ReclaimedBytesTest {
  private static final BucketName BUCKET = new BucketName("photos");
  private static final UserId OWNER = new UserId("AKOWNER");
  private static final int INLINE_LIMIT_BYTES = 1_000;
  private static final int LARGE = 200_000;

  @TempDir Path directory;

  private final Random random = new Random(11);
  private LocalEngine engine;
  private Store services;

  @BeforeEach
  void open() {
    engine = LocalEngine.open(directory, Keyspace.BULK_TAG);
    services = Stores.open(engine, Clock.systemUTC(), INLINE_LIMIT_BYTES);
    services.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource({"a, b", "b, a"})
  void ofACopyAndItsSourceEitherStaysWholeWithoutTheOther(String first, String second) {
    // Parts in files and in the metadata store, one of them twice.
    put("source", LARGE);
    Uploads.Handle upload = begin("a");
    byte[] large = get("source");
    UploadedPart whole = copyPart(upload, 1, "source", Optional.empty());
    UploadedPart own = putPart(upload, 2, 70_000);
    UploadedPart small = putPart(upload, 3, 100);
    UploadedPart range =
        copyPart(upload, 4, "source", Optional.of(new PartCopier.Range(5, 99_999)));
    complete(upload, whole, own, small, range);
    byte[] bytes = get("a");
    assertThat(bytes).startsWith(large).endsWith(Arrays.copyOfRange(large, 5, 100_000));
    delete("source");
    copy("a", "b");
    // Two with bytes, and one that says how the object is made up.
    assertThat(collect()).isEqualTo(3);

    delete(first);

    assertThat(collect()).isEqualTo(3);
    assertThat(get(second)).isEqualTo(bytes);
    delete(second);
    assertThat(collect()).isZero();
    assertThat(inlineBlobs()).isZero();
  }

  @Test
  void replacedAndDeletedObjectsLeaveNothing() {
    for (int round = 0; round < 5; round++) {
      put("large", LARGE);
      put("small", 100);
      copy("large", "copy");
    }
    assertThat(collect()).isOne();
    assertThat(inlineBlobs()).isOne();
    for (String key : List.of("large", "small", "copy")) {
      delete(key);
    }
    assertThat(collect()).isZero();
    assertThat(inlineBlobs()).isZero();
  }

  @Test
  void deletedVersionsLeaveNothing() {
    services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
    ObjectRecord old = put("key", LARGE);
    ObjectRecord current = put("key", LARGE);
    delete("key");
    assertThat(collect()).isEqualTo(2);

    deleteVersion("key", old);
    assertThat(collect()).isOne();
    deleteVersion("key", current);
    assertThat(collect()).isZero();
  }

  @Test
  void anAbortedUploadLeavesNothing() {
    put("source", LARGE);
    Uploads.Handle upload = begin("key");
    putPart(upload, 1, LARGE);
    putPart(upload, 2, 100);
    copyPart(upload, 3, "source", Optional.empty());
    assertThat(collect()).isEqualTo(2);
    assertThat(inlineBlobs()).isOne();

    services.uploads().abort(upload);

    assertThat(collect()).isOne();
    assertThat(inlineBlobs()).isZero();
    assertThat(get("source")).hasSize(LARGE);
  }

  @Test
  void partsThatAreReplacedOrNotListedLeaveNothing() {
    Uploads.Handle upload = begin("key");
    UploadedPart kept = putPart(upload, 1, LARGE);
    for (int round = 0; round < 4; round++) {
      putPart(upload, 2, LARGE);
      putPart(upload, 3, 100);
    }
    assertThat(collect()).isEqualTo(2);
    assertThat(inlineBlobs()).isOne();

    complete(upload, kept);

    assertThat(collect()).isEqualTo(2);
    assertThat(inlineBlobs()).isZero();
    assertThat(get("key")).hasSize(LARGE);
  }

  /** Collects what was let go; how many blob files are left. */
  private int collect() {
    services.upkeep().collector().collect();
    try (Stream<Path> tree = Files.walk(directory.resolve("blobs"))) {
      return (int) tree.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int inlineBlobs() {
    ScanRequest all =
        ScanRequest.prefix(Key.of(new byte[] {Keyspace.BULK_TAG}), ScanRequest.LIMIT_MAX);
    return engine.metadata().read(snapshot -> snapshot.scan(all)).rows().size();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private ObjectRecord put(String key, int length) {
    ObjectWriter.Put put =
        new ObjectWriter.Put(
            BUCKET,
            new ObjectKey(key),
            length,
            ObjectAttributes.NONE,
            OWNER,
            new WriteCondition.None(),
            DigestClaims.NONE);
    try {
      return services.writer().put(put, new ByteArrayInputStream(bytes(length))).record();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] get(String key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectReader.Content content = services.reader().open(source(key))) {
      content.transfer(
          0,
          content.object().sizeBytes(),
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ObjectReader.Source source(String key) {
    return ObjectReader.Source.current(BUCKET, new ObjectKey(key));
  }

  private void copy(String from, String to) {
    services
        .copier()
        .copy(
            new ObjectCopier.Copy(
                source(from),
                ReadConditions.NONE,
                BUCKET,
                new ObjectKey(to),
                Optional.empty(),
                Optional.empty(),
                ObjectCopier.TagGuard.NONE,
                Optional.empty(),
                ObjectAccess.UNSAID,
                Optional.empty(),
                OWNER,
                new WriteCondition.None()));
  }

  private void delete(String key) {
    delete(key, VersionSelector.current());
  }

  private void deleteVersion(String key, ObjectRecord version) {
    delete(key, new VersionSelector.Exactly(version.version().sequence()));
  }

  private void delete(String key, VersionSelector version) {
    services
        .remover()
        .delete(
            BUCKET,
            new ObjectRemover.Target(new ObjectKey(key), version, new WriteCondition.None()),
            OWNER);
  }

  private Uploads.Handle begin(String name) {
    ObjectKey key = new ObjectKey(name);
    Upload upload =
        services
            .uploads()
            .create(BUCKET, key, ObjectAttributes.NONE, Upload.ChecksumPlan.DEFAULT, OWNER);
    return new Uploads.Handle(BUCKET, key, upload.id());
  }

  private UploadedPart putPart(Uploads.Handle upload, int number, int length) {
    try {
      return services
          .partWriter()
          .put(
              new PartWriter.Put(upload, number, length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(bytes(length)))
          .part();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UploadedPart copyPart(
      Uploads.Handle upload, int number, String key, Optional<PartCopier.Range> range) {
    return services
        .partCopier()
        .copy(new PartCopier.Copy(upload, number, source(key), ReadConditions.NONE, range))
        .part();
  }

  private void complete(Uploads.Handle upload, UploadedPart... parts) {
    services.completer().complete(Stores.completion(upload, List.of(parts), OWNER));
  }
}
