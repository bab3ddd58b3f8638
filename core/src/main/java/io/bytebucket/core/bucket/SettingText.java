package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.schema.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The settings of a bucket in words, for the audit log. */
final class SettingText {
  /** What stands in a text for what is none. */
  private static final char UNREADABLE = '\uFFFD';

  private SettingText() {}

  static String of(BucketSetting setting, byte[] record) {
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
      case POLICY -> text(record);
    };
  }

  /** What of it can be read: such a record is mostly text. */
  private static String text(byte[] record) {
    StringBuilder text = new StringBuilder(record.length);
    new String(record, StandardCharsets.UTF_8)
        .chars()
        .map(c -> Character.isISOControl(c) || c == UNREADABLE ? ' ' : c)
        .forEach(c -> text.append((char) c));
    return text.toString().strip();
  }
}
