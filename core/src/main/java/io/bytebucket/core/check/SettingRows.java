package io.bytebucket.core.check;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.BucketTagsCodec;
import io.bytebucket.core.bucket.CorsConfigurationCodec;
import io.bytebucket.core.bucket.QuotaCodec;
import io.bytebucket.core.bucket.StoredPolicy;
import io.bytebucket.core.schema.BucketSetting;

/** Reads settings of buckets. */
final class SettingRows {
  private SettingRows() {}

  /**
   * Reads one.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  static void require(BucketSetting setting, byte[] value) {
    switch (setting) {
      case CORS -> CorsConfigurationCodec.decode(value);
      case TAGS -> BucketTagsCodec.decode(value);
      case ACL -> AclCodec.decode(value);
      case OWNERSHIP -> OwnershipControls.decode(value);
      case PUBLIC_ACCESS_BLOCK -> PublicAccessBlock.decode(value);
      case QUOTA -> QuotaCodec.decode(value);
      case POLICY -> StoredPolicy.decode(value);
    }
  }
}
