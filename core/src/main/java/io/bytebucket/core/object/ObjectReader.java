package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutReader;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads objects. Thread-safe. */
public final class ObjectReader {
  /** How often an object may be replaced between looking it up and pinning its bytes. */
  private static final int PIN_ATTEMPTS_MAX = 100;

  private final MetadataStore metadata;
  private final ExtentReader extents;
  private final BlobPins pins;

  /** A reader of that store; {@code pins} are the ones that its garbage collector respects. */
  public ObjectReader(MetadataStore metadata, ExtentReader extents, BlobPins pins) {
    this.metadata = metadata;
    this.extents = extents;
    this.pins = pins;
  }

  /** Is told what was found, before anything else happens with it, and may throw. */
  @FunctionalInterface
  public interface Finder {
    /** Nobody cares. */
    Finder NONE = _ -> {};

    /** Called inside the query or commit, more than once if that is tried again. */
    void found(ObjectRecord object);
  }

  /**
   * What to read.
   *
   * @param version which version of the object
   * @param finder who is told what was found
   */
  public record Source(BucketName bucket, ObjectKey key, VersionSelector version, Finder finder) {
    /** Of which nobody has to be told. */
    public Source(BucketName bucket, ObjectKey key, VersionSelector version) {
      this(bucket, key, version, Finder.NONE);
    }

    /** The same, with somebody who is told what was found. */
    public Source foundBy(Finder told) {
      return new Source(bucket, key, version, told);
    }

    /** The current version. */
    public static Source current(BucketName bucket, ObjectKey key) {
      return new Source(bucket, key, VersionSelector.current());
    }
  }

  /** Which bytes of an object are read. */
  public interface ByteRange {
    /** The offset of the first byte. */
    long first();

    /** How many bytes; the range is inside the object. */
    long lengthBytes();
  }

  /**
   * Decides what to do with an object that was found and is wanted, inside the query that found it.
   */
  @FunctionalInterface
  public interface Choice<R> {
    /**
     * Says what to do with the object. It may be asked again about another object, when the first
     * one is replaced meanwhile; so it must be short and have no side effects. The caller gets what
     * it throws.
     */
    R choose(HeldObject object, PartIndex parts);
  }

  /** An object that was found, and what was decided about it. */
  public record Chosen<R>(HeldObject object, R choice) {}

  /** A range that is open, as it was decided. */
  public record Opened<R>(R choice, Content content) {}

  /** All bytes of an object. */
  private record Whole(long lengthBytes) implements ByteRange {
    @Override
    public long first() {
      return 0;
    }
  }

