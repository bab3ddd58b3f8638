package io.bytebucket.core.upload;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
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
import io.bytebucket.core.user.UserId;
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
  private final BucketAcls acls;

  /** A lister of that store; {@code acls} knows who owns the objects in which bucket. */
  public UploadLister(MetadataStore metadata, BucketAcls acls) {
    this.metadata = metadata;
    this.acls = acls;
  }

  /**
   * A page of parts.
   *
   * @param owner who will own the object
   * @param parts in the order of their numbers
   * @param isTruncated whether more follow
   */
  public record PartPage(
      Upload upload, UserId owner, List<UploadedPart> parts, boolean isTruncated) {}

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
      Bucket bucket = Buckets.require(snapshot, handle.bucket());
      Upload upload = Uploads.require(snapshot, bucket, handle);
      UserId owner = owner(acls.access(snapshot, bucket), upload);
      if (limit == 0 || after >= Uploads.PART_NUMBER_MAX) {
        return new PartPage(upload, owner, List.of(), false);
      }
      Key prefix = Keyspace.parts(handle.id().number());
      Key from = Keyspace.part(handle.id().number(), after).next();
      ListedRows page =
          ListedRows.read(snapshot, from, prefix.afterPrefix(), limit, Optional.empty());
      return new PartPage(
          upload, owner, page.rows().stream().map(Uploads::decode).toList(), page.isMore());
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
    /**
     * An upload.
     *
     * @param owner who will own the object
     */
    record Listed(Upload upload, UserId owner) implements Item {}

    /** Several uploads whose keys are alike up to and including a delimiter. */
    record CommonPrefix(String prefix) implements Item {}

    /** Where a listing goes on after this item. */
    default Cursor cursor() {
      return switch (this) {
        case Listed(Upload upload, UserId owner) ->
            new Cursor.AfterUpload(upload.key().value(), upload.id());
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

  private static UserId owner(BucketAccess access, Upload upload) {
    return access.ownerOf(upload.ownerId(), upload.attributes().access());
  }

  private Page list(Snapshot snapshot, Query query) {
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
    BucketAccess access = acls.access(snapshot, bucket);
    return new Page(page.rows().stream().map(row -> item(row, access)).toList(), page.isMore());
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

  private static Item item(Row row, BucketAccess access) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) -> {
        Upload upload =
            UploadCodec.decode(
                new UploadId(Keyspace.uploadId(key)),
                new ObjectKey(Keyspace.uploadKey(key)),
                value);
        yield new Item.Listed(upload, owner(access, upload));
      }
      case Row.Folded(Key key) -> new Item.CommonPrefix(Keyspace.foldedKey(key));
    };
  }
}
