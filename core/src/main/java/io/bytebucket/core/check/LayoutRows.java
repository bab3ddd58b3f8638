package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.layout.LayoutIndex;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of layouts, one layout after the other: they leave no gap, and the index names each. A
 * layout of which that is not so is moved to the quarantine as a whole, and whatever names it goes
 * the same way when its bytes are looked at.
 */
final class LayoutRows {
  private static final int PAGE_ROWS = 200;

  private final Pass pass;
  private final NameReader names;
  private final BlobRows blobs;
  private @Nullable Walk walk;

  LayoutRows(Pass pass, NameReader names, BlobRows blobs) {
    this.pass = pass;
    this.names = names;
    this.blobs = blobs;
  }

  /** What was seen of a layout, row after row. */
  private static final class Walk {
    final BlobId id;
    final List<Long> ends = new ArrayList<>();
    final List<Integer> lastParts = new ArrayList<>();
    private long end;
    private long firstOfPart;
    private int number;
    Optional<LayoutIndex> index = Optional.empty();
    boolean isCounted;
    Optional<String> fault = Optional.empty();

    Walk(BlobId id) {
      this.id = id;
    }

    void extents(LayoutChunks.Extents chunk) {
      if (chunk.start() != end) {
        fault = Optional.of("extents are missing");
      }
      end = chunk.end();
      ends.add(end);
    }

    void parts(LayoutChunks.Parts chunk) {
      if (chunk.first() != firstOfPart) {
        fault = Optional.of("parts are missing");
      }
      for (ObjectPart part : chunk.parts()) {
        if (part.number() <= number) {
          fault = Optional.of("parts are not in order");
        }
        number = part.number();
        firstOfPart += part.sizeBytes();
      }
      lastParts.add(number);
    }

    Optional<String> fault() {
      if (fault.isPresent()) {
        return fault;
      }
      boolean isIndexed =
          index
              .filter(all -> all.extentRows() == ends.size() && all.partRows() == lastParts.size())
              .filter(this::names)
              .isPresent();
      return isIndexed ? Optional.empty() : Optional.of("its index is not of its rows");
    }

    private boolean names(LayoutIndex all) {
      for (int row = 0; row < ends.size(); row++) {
        if (all.end(row) != ends.get(row)) {
          return false;
        }
      }
      for (int row = 0; row < lastParts.size(); row++) {
        if (all.lastPart(row) != lastParts.get(row)) {
          return false;
        }
      }
      return true;
    }
  }

  void read(StoredKey stored, Row.Entry row) {
    switch (stored) {
      case StoredKey.OfLayoutNamings(BlobId id) -> {
        of(id).isCounted = true;
        blobs.layoutNamings(id, row.value());
      }
      case StoredKey.OfLayoutIndex(BlobId id) ->
          of(id).index = Optional.of(LayoutIndex.decode(row.value()));
      case StoredKey.OfLayoutExtents(BlobId id, long end) -> {
        Walk of = of(id);
        LayoutChunks.Extents chunk = LayoutChunks.extents(end, row.value());
        of.extents(chunk);
        names.chunk(id, chunk);
      }
      case StoredKey.OfLayoutParts(BlobId id, int last) ->
          of(id).parts(LayoutChunks.parts(last, row.value()));
      default -> throw new IllegalArgumentException("a row of another table");
    }
  }

  /** Notes that a row of a layout cannot be read. */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    BlobId id =
        switch (stored) {
          case StoredKey.OfLayoutIndex(BlobId of) -> of;
          case StoredKey.OfLayoutExtents(BlobId of, long _) -> of;
          case StoredKey.OfLayoutParts(BlobId of, int _) -> of;
          default -> throw e;
        };
    pass.isBlind(stored instanceof StoredKey.OfLayoutExtents);
    of(id).fault = Optional.of("a row cannot be read: " + Damage.text(e));
  }

  private Walk of(BlobId id) {
    if (walk == null || !walk.id.equals(id)) {
      end();
      walk = new Walk(id);
    }
    return walk;
  }

  /** Judges the last layout; to be called after the last row. */
  void end() {
    Walk ended = walk;
    walk = null;
    if (ended == null) {
      return;
    }
    if (!ended.isCounted) {
      blobs.layouts().suspect(ended.id);
    }
    ended
        .fault()
        .ifPresent(fault ->
            pass.found(
                Kind.LAYOUT,
                new Place.OfLayout(ended.id),
                fault,
                Remedy.quarantine(move(pass.snapshot(), ended.id))));
  }

  /** What moves all rows of a layout to the quarantine; nothing when there are none. */
  static List<Edit> move(Snapshot snapshot, BlobId id) {
    List<Edit> edits = new ArrayList<>();
    Key prefix = WholeTables.layout(id);
    RangeReader.of(snapshot)
        .rows(
            prefix,
            prefix.afterPrefix(),
            PAGE_ROWS,
            row -> {
              edits.add(new Edit.Expect(row.key(), Optional.of(row.value())));
              edits.add(new Edit.Move(row.key()));
              return true;
            });
    return edits;
  }

  /**
   * All extents and parts of a layout.
   *
   * @return nothing when they are not whole
   */
  static Optional<Layout.Here> whole(Snapshot snapshot, BlobId id) {
    List<Extent> extents = new ArrayList<>();
    List<ObjectPart> parts = new ArrayList<>();
    Walk all = new Walk(id);
    Key prefix = WholeTables.layout(id);
    try {
      RangeReader.of(snapshot)
          .rows(
              prefix,
              prefix.afterPrefix(),
              PAGE_ROWS,
              row -> {
                switch (StoredKey.of(row.key()).orElseThrow()) {
                  case StoredKey.OfLayoutIndex _ ->
                      all.index = Optional.of(LayoutIndex.decode(row.value()));
                  case StoredKey.OfLayoutExtents(BlobId _, long end) -> {
                    LayoutChunks.Extents chunk = LayoutChunks.extents(end, row.value());
                    all.extents(chunk);
                    extents.addAll(chunk.extents());
                  }
                  case StoredKey.OfLayoutParts(BlobId _, int last) -> {
                    LayoutChunks.Parts chunk = LayoutChunks.parts(last, row.value());
                    all.parts(chunk);
                    parts.addAll(chunk.parts());
                  }
                  default -> {}
                }
                return true;
              });
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
    return all.fault().isPresent()
        ? Optional.empty()
        : Optional.of(new Layout.Here(List.copyOf(extents), List.copyOf(parts)));
  }
}