  /** The outcome of a conditional read. */
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
    return switch (head(source, conditions, (object, parts) -> object)) {
      case Outcome.Found<Chosen<HeldObject>>(Chosen<HeldObject> chosen) ->
          new Outcome.Found<>(chosen.object());
      case Outcome.NotModified<Chosen<HeldObject>>(HeldObject object) ->
          new Outcome.NotModified<>(object);
    };
  }

  /**
   * Looks an object up, and decides about it.
   *
   * @throws StoreException with a failure of {@link #head(Source, ReadConditions)}
   */
  public <R> Outcome<Chosen<R>> head(Source source, ReadConditions conditions, Choice<R> choice) {
    return metadata.read(snapshot -> {
      HeldObject object = require(snapshot, source);
      return conditions.isWanted(object.record())
          ? new Outcome.Found<>(new Chosen<>(object, choose(snapshot, object, choice)))
          : new Outcome.NotModified<>(object);
    });
  }

  /**
   * Looks an object up without conditions.
   *
   * @throws StoreException with a failure of {@link #head(Source, ReadConditions)}
   */
  public HeldObject get(Source source) {
    return metadata.read(snapshot -> require(snapshot, source));
  }

  /**
   * Looks an object up without conditions, and decides about it.
   *
   * @throws StoreException with a failure of {@link #head(Source, ReadConditions)}
   */
  public <R> Chosen<R> get(Source source, Choice<R> choice) {
    return metadata.read(snapshot -> {
      HeldObject object = require(snapshot, source);
      return new Chosen<>(object, choose(snapshot, object, choice));
    });
  }

  /**
   * Opens a range of an object for reading. Its bytes stay readable until the result is closed,
   * even when the object is replaced or deleted meanwhile. The cost depends on the range, not on
   * the length of the object.
   *
   * @throws StoreException with a failure of {@link #head}, or {@link Failure.Corrupt}
   */
  public <R extends ByteRange> Outcome<Opened<R>> open(
      Source source, ReadConditions conditions, Choice<R> choice) {
    for (int attempt = 0; attempt < PIN_ATTEMPTS_MAX; attempt++) {
      Outcome<Opened<R>> outcome =
          metadata.read(snapshot -> load(snapshot, source, conditions, choice));
      if (!(outcome instanceof Outcome.Found<Opened<R>>(Opened<R> opened))
          || opened.content().isHeld()
          || pin(opened.content(), source)) {
        return outcome;
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  /**
   * Opens a whole object for reading, without conditions.
   *
   * @throws StoreException with a failure of {@link #head}, or {@link Failure.Corrupt}
   */
  public Content open(Source source) {
    return open(source, (object, _) -> new Whole(object.record().sizeBytes())).content();
  }

  /**
   * Opens a range of an object for reading, without conditions.
   *
   * @throws StoreException with a failure of {@link #head}, or {@link Failure.Corrupt}
   */
  public <R extends ByteRange> Opened<R> open(Source source, Choice<R> choice) {
    return switch (open(source, ReadConditions.NONE, choice)) {
      case Outcome.Found<Opened<R>>(Opened<R> opened) -> opened;
      case Outcome.NotModified<Opened<R>> never ->
          throw new IllegalStateException("no condition was given");
    };
  }

  private <R extends ByteRange> Outcome<Opened<R>> load(
      Snapshot snapshot, Source source, ReadConditions conditions, Choice<R> choice) {
    HeldObject held = require(snapshot, source);
    if (!conditions.isWanted(held.record())) {
      return new Outcome.NotModified<>(held);
    }
    R range = choose(snapshot, held, choice);
    return new Outcome.Found<>(new Opened<>(range, content(snapshot, held, range)));
  }

  private static <R> R choose(Snapshot snapshot, HeldObject held, Choice<R> choice) {
    return choice.choose(held, new LayoutReader(snapshot, held.record().layout()));
  }

  private Content content(Snapshot snapshot, HeldObject held, ByteRange range) {
    Layout layout = held.record().layout();
    List<Extent> extents =
        new LayoutReader(snapshot, layout).extents(range.first(), range.lengthBytes());
    // Readers of such an object do not pin it, because its bytes may be deleted together with its
    // record.
    Optional<ByteBuffer> inline =
        layout instanceof Layout.Here(List<Extent> all, _)
                && all.size() == 1
                && extents.size() == 1
                && extents.getFirst().placement() == Extent.Placement.INLINE
            ? Optional.of(ExtentReader.inline(snapshot, extents.getFirst()))
            : Optional.empty();
    return new Content(held, range.first(), extents, inline);
  }

  /**
   * Pins the blobs of {@code content}, and checks that the object is still the same; see {@link
   * BlobPins}.
   */
  private boolean pin(Content content, Source source) {
    BlobPins.Pin pin = pins.pin(content.blobs);
    boolean same = false;
    try {
      same =
          metadata.read(snapshot ->
              require(snapshot, source).record().layout().equals(content.object().layout()));
      return same;
    } finally {
      if (same) {
        content.pin = pin;
      } else {
        pin.close();
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
    ObjectRecord object = VersionIndex.require(snapshot, bucket, source.key(), source.version());
    source.finder().found(object);
    return new HeldObject(object, bucket.isVersioned());
  }

  /** A range of an object opened for reading. Used by one thread. */
  public final class Content implements AutoCloseable {
    private final HeldObject held;
    private final long first;
    private final List<Extent> range;
    private final Optional<ByteBuffer> inline;
    private final List<BlobId> blobs;
    private BlobPins.@Nullable Pin pin;

    private Content(HeldObject held, long first, List<Extent> range, Optional<ByteBuffer> inline) {
      this.held = held;
      this.first = first;
      this.range = range;
      this.inline = inline;
      this.blobs = inline.isPresent() ? List.of() : range.stream().map(Extent::blob).toList();
    }

    /** The record of the object. */
    public ObjectRecord object() {
      return held.record();
    }

    /** The record, and whether its bucket keeps versions. */
    public HeldObject held() {
      return held;
    }

    /** The extents that make up the range. */
    public List<Extent> extents() {
      return range;
    }

    /**
     * Hands bytes of the object to {@code sink}, verified.
     *
     * @param offset where they start in the object
     * @param length how many; all are inside the range that is open
     * @throws StoreException with {@link Failure.Corrupt} when stored bytes are not what was
     *     written; none of those has then been handed on. With {@link Failure.Busy} when others
     *     took this process for dead meanwhile, so that the bytes may be gone though nothing is
     *     damaged
     * @throws IOException as thrown by {@code sink}
     */
    public void transfer(long offset, long length, BlobReader.Sink sink) throws IOException {
      if (inline.isPresent()) {
        sink.accept(inline.get().slice((int) (offset - first), (int) length));
      } else {
        try {
          extents.transfer(range, offset - first, length, sink);
        } catch (StoreException e) {
          throw isDamage(e) ? e : new StoreException(new Failure.Busy(1));
        }
      }
    }

    /** Missing bytes are damage only if they had to be kept for this reading. */
    private boolean isDamage(StoreException e) {
      BlobPins.Pin held = pin;
      return !(e.failure() instanceof Failure.Corrupt)
          || held == null
          || metadata.read(snapshot -> Lease.stands(snapshot, held.start()));
    }

    /** Ends the reading, so that the bytes may be deleted; idempotent. */
    @Override
    public void close() {
      if (pin != null) {
        pin.close();
      }
    }

    /** Whether nothing has to be pinned: the bytes are in memory, or there are none. */
    private boolean isHeld() {
      return blobs.isEmpty();
    }
  }
}
