package io.bytebucket.server.backup;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A store in a data directory, with what a backup has to do with. For one thread. */
final class BackedStore implements AutoCloseable {
  static final BucketName BUCKET = new BucketName("photos");
  static final BucketName OTHER = new BucketName("other");
  static final int INLINE_LIMIT_BYTES = 1_000;

  private static final UserId OWNER = new UserId("AKOWNER");

  /** Who may do everything. */
  static final Caller.Known CALLER =
      new Caller.Known(OWNER, "owner", List.of(AccessRule.FULL_ACCESS));

  private static final LayoutSizes SMALL = new LayoutSizes(40, 2, 2);
  private static final Upload.ChecksumPlan PLAN =
      new Upload.ChecksumPlan(ChecksumAlgorithm.CRC32C, Checksum.Type.COMPOSITE, true);

  final LocalEngine engine;
  final Store services;
  private final Random random = new Random(7);

  private BackedStore(Path directory) {
    this.engine = LocalEngine.open(directory, Keyspace.BULK_TAG);
    this.services = Stores.open(engine, Clock.systemUTC(), INLINE_LIMIT_BYTES, SMALL);
  }

  /** A start on that directory. */
  static BackedStore open(Path directory) {
    return new BackedStore(directory);
  }

  /** Fills a new directory with something of each kind; it is closed on return. */
  static void fill(Path directory) throws IOException {
    try (BackedStore store = open(directory)) {
      store.services.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
      store.services.buckets().create(OTHER, OWNER, LocationConstraint.NONE);
      store.services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
      for (int i = 0; i < 8; i++) {
        store.put(BUCKET, "small/" + i, 500);
        store.put(BUCKET, "large/" + i, 100_000);
        store.put(OTHER, "x" + i, i % 2 == 0 ? 300 : 70_000);
      }
      store.put(BUCKET, "large/3", 120_000);
      store.put(BUCKET, "small/3", 400);
      store.delete("large/4");
      store.parts("large/parts", 9, 40_000);
      store.parts("small/parts", 9, 200);
      store.copy("large/parts", "small/copy of many");
      store.copy("large/parts", "large/copy of many");
      store.copy("small/1", "small/copy of one");
      store.copy("large/1", "large/copy of one");
      Uploads.Handle open = store.begin("large/open");
      UploadedPart _ = store.part(open, 1, 50_000);
    }
  }

  void put(BucketName bucket, String key, int length) throws IOException {
    byte[] body = bytes(length);
    HeldObject _ =
        services
            .writer()
            .put(
                new ObjectWriter.Put(
                    bucket,
                    new ObjectKey(key),
                    length,
                    ObjectAttributes.NONE,
                    OWNER,
                    new WriteCondition.None(),
                    DigestClaims.NONE),
                new ByteArrayInputStream(body));
  }

  private byte[] bytes(int length) {
    byte[] body = new byte[length];
    random.nextBytes(body);
    return body;
  }

  void delete(String key) {
    ObjectRemover.Outcome _ =
        services
            .remover()
            .delete(
                BUCKET,
                new ObjectRemover.Target(new ObjectKey(key), new WriteCondition.None()),
                OWNER);
  }

  private void copy(String from, String to) {
    ObjectCopier.Copied _ =
        services
            .copier()
            .copy(
                new ObjectCopier.Copy(
                    ObjectReader.Source.current(BUCKET, new ObjectKey(from)),
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

  private Uploads.Handle begin(String key) {
    ObjectKey name = new ObjectKey(key);
    Upload upload = services.uploads().create(BUCKET, name, ObjectAttributes.NONE, PLAN, OWNER);
    return new Uploads.Handle(BUCKET, name, upload.id());
  }

  private UploadedPart part(Uploads.Handle upload, int number, int length) throws IOException {
    return services
        .partWriter()
        .put(
            new PartWriter.Put(
                upload, number, length, DigestClaims.NONE, Optional.of(PLAN.algorithm())),
            new ByteArrayInputStream(bytes(length)))
        .part();
  }

  private void parts(String key, int count, int length) throws IOException {
    Uploads.Handle upload = begin(key);
    List<UploadCompleter.Listed> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      UploadedPart part = part(upload, number, length);
      parts.add(
          new UploadCompleter.Listed(
              number,
              part.etag().value(),
              Optional.of(
                  new UploadCompleter.Claim(
                      part.checksum().algorithm(), part.checksum().base64()))));
    }
    UploadCompleter.Completed _ =
        services
            .completer()
            .complete(
                new UploadCompleter.Completion(
                    upload,
                    parts,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new WriteCondition.None(),
                    OWNER));
  }

  byte[] get(BucketName bucket, String key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectReader.Content content =
        services.reader().open(ObjectReader.Source.current(bucket, new ObjectKey(key)))) {
      content.transfer(
          0,
          content.object().sizeBytes(),
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
          });
    }
    return out.toByteArray();
  }

  /** Fails unless everything agrees; what earlier starts left is swept before. */
  void requireConsistent() {
    int _ = services.upkeep().sweep().sweep();
    while (services.upkeep().collector().collect() > 0) {
      // Until nothing is left.
    }
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
  }

  @Override
  public void close() {
    try (engine;
        services) {
      // In that order.
    }
  }
}
