package io.bytebucket.core.listing;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.listing.VersionLister.Item;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ListedRows;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one page of versions. The current versions and the others are two tables in the same order,
 * which are merged here. A current version is the latest of its key. Used by one thread, once.
 */
final class VersionWalk {
  private final Snapshot snapshot;
  private final Bucket bucket;
  private final VersionLister.Query query;
  private final Start start;

  /**
   * Where the page begins in both tables.
   *
   * @param within the key in which the page begins, if some of its versions were on the page before
   * @param below only versions of that key with a lower sequence are still to come
   */
  private record Start(Key current, Key beside, Optional<String> within, long below) {}

  /**
   * The items of one table, from the start of the page.
   *
   * @param isCutShort whether the table holds more
   */
  private record Table(List<Item> items, boolean isCutShort) {}

  VersionWalk(Snapshot snapshot, Bucket bucket, VersionLister.Query query) {
    this.snapshot = snapshot;
    this.bucket = bucket;
    this.query = query;
    this.start = start();
  }

  private Start start() {
    byte[] prefix = bytes(query.prefix());
    if (query.after().isEmpty()) {
      return new Start(
          Keyspace.objects(bucket.id(), prefix),
          Keyspace.versions(bucket.id(), prefix),
          Optional.empty(),
          0);
    }
    VersionLister.Marker marker = query.after().get();
    ListCursor cursor = ListCursor.after(marker.key(), query.prefix(), query.delimiter());
    byte[] name = bytes(cursor.after());
    Optional<Long> sequence =
        cursor.isPrefix()
            ? Optional.empty()
            : marker.version().flatMap(version -> sequence(name, version));
    Key current = Keyspace.object(bucket.id(), name);
    if (sequence.isPresent()) {
      return new Start(
          current.next(),
          Keyspace.version(bucket.id(), name, sequence.get()).next(),
          Optional.of(cursor.after()),
          sequence.get());
    }
    return cursor.isPrefix()
        ? new Start(
            current.afterPrefix(),
            Keyspace.versions(bucket.id(), name).afterPrefix(),
            Optional.empty(),
            0)
        : new Start(
            current.next(),
            Keyspace.versionsOf(bucket.id(), name).afterPrefix(),
            Optional.empty(),
            0);
  }

  /** The sequence of a version among those of its key. */
  private Optional<Long> sequence(byte[] name, VersionSelector version) {
    return switch (version) {
      case VersionSelector.Current none -> Optional.empty();
      case VersionSelector.Exactly(long sequence) -> Optional.of(sequence);
      case VersionSelector.Null none ->
          snapshot
              .get(Keyspace.nullVersion(bucket.id(), name))
              .map(Counters::decode)
              .or(() ->
                  current(name)
                      .map(ObjectRecord::version)
                      .filter(VersionId::isNull)
                      .map(VersionId::sequence));
    };
  }

  private Optional<ObjectRecord> current(byte[] name) {
    return snapshot.get(Keyspace.object(bucket.id(), name)).map(ObjectRecordCodec::decode);
  }

  VersionLister.Page page() {
    byte[] prefix = bytes(query.prefix());
    Table current =
        scan(
            start.current(),
            Keyspace.objects(bucket.id(), prefix),
            query.delimiter().map(VersionWalk::bytes),
            VersionWalk::current);
    Table beside =
        scan(
            start.beside(),
            Keyspace.versions(bucket.id(), prefix),
            query.delimiter().map(Keyspace::filedDelimiter),
            VersionWalk::beside);
    return merge(current, beside);
  }

  /** Reads an item from a row of one of the tables. */
  private interface Decoder {
    Item item(Row row);
  }

  private Table scan(Key from, Key prefix, Optional<byte[]> delimiter, Decoder decoder) {
    Key first = from.compareTo(prefix) > 0 ? from : prefix;
    if (first.compareTo(prefix.afterPrefix()) >= 0) {
      return new Table(List.of(), false);
    }
    ListedRows page =
        ListedRows.read(
            snapshot,
            first,
            prefix.afterPrefix(),
            query.limit(),
            delimiter.map(bytes -> new ScanRequest.Fold(prefix.bytes().length, bytes)));
    return new Table(page.rows().stream().map(decoder::item).toList(), page.isMore());
  }

