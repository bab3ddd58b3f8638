package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Looks at blobs and layouts of which something is wrong, one by one: walks through the store again
 * for as many of them as fit, until all have been looked at.
 */
final class SuspectBlobs {
  /** How many ids are held in memory at once; some 20 MiB. */
  private static final int HELD_MAX = 200_000;

  private static final int PAGE_ROWS = 500;

  private final Pass pass;
  private final Set<BlobId> withoutReference = new HashSet<>();

  /** Who names an id. */
  private static final class Names {
    long count;
    boolean isStored;
  }

  SuspectBlobs(Pass pass) {
    this.pass = pass;
  }

  /** Blobs that something names and that have no reference record; those that fit. */
  Set<BlobId> withoutReference() {
    return withoutReference;
  }

  /** Looks at all blobs in these slots. */
  void blobs(BitSet slots) {
    inTurns(slots, this::readBlobs, this::judgeBlob);
  }

  /** Looks at all layouts in these slots. */
  void layouts(BitSet slots) {
    inTurns(slots, this::readLayouts, this::judgeLayout);
  }

  private interface Reading {
    void into(Held held);
  }

  private interface Judging {
    void of(BlobId id, Names names);
  }

  /** As many slots at once as there is room for; each turn looks at one at least. */
  private void inTurns(BitSet slots, Reading reading, Judging judging) {
    BitSet left = (BitSet) slots.clone();
    while (!left.isEmpty()) {
      Held held = new Held((BitSet) left.clone());
      reading.into(held);
      held.names.forEach(judging::of);
      left.andNot(held.slots);
    }
  }

  /** The ids of some slots; the last slots go when they become too many. */
  private static final class Held {
    final BitSet slots;
    final TreeMap<BlobId, Names> names = new TreeMap<>();

    Held(BitSet slots) {
      this.slots = slots;
    }

    Optional<Names> of(BlobId id) {
      if (!slots.get(Tally.slot(id))) {
        return Optional.empty();
      }
      Names found = names.computeIfAbsent(id, none -> new Names());
      if (names.size() > HELD_MAX && slots.cardinality() > 1) {
        while (names.size() > HELD_MAX / 2 && slots.cardinality() > 1) {
          slots.clear(slots.length() - 1);
          names.keySet().removeIf(other -> !slots.get(Tally.slot(other)));
        }
      }
      return Optional.of(found);
    }
  }

  private void readBlobs(Held held) {
    walk(
        new NameReader.Sink() {
          @Override
          public void blob(BlobId blob, Extent.Placement placement) {
            held.of(blob)
                .ifPresent(names -> {
                  names.count++;
                  names.isStored |= placement == Extent.Placement.STORED;
                });
          }

          @Override
          public void layout(BlobId layout) {}
        });
    for (Key table :
        new Key[] {WholeTables.references(), Keyspace.allGarbage(), WholeTables.inlineBytes()}) {
      forEachKey(
          table,
          stored -> {
            switch (stored) {
              case StoredKey.OfReferences(BlobId blob) -> held.of(blob);
              case StoredKey.OfGarbage(BlobId blob) -> held.of(blob);
              case StoredKey.OfInlineBytes(BlobId blob) -> held.of(blob);
              default -> {}
            }
          });
    }
  }

  private void readLayouts(Held held) {
    walk(
        new NameReader.Sink() {
          @Override
          public void blob(BlobId blob, Extent.Placement placement) {}

          @Override
          public void layout(BlobId layout) {
            held.of(layout).ifPresent(names -> names.count++);
          }
        });
    forEachKey(
        WholeTables.layouts(),
        stored -> {
          switch (stored) {
            case StoredKey.OfLayoutNamings(BlobId layout) -> held.of(layout);
            case StoredKey.OfLayoutIndex(BlobId layout) -> held.of(layout);
            case StoredKey.OfLayoutExtents(BlobId layout, long _) -> held.of(layout);
            case StoredKey.OfLayoutParts(BlobId layout, int _) -> held.of(layout);
            default -> {}
          }
        });
  }

  private void walk(NameReader.Sink sink) {
    NamedBlobs.walk(
        pass.snapshot(),
        sink,
        () -> {
          pass.stopPoint().run();
          return true;
        });
  }

  private void forEachKey(Key table, Consumer<StoredKey> action) {
    try {
      RangeReader.of(pass.snapshot())
          .rows(
              table,
              table.afterPrefix(),
              PAGE_ROWS,
              row -> {
                pass.stopPoint().run();
                StoredKey.of(row.key()).ifPresent(action);
                return true;
              });
    } catch (RuntimeException e) {
      // That the table cannot be read was said before.
      Damage.requireOf(e);
    }
  }

