package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.Fault;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What goes along with bytes, and without which a target may take them all the same. In the order
 * in which it is left out where the target does not say what it minds.
 */
enum Extra {
  CHECKSUM("checksum"),
  MD5("md5"),
  ACL("object acl"),
  STORAGE_CLASS("storage class"),
  TAGS("object tags"),
  DATE("date");

  private static final int BAD_REQUEST = 400;

  private final String kind;

  Extra(String kind) {
    this.kind = kind;
  }

  /** What it is called in reports. */
  String kind() {
    return kind;
  }

  /** What to leave out after that refusal; empty when nothing would help. */
  static Optional<Extra> toLeaveOut(Fault refusal, Set<Extra> sent) {
    if (refusal.status() != BAD_REQUEST && !refusal.isNotKnown()) {
      return Optional.empty();
    }
    Set<Extra> minded =
        switch (refusal.code()) {
          case "BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch" ->
              EnumSet.of(CHECKSUM, MD5);
          case "AccessControlListNotSupported" -> EnumSet.of(ACL);
          case "InvalidStorageClass" -> EnumSet.of(STORAGE_CLASS);
          case "InvalidTag" -> EnumSet.of(TAGS);
          case "MetadataTooLarge" -> EnumSet.of(DATE);
          case "EntityTooLarge", "EntityTooSmall", "KeyTooLongError" -> EnumSet.noneOf(Extra.class);
          default -> EnumSet.allOf(Extra.class);
        };
    return minded.stream().filter(sent::contains).findFirst();
  }
}
