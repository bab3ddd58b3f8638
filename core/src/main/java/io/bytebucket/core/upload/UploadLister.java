package io.bytebucket.core.upload;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ListedRows;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lists uploads that are under way, and their parts. Thread-safe. The cost of a page depends on
 * what it returns.
 */
public final class UploadLister {
  /** The longest page. */
  public static final int PAGE_LIMIT = 1_000;

  private final MetadataStore metadata;

  /** A lister of that store. */
  public UploadLister(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /**
   * A page of parts.
   *
   * @param parts in the order of their numbers
   * @param isTruncated whether more follow
   */
  public record PartPage(Upload upload, List<UploadedPart> parts, boolean isTruncated) {}

  /**
   * One page of the parts of an upload.
   *
   * @param after the number after which the page begins
   * @param limit how many at the most, 0 to {@value #PAGE_LIMIT}
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket} or {@link
   *     io.bytebucket.core.failure.Failure.NoSuchUpload}
   */
  public PartPage parts(Uploads.Handle handle, int after, int limit) {
    return metadata.read(snapshot -> {
      Upload upload = Uploads.require(snapshot, Buckets.require(snapshot, handle.bucket()), handle);
      if (limit == 0 || after >= Uploads.PART_NUMBER_MAX) {
        return new PartPage(upload, List.of(), false);
      }
      Key prefix = Keyspace.parts(handle.id().number());
      Key from = Keyspace.part(handle.id().number(), after).next();
      ListedRows page =
          ListedRows.read(snapshot, from, prefix.afterPrefix(), limit, Optional.empty());
      return new PartPage(
          upload, page.rows().stream().map(Uploads::decode).toList(), page.isMore());
    });
  }

  /** Where a listing of uploads goes on. */
  public sealed interface Cursor {
    /** After all uploads of that key. */
    record AfterKey(String key) implements Cursor {}

    /** After one upload of that key. */
    record AfterUpload(String key, UploadId id) implements Cursor {}

    /** After all keys that a common prefix stands for. */
    record AfterPrefix(String prefix) implements Cursor {}
  }

  /**
   * What to list.
   *
   * @param prefix what the keys start with
   * @param delimiter folds keys that hold it after the prefix into common prefixes
   * @param after where the page before ended
   * @param limit how many items at the most, 0 to {@value #PAGE_LIMIT}
   */
  public record Query(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<Cursor> after,
      int limit) {}

  /** One line of a listing. */
  public sealed interface Item {
    /** An upload. */
    record Listed(Upload upload) implements Item {}

    /** Several uploads whose keys are alike up to and including a delimiter. */
    record CommonPrefix(String prefix) implements Item {}

    /** Where a listing goes on after this item. */
    default Cursor cursor() {
      return switch (this) {
        case Listed(Upload upload) -> new Cursor.AfterUpload(upload.key().value(), upload.id());
        case CommonPrefix(String prefix) -> new Cursor.AfterPrefix(prefix);
      };
    }
  }

  /**
   * One page of a listing.
   *
   * @param items in the order of their keys' bytes, and of one key in the order in which they were
   *     begun
   */
  public record Page(List<Item> items, boolean isTruncated) {}

  /**
   * One page of the uploads of a bucket.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket}
   */
  public Page list(Query query) {
    return metadata.read(snapshot -> list(snapshot, query));
  }

  private static Page list(Snapshot snapshot, Query query) {
    Bucket bucket = Buckets.require(snapshot, query.bucket());
    byte[] prefixBytes = query.prefix().getBytes(StandardCharsets.UTF_8);
    if (query.limit() == 0 || prefixBytes.length > ObjectKey.LIMIT_BYTES) {
      return new Page(List.of(), false);
    }
    Key prefix = Keyspace.uploads(bucket.id(), prefixBytes);
    Key from = query.after().map(cursor -> start(bucket, cursor)).orElse(prefix);
    if (from.compareTo(prefix) < 0) {
      from = prefix;
    }
    if (from.compareTo(prefix.afterPrefix()) >= 0) {
      return new Page(List.of(), false);
    }
    Optional<ScanRequest.Fold> fold =
        query
            .delimiter()
            .map(Keyspace::filedDelimiter)
            .map(delimiter -> new ScanRequest.Fold(prefix.bytes().length, delimiter));
    ListedRows page = ListedRows.read(snapshot, from, prefix.afterPrefix(), query.limit(), fold);
    return new Page(page.rows().stream().map(UploadLister::item).toList(), page.isMore());
  }

  private static Key start(Bucket bucket, Cursor cursor) {
    return switch (cursor) {
      case Cursor.AfterKey(String key) ->
          Keyspace.uploadsOf(bucket.id(), key.getBytes(StandardCharsets.UTF_8)).afterPrefix();
      case Cursor.AfterUpload(String key, UploadId id) ->
          Keyspace.upload(bucket.id(), key.getBytes(StandardCharsets.UTF_8), id.number()).next();
      case Cursor.AfterPrefix(String prefix) ->
          Keyspace.uploads(bucket.id(), prefix.getBytes(StandardCharsets.UTF_8)).afterPrefix();
    };
  }

  private static Item item(Row row) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) ->
          new Item.Listed(
              UploadCodec.decode(
                  new UploadId(Keyspace.uploadId(key)),
                  new ObjectKey(Keyspace.uploadKey(key)),
                  value));
      case Row.Folded(Key key) -> new Item.CommonPrefix(Keyspace.foldedKey(key));
    };
  }
}
