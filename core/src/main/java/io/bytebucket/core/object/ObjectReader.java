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

  /**
   * What to read.
   *
   * @param version which version of it
   */
  public record Source(BucketName bucket, ObjectKey key, VersionSelector version) {
    /** The current version. */
    public static Source current(BucketName bucket, ObjectKey key) {
      return new Source(bucket, key, VersionSelector.current());
    }
  }

  /** What a conditional read comes to. */
  public sealed interface Outcome<T> {
    /** The object is to be sent. */
    record Found<T>(T object) implements Outcome<T> {}

    /** The client's copy is still good. */
    record NotModified<T>(HeldObject object) implements Outcome<T> {}
  }

  /**
   * Looks an object up.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchKey}, {@link
   *     Failure.NoSuchVersion}, {@link Failure.DeleteMarker} or {@link Failure.PreconditionFailed}
   */
  public Outcome<HeldObject> head(Source source, ReadConditions conditions) {
    HeldObject object = metadata.read(snapshot -> require(snapshot, source));
    return conditions.isWanted(object.record())
        ? new Outcome.Found<>(object)
        : new Outcome.NotModified<>(object);
  }

  /**
   * Looks an object up, whatever it is.
   *
   * @throws StoreException with a failure of {@link #head(Source, ReadConditions)}
   */
  public HeldObject get(Source source) {
    return metadata.read(snapshot -> require(snapshot, source));
  }

  /**
   * Opens an object for reading. Its bytes stay readable until the result is closed, even when the
   * object is replaced or deleted meanwhile.
   *
   * @throws StoreException with a failure of {@link #head}, or {@link Failure.Corrupt}
   */
  public Outcome<Content> open(Source source, ReadConditions conditions) {
    for (int attempt = 0; attempt < PIN_ATTEMPTS_MAX; attempt++) {
      Content content = metadata.read(snapshot -> load(snapshot, source));
      if (!conditions.isWanted(content.object())) {
        return new Outcome.NotModified<>(content.held());
      }
      if (content.isHeld() || pin(content, source)) {
        return new Outcome.Found<>(content);
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  /**
   * Opens an object for reading, whatever it is.
   *
   * @throws StoreException with a failure of {@link #head}, or {@link Failure.Corrupt}
   */
  public Content open(Source source) {
    return switch (open(source, ReadConditions.NONE)) {
      case Outcome.Found<Content>(Content content) -> content;
      case Outcome.NotModified<Content> never ->
          throw new IllegalStateException("no condition was given");
    };
  }

  private Content load(Snapshot snapshot, Source source) {
    HeldObject held = require(snapshot, source);
    ObjectRecord object = held.record();
    Optional<ByteBuffer> inline =
        object.extents().size() == 1
                && object.extents().getFirst().placement() == Extent.Placement.INLINE
            ? Optional.of(ExtentReader.inline(snapshot, object.extents().getFirst()))
            : Optional.empty();
    return new Content(held, inline);
  }

  /** Pins the blobs of {@code content} if the object is still the same; see {@link BlobPins}. */
  private boolean pin(Content content, Source source) {
    pins.pin(content.blobs());
    boolean same = false;
    try {
      same =
          metadata.read(snapshot ->
              require(snapshot, source).record().extents().equals(content.object().extents()));
      return same;
    } finally {
      if (!same) {
        pins.unpin(content.blobs());
      }
    }
  }

  /**
   * An object in a snapshot or transaction.
   *
   * @throws StoreException with a failure of {@link #head}
   */
  public static HeldObject require(Snapshot snapshot, Source source) {
    Bucket bucket = Buckets.require(snapshot, source.bucket());
    return new HeldObject(
        VersionIndex.require(snapshot, bucket, source.key(), source.version()),
        bucket.isVersioned());
  }

  /** An object opened for reading. Used by one thread. */
  public final class Content implements AutoCloseable {
    private final HeldObject held;
    private final Optional<ByteBuffer> inline;
    private boolean closed;

    private Content(HeldObject held, Optional<ByteBuffer> inline) {
      this.held = held;
      this.inline = inline;
    }

    /** The record of the object. */
    public ObjectRecord object() {
      return held.record();
    }

    /** The same, in its bucket. */
    public HeldObject held() {
      return held;
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
        extents.transfer(object().extents(), offset, length, sink);
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
      return inline.isPresent() || object().extents().isEmpty();
    }

    private List<BlobId> blobs() {
      return object().extents().stream().map(Extent::blob).toList();
    }
  }
}
