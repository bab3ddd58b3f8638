package io.bytebucket.core.listing;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.store.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lists all versions of a bucket. The versions of one key come together, the latest first. The
 * current versions and the others are in two tables, which are read side by side. Thread-safe. A
 * page costs at most twice as much as what it returns.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
public final class VersionLister {
  private final MetadataStore metadata;

  private final BucketAcls acls;

  /** A lister of that store; {@code acls} knows who owns the objects in which bucket. */
  public VersionLister(MetadataStore metadata, BucketAcls acls) {
    this.metadata = metadata;
    this.acls = acls;
  }

  /**
   * Where a page begins.
   *
   * @param key after all versions of this key, or of all keys that this common prefix stands for
   * @param version if given, after this version of the key instead
   */
  public record Marker(String key, Optional<VersionSelector> version) {}

  /**
   * What to list.
   *
   * @param limit how many items at the most, 0 to {@value ObjectLister#PAGE_LIMIT}
   */
  public record Query(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<Marker> after,
      int limit) {}

  /** One line of a listing. */
  public sealed interface Item {
    /** A version, which may be a delete marker. */
    record Listed(String key, ObjectRecord version, boolean isLatest) implements Item {}

    /** Several keys that are alike up to and including a delimiter. */
    record CommonPrefix(String prefix) implements Item {}
  }

  /**
   * One page of a listing.
   *
   * @param items in the order of their keys' bytes, versions of a key from the latest down
   */
  public record Page(List<Item> items, boolean isTruncated) {}

  /**
   * One page. The records in it have who owns the version for their owner, whoever wrote it.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket}
   */
  public Page list(Query query) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, query.bucket());
      byte[] prefix = query.prefix().getBytes(StandardCharsets.UTF_8);
      return query.limit() == 0 || prefix.length > ObjectKey.LIMIT_BYTES
          ? new Page(List.of(), false)
          : owned(new VersionWalk(snapshot, bucket, query).page(), acls.access(snapshot, bucket));
    });
  }

  /**
   * The same, with the records as they are stored: each with who wrote it.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket}
   */
  public Page listAsStored(Query query) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, query.bucket());
      return new VersionWalk(snapshot, bucket, query).page();
    });
  }

  private static Page owned(Page page, BucketAccess access) {
    List<Item> items =
        page.items().stream()
            .<Item>map(item ->
                switch (item) {
                  case Item.Listed(String key, ObjectRecord version, boolean isLatest) ->
                      new Item.Listed(key, version.owned(access), isLatest);
                  case Item.CommonPrefix prefix -> prefix;
                })
            .toList();
    return new Page(items, page.isTruncated());
  }
}
