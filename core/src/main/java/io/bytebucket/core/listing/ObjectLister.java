package io.bytebucket.core.listing;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecordCodec;
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
 * Lists the current versions of a bucket. Thread-safe. The cost of a page depends on what it
 * returns, not on what it folds or skips.
 */
public final class ObjectLister {
  /** The longest page. */
  public static final int PAGE_LIMIT = 1_000;

  private final MetadataStore metadata;
  private final BucketAcls acls;

  /** A lister of that store; {@code acls} knows who owns the objects in which bucket. */
  public ObjectLister(MetadataStore metadata, BucketAcls acls) {
    this.metadata = metadata;
    this.acls = acls;
  }

  /**
   * What to list.
   *
   * @param prefix what the keys start with
   * @param delimiter keys that hold it after the prefix are folded into common prefixes; it may
   *     have any length
   * @param after where the page before ended, or the key after which the listing starts
   * @param limit how many items at the most, 0 to {@value #PAGE_LIMIT}; a common prefix counts as
   *     one
   */
  public record Query(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit) {}

  /**
   * One page. The records in it have who owns the object for their owner, whoever wrote it.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket}
   */
  public ListPage list(Query query) {
    return metadata.read(snapshot -> list(snapshot, query));
  }

  private ListPage list(Snapshot snapshot, Query query) {
    Bucket bucket = Buckets.require(snapshot, query.bucket());
    byte[] prefixBytes = query.prefix().getBytes(StandardCharsets.UTF_8);
    if (query.limit() == 0 || prefixBytes.length > ObjectKey.LIMIT_BYTES) {
      return new ListPage(List.of(), Optional.empty());
    }
    Key prefix = Keyspace.objects(bucket.id(), prefixBytes);
    Key from = start(bucket, prefix, query);
    if (from.compareTo(prefix.afterPrefix()) >= 0) {
      return new ListPage(List.of(), Optional.empty());
    }
    ListedRows page =
        ListedRows.read(snapshot, from, prefix.afterPrefix(), query.limit(), fold(prefix, query));
    BucketAccess access = acls.access(snapshot, bucket);
    List<ListPage.Item> items = page.rows().stream().map(row -> item(row, access)).toList();
    return new ListPage(
        items, page.isMore() ? Optional.of(items.getLast().cursor()) : Optional.empty());
  }

  private static Key start(Bucket bucket, Key prefix, Query query) {
    if (query.after().isEmpty()) {
      return prefix;
    }
    ListCursor cursor = query.after().get();
    byte[] after = cursor.after().getBytes(StandardCharsets.UTF_8);
    Key key = Keyspace.object(bucket.id(), after);
    Key next = cursor.isPrefix() ? key.afterPrefix() : key.next();
    return next.compareTo(prefix) > 0 ? next : prefix;
  }

  private static Optional<ScanRequest.Fold> fold(Key prefix, Query query) {
    return query
        .delimiter()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(delimiter -> new ScanRequest.Fold(prefix.bytes().length, delimiter));
  }

  private static ListPage.Item item(Row row, BucketAccess access) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) ->
          new ListPage.Item.Listed(
              Keyspace.objectKey(key), ObjectRecordCodec.decode(value).owned(access));
      case Row.Folded(Key key) -> new ListPage.Item.CommonPrefix(Keyspace.objectKey(key));
    };
  }
}
