package io.bytebucket.testkit;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The services over an in-memory engine with one bucket, and the shortest ways to use them. */
public final class TestStore {
  /** Bodies up to this size are inline. */
  public static final int INLINE_LIMIT_BYTES = 100;

  /** When everything in this store happens. */
  public static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");

  /** The bucket that is there from the start. */
  public static final BucketName BUCKET = new BucketName("photos");

  /** The user who makes everything. */
  public static final UserId OWNER = new UserId("AKOWNER");

  /** What a client that says nothing says. */
  public static final ObjectAttributes ATTRIBUTES =
      new ObjectAttributes(
          new SystemMetadata(
              SystemMetadata.DEFAULT_CONTENT_TYPE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          Map.of(),
          Map.of(),
          ObjectAttributes.STANDARD);

  /** An administrator who asks about jobs. */
  public static final JobAsker ADMINISTRATOR =
      new JobAsker(
          new Caller.Known(OWNER, "owner", List.of(AccessRule.FULL_ACCESS)),
          new Job.Origin(Optional.empty(), false));

  public final MemoryMetadataStore metadata;
  public final MemoryBlobStore blobs;
  public final Store services;

  private TestStore(MemoryMetadataStore metadata, MemoryBlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.services = open(Stores.join(metadata, blobs));
  }

  /**
   * Another start beside those there are, on other views of stores, for tests that put something
   * between.
   */
  public static Store servicesOver(MetadataStore metadata, BlobStore blobs) {
    return open(Stores.share(metadata, blobs));
  }

  private static Store open(Engine engine) {
    return Stores.open(engine, Clock.fixed(NOW, ZoneOffset.UTC), INLINE_LIMIT_BYTES);
  }

  /** The users of a store, with an encryption key that begins with that byte. */
  public static UserServices users(MetadataStore metadata, int keyByte) {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    key[0] = (byte) keyByte;
    return Store.usersOf(
        metadata, new SecretCipher(key, new SecureRandom()), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Changes to a store that have their record in its audit log. */
  public static AuditedStore audited(MetadataStore metadata) {
    return AuditedStore.ofUsers(
        metadata, Clock.fixed(NOW, ZoneOffset.UTC), AuditLog.Limits.STANDARD);
  }

  /** A store that holds the bucket. */
  public static TestStore create() {
    TestStore store =
        new TestStore(MemoryMetadataStore.thatRunsChangesTwice(), new MemoryBlobStore());
    store.services.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
    return store;
  }

  /** This store after a crash and another start. */
  public TestStore crash() {
    return new TestStore(metadata.reopen(), blobs.reopen());
  }

  /** Puts an object. */
  public ObjectRecord put(String key, byte[] body) {
    return put(key, body, new WriteCondition.None());
  }

  /** Puts an object under a condition. */
  public ObjectRecord put(String key, byte[] body, WriteCondition condition) {
    return put(request(key, body.length, condition, DigestClaims.NONE), body);
  }

  /** Puts an object into another bucket. */
  public ObjectRecord put(BucketName bucket, String key, byte[] body) {
    return put(
        new ObjectWriter.Put(
            bucket,
            new ObjectKey(key),
            body.length,
            ATTRIBUTES,
            OWNER,
            new WriteCondition.None(),
            DigestClaims.NONE),
        body);
  }

  private ObjectRecord put(ObjectWriter.Put put, byte[] body) {
    try {
      return services.writer().put(put, new ByteArrayInputStream(body)).record();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to put, to be put by the writer itself. */
  public static ObjectWriter.Put request(
      String key, long lengthBytes, WriteCondition condition, DigestClaims claims) {
    return new ObjectWriter.Put(
        BUCKET, new ObjectKey(key), lengthBytes, ATTRIBUTES, OWNER, condition, claims);
  }

  /** The bytes of an object of few pieces. */
  public static List<Extent> extents(ObjectRecord object) {
    return ((Layout.Here) object.layout()).extents();
  }

  /** The blob of an object that was put as a whole, and is not empty. */
  public static BlobId blob(ObjectRecord object) {
    return extents(object).getFirst().blob();
  }

  /** Opens an object that is there. */
  public ObjectReader.Content open(String key) {
    return services.reader().open(ObjectReader.Source.current(BUCKET, new ObjectKey(key)));
  }

  /** All bytes of an object that is there. */
  public byte[] get(String key) {
    try (ObjectReader.Content content = open(key)) {
      return bytes(content, 0, content.object().sizeBytes());
    }
  }

  /** A range of an object that is open. */
  public static byte[] bytes(ObjectReader.Content content, long offset, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.transfer(
          offset,
          length,
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

  /** A full check of this store. */
  public StoreCheck check() {
    return new StoreCheck(metadata, blobs);
  }

  /** Bytes that only a seed tells apart from others. */
  public static byte[] randomBytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
