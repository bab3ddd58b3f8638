package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.Fault;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What goes along with bytes, and without which a target may take them all the same. What targets
 * mind most often comes first.
 */
enum Extra {
  ACL("object acl", "x-amz-acl"),
  TAGS("object tags", "x-amz-tagging"),
  STORAGE_CLASS("storage class", "x-amz-storage-class"),
  CHECKSUM("checksum", "x-amz-checksum-"),
  MD5("md5", "content-md5"),
  DATE("date", "x-amz-meta-" + Facts.MODIFIED);

  private final String kind;
  private final String field;

  Extra(String kind, String field) {
    this.kind = kind;
    this.field = field;
  }

  /** What it is called in reports. */
  String kind() {
    return kind;
  }

  /** What a refusal says that it minds, of what was sent; empty when it does not say. */
  static Optional<Extra> named(Fault refusal, Set<Extra> sent) {
    Set<Extra> minded =
        switch (refusal.code()) {
          case "BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch" ->
              EnumSet.of(CHECKSUM, MD5);
          case "AccessControlListNotSupported" -> EnumSet.of(ACL);
          case "InvalidStorageClass" -> EnumSet.of(STORAGE_CLASS);
          case "InvalidTag" -> EnumSet.of(TAGS);
          case "MetadataTooLarge" -> EnumSet.of(DATE);
          default -> inWords(refusal.reason().toLowerCase(Locale.ROOT));
        };
    return minded.stream().filter(sent::contains).findFirst();
  }

  private static Set<Extra> inWords(String reason) {
    Set<Extra> named = EnumSet.noneOf(Extra.class);
    for (Extra each : values()) {
      if (reason.contains(each.field)) {
        named.add(each);
      }
    }
    return named;
  }
}
