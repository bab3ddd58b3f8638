package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads objects. Thread-safe. */
public final class ObjectReader {
  /** How often an object may be replaced between looking it up and pinning its bytes. */
  private static final int PIN_ATTEMPTS_MAX = 100;

  private final MetadataStore metadata;
  private final ExtentReader extents;
  private final BlobPins pins;

  /** A reader of that store; {@code pins} are those its garbage collector heeds. */
  public ObjectReader(MetadataStore metadata, ExtentReader extents, BlobPins pins) {
    this.metadata = metadata;
    this.extents = extents;
    this.pins = pins;
  }

  /** What a conditional read comes to. */
  public sealed interface Outcome<T> {
    /** The object is to be sent. */
    record Found<T>(T object) implements Outcome<T> {}

    /** The client's copy is still good. */
    record NotModified<T>(ObjectRecord object) implements Outcome<T> {}
  }

  /**
   * Looks an object up.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchKey} or {@link
   *     Failure.PreconditionFailed}
   */
  public Outcome<ObjectRecord> head(
      BucketName bucketName, ObjectKey key, ReadConditions conditions) {
    ObjectRecord object = metadata.read(snapshot -> require(snapshot, bucketName, key));
    return conditions.isWanted(object)
        ? new Outcome.Found<>(object)
        : new Outcome.NotModified<>(object);
  }

  /**
   * Opens an object for reading. Its bytes stay readable until the result is closed, even when the
   * object is replaced or deleted meanwhile.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchKey}, {@link
   *     Failure.PreconditionFailed}, or {@link Failure.Corrupt}
   */
  public Outcome<Content> open(BucketName bucketName, ObjectKey key, ReadConditions conditions) {
    for (int attempt = 0; attempt < PIN_ATTEMPTS_MAX; attempt++) {
      Content content = metadata.read(snapshot -> load(snapshot, bucketName, key));
      if (!conditions.isWanted(content.object())) {
        return new Outcome.NotModified<>(content.object());
      }
      if (content.isHeld() || pin(content, bucketName, key)) {
        return new Outcome.Found<>(content);
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  private Content load(Snapshot snapshot, BucketName bucketName, ObjectKey key) {
    ObjectRecord object = require(snapshot, bucketName, key);
    Optional<ByteBuffer> inline =
        object.extents().size() == 1
                && object.extents().getFirst().placement() == Extent.Placement.INLINE
            ? Optional.of(ExtentReader.inline(snapshot, object.extents().getFirst()))
            : Optional.empty();
    return new Content(object, inline);
  }

  /** Pins the blobs of {@code content} if the object is still the same; see {@link BlobPins}. */
  private boolean pin(Content content, BucketName bucketName, ObjectKey key) {
    pins.pin(content.blobs());
    boolean same = false;
    try {
      same =
          metadata.read(snapshot ->
              require(snapshot, bucketName, key).extents().equals(content.object().extents()));
      return same;
    } finally {
      if (!same) {
        pins.unpin(content.blobs());
      }
    }
  }

  private static ObjectRecord require(Snapshot snapshot, BucketName bucketName, ObjectKey key) {
    Bucket bucket = Buckets.require(snapshot, bucketName);
    return CurrentObjects.find(snapshot, bucket, key)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchKey(key.value())));
  }

  /** An object opened for reading. Used by one thread. */
  public final class Content implements AutoCloseable {
    private final ObjectRecord object;
    private final Optional<ByteBuffer> inline;
    private boolean closed;

    private Content(ObjectRecord object, Optional<ByteBuffer> inline) {
      this.object = object;
      this.inline = inline;
    }

    /** The record of the object. */
    public ObjectRecord object() {
      return object;
    }

    /**
     * Hands a range of the object's bytes to {@code sink}, verified.
     *
     * @throws StoreException with {@link Failure.Corrupt} when stored bytes are not what was
     *     written; none of those has then been handed on
     * @throws IOException as thrown by {@code sink}
     */
    public void transfer(long offset, long length, BlobReader.Sink sink) throws IOException {
      if (inline.isPresent()) {
        sink.accept(inline.get().slice((int) offset, (int) length));
      } else {
        extents.transfer(object.extents(), offset, length, sink);
      }
    }

    /** Lets the bytes go; idempotent. */
    @Override
    public void close() {
      if (!closed && !isHeld()) {
        pins.unpin(blobs());
      }
      closed = true;
    }

    /** Whether the bytes are already in memory, or there are none. */
    private boolean isHeld() {
      return inline.isPresent() || object.extents().isEmpty();
    }

    private List<BlobId> blobs() {
      return object.extents().stream().map(Extent::blob).toList();
    }
  }
}
