package io.bytebucket.core.layout;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up the extents and parts of a layout. If the layout has rows of its own, it reads only the
 * rows that are needed. Used by one thread, inside the query that the snapshot belongs to.
 */
public final class LayoutReader implements PartIndex {
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
    LayoutIndex index = index(id);
    int row = index.rowOfByte(first);
    long start = -1;
    long end = -1;
    while (end < until) {
      if (row == index.extentRows()) {
        throw corrupt(id, "cut short");
      }
      long rowEnd = index.end(row++);
      LayoutChunks.Extents chunk =
          LayoutChunks.extents(rowEnd, row(id, Keyspace.layoutExtents(id, rowEnd)));
      if (start < 0 ? chunk.start() > first : chunk.start() != end) {
        throw corrupt(id, "a gap");
      }
      start = start < 0 ? chunk.start() : start;
      end = rowEnd;
      extents.addAll(chunk.extents());
    }
    return start;
  }

  private LayoutIndex index(BlobId id) {
    return LayoutIndex.decode(row(id, Keyspace.layoutIndex(id)));
  }

  private byte[] row(BlobId id, Key key) {
    return snapshot.get(key).orElseThrow(() -> corrupt(id, "a row is missing"));
  }

  private LayoutChunks.Parts parts(BlobId id, LayoutIndex index, int row) {
    int last = index.lastPart(row);
    return LayoutChunks.parts(last, row(id, Keyspace.layoutParts(id, last)));
  }

  @Override
  public Optional<LocatedPart> part(int number) {
    return switch (layout) {
      case Layout.Here here -> part(0, here.parts(), number);
      case Layout.Apart(BlobId id, int _) -> {
        LayoutIndex index = index(id);
        int row = index.rowOfPart(number);
        if (row == index.partRows()) {
          yield Optional.empty();
        }
        LayoutChunks.Parts chunk = parts(id, index, row);
        yield part(chunk.first(), chunk.parts(), number);
      }
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
        LayoutIndex index = index(id);
        int row = index.rowOfPart(after + 1L);
        while (row < index.partRows() && found.size() <= limit) {
          add(parts(id, index, row++).parts(), after, limit, found);
        }
      }
    }
    return found.size() > limit
        ? new PartPage(found.subList(0, limit), true)
        : new PartPage(found, false);
  }

  /** Adds the parts of a page, and the next part if there is one. */
  private static void add(List<ObjectPart> parts, int after, int limit, List<ObjectPart> found) {
    for (ObjectPart part : parts) {
      if (part.number() > after && found.size() <= limit) {
        found.add(part);
      }
    }
  }

  private static StoreException corrupt(BlobId id, String detail) {
    return new StoreException(new Failure.Corrupt("layout", id + " " + detail));
  }
}
