package io.bytebucket.core.layout;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up the extents and parts of a layout. If the layout has rows of its own, it reads only the
 * rows that are needed. Used by one thread, inside the query that the snapshot belongs to.
 */
public final class LayoutReader implements PartIndex {
  /** A range up to this length is in one or two rows, unless the parts are tiny. */
  private static final long SHORT_BYTES = 1 << 20;

  private static final int SHORT_ROWS = 2;

  private final Snapshot snapshot;
  private final Layout layout;

  /** Looks into that layout. */
  public LayoutReader(Snapshot snapshot, Layout layout) {
    this.snapshot = snapshot;
    this.layout = layout;
  }

  /**
   * The extents of a range of the object, cut to the range.
   *
   * @param first where the range starts; it is inside the object
   * @throws StoreException with {@link Failure.Corrupt} when some of them are missing
   */
  public List<Extent> extents(long first, long lengthBytes) {
    if (lengthBytes == 0) {
      return List.of();
    }
    return switch (layout) {
      case Layout.Here here -> Extent.slice(here.extents(), first, lengthBytes);
      case Layout.Apart(BlobId id, int _) -> {
        List<Extent> extents = new ArrayList<>();
        long start = read(id, first, first + lengthBytes, extents);
        yield Extent.slice(extents, first - start, lengthBytes);
      }
    };
  }

  /**
   * Adds the extents of the rows that touch a range, and returns where the first of them starts.
   */
  private long read(BlobId id, long first, long until, List<Extent> extents) {
    long[] bounds = {-1, -1};
    int rows = until - first <= SHORT_BYTES ? SHORT_ROWS : ScanRequest.LIMIT_MAX;
    Key from = Keyspace.layoutExtents(id, first + 1);
    RangeReader.of(snapshot)
        .rows(
            from,
            Keyspace.layoutExtents(id).afterPrefix(),
            rows,
            row -> {
              LayoutChunks.Extents chunk = LayoutChunks.extents(row);
              boolean follows = bounds[1] < 0 ? chunk.start() <= first : chunk.start() == bounds[1];
              if (!follows) {
                throw corrupt(id, "a gap");
              }
              bounds[0] = bounds[0] < 0 ? chunk.start() : bounds[0];
              bounds[1] = chunk.end();
              extents.addAll(chunk.extents());
              return chunk.end() < until;
            });
    if (bounds[1] < until) {
      throw corrupt(id, "cut short");
    }
    return bounds[0];
  }

  @Override
  public Optional<LocatedPart> part(int number) {
    if (number < 1 || number > ObjectPart.NUMBER_MAX) {
      return Optional.empty();
    }
    return switch (layout) {
      case Layout.Here here -> part(0, here.parts(), number);
      case Layout.Apart(BlobId id, int _) ->
          snapshot
              .scan(
                  ScanRequest.range(
                      Keyspace.layoutParts(id, number), Keyspace.layoutParts(id).afterPrefix(), 1))
              .entries()
              .stream()
              .findFirst()
              .map(LayoutChunks::parts)
              .flatMap(chunk -> part(chunk.first(), chunk.parts(), number));
    };
  }

  private static Optional<LocatedPart> part(long first, List<ObjectPart> parts, int number) {
    long start = first;
    for (ObjectPart part : parts) {
      if (part.number() == number) {
        return Optional.of(new LocatedPart(start, part));
      }
      start += part.sizeBytes();
    }
    return Optional.empty();
  }

  @Override
  public PartPage page(int after, int limit) {
    List<ObjectPart> found = new ArrayList<>();
    switch (layout) {
      case Layout.Here here -> add(here.parts(), after, limit, found);
      case Layout.Apart(BlobId id, int _) -> {
        if (after < ObjectPart.NUMBER_MAX) {
          RangeReader.of(snapshot)
              .rows(
                  Keyspace.layoutParts(id, after + 1),
                  Keyspace.layoutParts(id).afterPrefix(),
                  Math.min(limit / LayoutSizes.STANDARD.partsARow() + 2, ScanRequest.LIMIT_MAX),
                  row -> add(LayoutChunks.parts(row).parts(), after, limit, found));
        }
      }
    }
    return found.size() > limit
        ? new PartPage(found.subList(0, limit), true)
        : new PartPage(found, false);
  }

  /**
   * Adds the parts of a page, and the next part if there is one. Returns whether more rows are
   * needed for that.
   */
  private static boolean add(List<ObjectPart> parts, int after, int limit, List<ObjectPart> found) {
    for (ObjectPart part : parts) {
      if (part.number() > after && found.size() <= limit) {
        found.add(part);
      }
    }
    return found.size() <= limit;
  }

  private static StoreException corrupt(BlobId id, String detail) {
    return new StoreException(new Failure.Corrupt("layout", id + " " + detail));
  }
}
