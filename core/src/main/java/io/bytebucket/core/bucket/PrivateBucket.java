package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What keeps a bucket private that is made anew. Its settings may be lost as its record is, and
 * what they forbade would be allowed again by the lists of its objects.
 */
public final class PrivateBucket {
  private PrivateBucket() {}

  /**
   * The settings that it gets, of those that it does not have: lists do not count, and no public
   * access is given.
   *
   * @param isThere whether there is a row under a key
   */
  public static Map<Key, byte[]> rows(long bucketId, Predicate<Key> isThere) {
    Map<Key, byte[]> rows = new LinkedHashMap<>();
    settings()
        .forEach((setting, value) -> {
          Key key = Keyspace.bucketSetting(bucketId, setting);
          if (!isThere.test(key)) {
            rows.put(key, value);
          }
        });
    return rows;
  }

  /** All of them. */
  public static Map<BucketSetting, byte[]> settings() {
    Map<BucketSetting, byte[]> settings = new EnumMap<>(BucketSetting.class);
    settings.put(
        BucketSetting.OWNERSHIP,
        new OwnershipControls(Optional.of(ObjectOwnership.BUCKET_OWNER_ENFORCED)).encode());
    settings.put(BucketSetting.PUBLIC_ACCESS_BLOCK, PublicAccessBlock.ALL.encode());
    return settings;
  }
}
