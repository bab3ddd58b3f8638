package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import java.util.List;
import java.util.Optional;

/**
 * The reference records, garbage records and inline bytes of blobs, held against who names them. It
 * keeps a fixed number of sums, and leaves it to {@link SuspectBlobs} to look at what differs.
 */
final class BlobRows implements NameReader.Sink {
  private final Pass pass;
  private final Tally blobs = new Tally();
  private final Tally layouts = new Tally();
  private int lastStart;

  BlobRows(Pass pass) {
    this.pass = pass;
  }

  Tally blobs() {
    return blobs;
  }

  Tally layouts() {
    return layouts;
  }

  /** The latest start of which there are blobs. */
  int lastStart() {
    return lastStart;
  }

  /** Notes that an id of that start is in use. */
  void seen(BlobId id) {
    lastStart = Math.max(lastStart, id.start());
  }

  @Override
  public void blob(BlobId blob, Extent.Placement placement) {
    seen(blob);
    blobs.named(blob);
  }

  @Override
  public void layout(BlobId layout) {
    seen(layout);
    layouts.named(layout);
  }

  @Override
  public void quarantinedLayout(BlobId layout, byte[] namings) {
    layoutNamings(layout, namings);
  }

  void layoutNamings(BlobId layout, byte[] value) {
    seen(layout);
    count(layouts, layout, value);
  }

  void references(BlobId blob, byte[] value) {
    seen(blob);
    count(blobs, blob, value);
  }

  /** A count of less than one is none, and one that cannot be read is looked at. */
  private static void count(Tally tally, BlobId id, byte[] value) {
    if (value.length != Long.BYTES) {
      tally.suspect(id);
      return;
    }
    long times = Counters.decode(value);
    if (times < 1) {
      tally.suspect(id);
    }
    tally.counted(id, times);
  }

  void garbage(BlobId blob, byte[] value) {
    seen(blob);
    if (pass.get(Keyspace.references(blob)).isPresent() || placement(value).isEmpty()) {
      blobs.suspect(blob);
    }
  }

  /** Inline bytes without a record of references have one, unless they are to be deleted. */
  void inline(BlobId blob) {
    seen(blob);
    List<Optional<byte[]>> records =
        pass.snapshot().getAll(List.of(Keyspace.references(blob), Keyspace.garbage(blob)));
    if (records.get(0).isPresent()) {
      return;
    }
    boolean isGarbage =
        records
            .get(1)
            .flatMap(BlobRows::placement)
            .filter(Extent.Placement.INLINE::equals)
            .isPresent();
    if (!isGarbage) {
      blobs.counted(blob, 1);
    }
  }

  /** Where garbage is kept; nothing when its record cannot be read. */
  static Optional<Extent.Placement> placement(byte[] garbage) {
    try {
      return Optional.of(Garbage.decode(garbage).placement());
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }
}