  private static Item current(Row row) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) ->
          new Item.Listed(Keyspace.objectKey(key), ObjectRecordCodec.decode(value), true);
      case Row.Folded(Key key) -> new Item.CommonPrefix(Keyspace.objectKey(key));
    };
  }

  private static Item beside(Row row) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) ->
          new Item.Listed(Keyspace.versionedKey(key), ObjectRecordCodec.decode(value), false);
      case Row.Folded(Key key) -> new Item.CommonPrefix(Keyspace.foldedKey(key));
    };
  }

  /**
   * The current version of the key in which the page begins, if it has not been listed yet. That
   * happens when the versions that were listed before it have been deleted since.
   */
  private Optional<Item> promoted() {
    return start
        .within()
        .filter(key -> key.startsWith(query.prefix()))
        .flatMap(key -> current(bytes(key)).map(version -> new Item.Listed(key, version, true)))
        .filter(item -> item.version().version().sequence() < start.below())
        .map(item -> item);
  }

  /** Merges both tables, as far as both have been read, up to the limit of the page. */
  private VersionLister.Page merge(Table current, Table beside) {
    List<Item> merged = new ArrayList<>(promoted().stream().toList());
    int left = 0;
    int right = 0;
    while (left < current.items().size() || right < beside.items().size()) {
      boolean hasLeft = left < current.items().size();
      boolean hasRight = right < beside.items().size();
      // A table that was cut short may have an item that comes next, but nobody knows it here.
      if ((!hasLeft && current.isCutShort()) || (!hasRight && beside.isCutShort())) {
        return new VersionLister.Page(merged, true);
      }
      Item next =
          !hasRight || (hasLeft && isFirst(current.items().get(left), beside.items().get(right)))
              ? current.items().get(left++)
              : beside.items().get(right++);
      Item item = withLatest(next, merged);
      if (!merged.isEmpty() && item.equals(merged.getLast())) {
        continue; // a common prefix of both tables
      }
      if (merged.size() == query.limit()) {
        return new VersionLister.Page(merged, true);
      }
      merged.add(item);
    }
    return new VersionLister.Page(merged, current.isCutShort() || beside.isCutShort());
  }

  private static boolean isFirst(Item current, Item beside) {
    return Arrays.compareUnsigned(bytes(name(current)), bytes(name(beside))) <= 0;
  }

  private static String name(Item item) {
    return switch (item) {
      case Item.Listed(String key, ObjectRecord version, boolean isLatest) -> key;
      case Item.CommonPrefix(String prefix) -> prefix;
    };
  }

  /** A version of the second table is the latest if no other version of its key comes before it. */
  private Item withLatest(Item item, List<Item> before) {
    if (!(item instanceof Item.Listed(String key, ObjectRecord version, boolean isCurrent))
        || isCurrent) {
      return item;
    }
    boolean follows =
        !before.isEmpty()
            && before.getLast() instanceof Item.Listed(String other, ObjectRecord _, boolean _)
            && other.equals(key);
    boolean isLatest =
        !follows && (start.within().filter(key::equals).isEmpty() || isNewest(key, version));
    return new Item.Listed(key, version, isLatest);
  }

  /** Whether the newer versions, which were on the page before, have been deleted since. */
  private boolean isNewest(String key, ObjectRecord version) {
    Key all = Keyspace.versionsOf(bucket.id(), bytes(key));
    return current(bytes(key)).isEmpty()
        && snapshot.scan(ScanRequest.prefix(all, 1)).rows().stream()
            .map(VersionWalk::beside)
            .allMatch(newest ->
                newest instanceof Item.Listed(String _, ObjectRecord first, boolean _)
                    && first.version().equals(version.version()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
