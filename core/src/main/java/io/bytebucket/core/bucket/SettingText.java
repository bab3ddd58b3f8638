package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.audit.AuditEvent;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The settings of a bucket in few words, for the audit log. */
final class SettingText {
  private SettingText() {}

  /** What is damaged is told as it is stored, so that nothing is lost where it is replaced. */
  static String of(BucketSetting setting, byte[] record) {
    try {
      return AuditEvent.brief(text(setting, record));
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return "unreadable: " + HexFormat.of().formatHex(record);
      }
      throw e;
    }
  }

  /**
   * Looks whether a setting can be read.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  static void requireReadable(BucketSetting setting, byte[] record) {
    String _ = text(setting, record);
  }

  private static String text(BucketSetting setting, byte[] record) {
    return switch (setting) {
      case CORS -> CorsConfigurationCodec.decode(record).rules().toString();
      case TAGS ->
          BucketTagsCodec.decode(record).entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue())
              .collect(Collectors.joining(" "));
      case ACL -> AclCodec.decode(record).toString();
      case OWNERSHIP -> OwnershipControls.decode(record).toString();
      case PUBLIC_ACCESS_BLOCK -> PublicAccessBlock.decode(record).toString();
      case QUOTA -> QuotaCodec.decode(record).toString();
      case POLICY ->
          new String(StoredPolicy.decode(record).document(), StandardCharsets.UTF_8)
              .replaceAll("\\s+", " ");
    };
  }
}
