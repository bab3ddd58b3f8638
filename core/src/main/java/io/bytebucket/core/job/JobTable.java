package io.bytebucket.core.job;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.upload.UploadId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a bucket a job comes to next: one page of one of its tables. Used inside one query.
 *
 * @param cursor where the page begins
 */
record JobTable(Snapshot snapshot, long bucketId, String prefix, Job.Cursor cursor) {
  /** How many things are done in one commit. */
  static final int PAGE = 250;

  /** Makes an item of a version; {@code next} is where the job goes on after it. */
  @FunctionalInterface
  interface OfVersion {
    Item item(ObjectKey key, ObjectRecord record, Job.Cursor next);
  }

  /** Makes an item of an upload. */
  @FunctionalInterface
  interface OfUpload {
    Item item(ObjectKey key, UploadId id, Job.Cursor next);
  }

  /** Versions that are not current. */
  Batch versions(OfVersion items) {
    Key all = Keyspace.versions(bucketId, utf8(prefix));
    Key from =
        cursor.key().isEmpty()
            ? all
            : Keyspace.version(bucketId, utf8(cursor.key()), Long.parseLong(cursor.within()))
                .next();
    return page(
        all,
        from,
        row -> {
          ObjectRecord record = ObjectRecordCodec.decode(row.value());
          String key = Keyspace.versionedKey(row.key());
          return items.item(
              new ObjectKey(key), record, at(key, Long.toString(record.version().sequence())));
        });
  }

  /** Current objects. */
  Batch objects(OfVersion items) {
    Key all = Keyspace.objects(bucketId, utf8(prefix));
    Key from = cursor.key().isEmpty() ? all : Keyspace.object(bucketId, utf8(cursor.key())).next();
    return page(
        all,
        from,
        row -> {
          String key = Keyspace.objectKey(row.key());
          return items.item(new ObjectKey(key), ObjectRecordCodec.decode(row.value()), at(key, ""));
        });
  }

  /** Uploads under way. */
  Batch uploads(OfUpload items) {
    Key all = Keyspace.uploads(bucketId, utf8(prefix));
    Key from =
        cursor.key().isEmpty()
            ? all
            : Keyspace.upload(
                    bucketId, utf8(cursor.key()), UploadId.parse(cursor.within()).number())
                .next();
    return page(
        all,
        from,
        row -> {
          String key = Keyspace.uploadKey(row.key());
          UploadId id = new UploadId(Keyspace.uploadId(row.key()));
          return items.item(new ObjectKey(key), id, at(key, id.text()));
        });
  }

  private Batch page(Key all, Key from, Function<Row.Entry, Item> item) {
    ScanPage page = snapshot.scan(ScanRequest.range(from, all.afterPrefix(), PAGE));
    List<Item> items = page.entries().stream().map(item).toList();
    return new Batch(
        items,
        page.end() instanceof ScanPage.End.LimitReached
            ? Optional.of(items.getLast().cursor())
            : Optional.empty());
  }

  private Job.Cursor at(String key, String within) {
    return new Job.Cursor(cursor.phase(), key, within);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