  private void judgeLayout(BlobId id, Names names) {
    Key key = Keyspace.layoutNamings(id);
    Optional<byte[]> record = pass.get(key);
    Edit.Expect seen = new Edit.Expect(key, record);
    if (record.isEmpty()) {
      List<Edit> rows = LayoutRows.move(pass.snapshot(), id);
      if (!rows.isEmpty()) {
        pass.found(
            Kind.LAYOUT,
            new Place.OfLayout(id),
            "not counted, named by " + names.count,
            names.count > 0
                ? Remedy.mend(seen, new Edit.Put(key, Counters.encode(names.count)))
                : pass.unlessBlind(Remedy.quarantine(rows)));
      }
      return;
    }
    Optional<Long> counted = counted(record.get());
    if (counted.filter(count -> count == names.count && count > 0).isPresent()) {
      return;
    }
    String detail = "counted " + text(counted) + ", named by " + names.count;
    Remedy remedy =
        names.count == 0
            ? Remedy.quarantine(LayoutRows.move(pass.snapshot(), id))
            : Remedy.mend(seen, new Edit.Put(key, Counters.encode(names.count)));
    boolean isLess = counted.filter(count -> count >= names.count).isEmpty();
    pass.found(
        Kind.LAYOUT, new Place.OfLayout(id), detail, isLess ? remedy : pass.unlessBlind(remedy));
  }

  private void judgeBlob(BlobId blob, Names names) {
    Key references = Keyspace.references(blob);
    Key garbageKey = Keyspace.garbage(blob);
    Optional<byte[]> record = pass.get(references);
    Optional<byte[]> garbage = pass.get(garbageKey);
    Optional<Extent.Placement> placement = garbage.flatMap(BlobRows::placement);
    boolean isInline = pass.get(Keyspace.inlineBytes(blob)).isPresent();
    Place place = new Place.OfBlob(blob);
    Edit.Expect seen = new Edit.Expect(references, record);
    Edit.Expect seenGarbage = new Edit.Expect(garbageKey, garbage);
    if (garbage.isPresent() && (names.count > 0 || record.isPresent())) {
      pass.found(
          Kind.GARBAGE_IN_USE,
          place,
          "marked to be deleted, named by " + names.count,
          Remedy.mend(seenGarbage, new Edit.Delete(garbageKey)));
    } else if (garbage.isPresent() && placement.isEmpty()) {
      pass.found(
          Kind.UNREADABLE_ROW,
          place,
          "the mark that it is to be deleted",
          Remedy.mend(seenGarbage, new Edit.Put(garbageKey, mark(isInline))));
    }
    if (record.isEmpty()) {
      judgeUncounted(blob, names, isInline, placement, seen);
      return;
    }
    Optional<Long> counted = counted(record.get());
    if (counted.filter(count -> count == names.count && count > 0).isPresent()) {
      return;
    }
    String detail = "counted " + text(counted) + ", named by " + names.count;
    boolean isLess = counted.filter(count -> count >= names.count).isEmpty();
    if (names.count == 0) {
      pass.found(Kind.UNNAMED_BYTES, place, detail, pass.unlessBlind(noted(blob, seen)));
    } else {
      Remedy remedy = Remedy.mend(seen, new Edit.Put(references, Counters.encode(names.count)));
      pass.found(Kind.REFERENCES, place, detail, isLess ? remedy : pass.unlessBlind(remedy));
    }
  }

  private void judgeUncounted(
      BlobId blob,
      Names names,
      boolean isInline,
      Optional<Extent.Placement> garbage,
      Edit.Expect seen) {
    Key references = Keyspace.references(blob);
    if (names.count == 0) {
      if (isInline && garbage.filter(Extent.Placement.INLINE::equals).isEmpty()) {
        pass.found(
            Kind.UNNAMED_BYTES,
            new Place.OfBlob(blob),
            "no record names it",
            pass.unlessBlind(noted(blob, seen)));
      }
    } else if (names.isStored || names.count > 1) {
      if (withoutReference.size() < HELD_MAX) {
        withoutReference.add(blob);
      }
      pass.found(
          Kind.REFERENCES,
          new Place.OfBlob(blob),
          "not counted, named by " + names.count,
          Remedy.mend(seen, new Edit.Put(references, Counters.encode(names.count))));
    }
  }

  /**
   * Keeps bytes that were committed, and whose record is lost: a note in the quarantine names them
   * from then on.
   */
  private static Remedy noted(BlobId blob, Edit.Expect seen) {
    Key references = Keyspace.references(blob);
    byte[] once = Counters.encode(1);
    return Remedy.quarantine(
        List.of(seen, new Edit.Put(references, once), new Edit.Note(references, once)));
  }

  private byte[] mark(boolean isInline) {
    long epoch;
    try {
      epoch = pass.snapshot().counter(Keyspace.system(SystemRecord.EPOCH));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      epoch = 0;
    }
    return new Garbage(
            isInline ? Extent.Placement.INLINE : Extent.Placement.STORED, Math.max(0, epoch))
        .encode();
  }

  private static Optional<Long> counted(byte[] value) {
    return value.length == Long.BYTES ? Optional.of(Counters.decode(value)) : Optional.empty();
  }

  private static String text(Optional<Long> counted) {
    return counted.map(count -> Long.toString(count)).orElse("unreadably");
  }
}
