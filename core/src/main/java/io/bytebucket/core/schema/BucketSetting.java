package io.bytebucket.core.schema;

import java.util.Arrays;
import java.util.Optional;

/**
 * The settings of a bucket that have records of their own, apart from the record of the bucket,
 * because most requests need none of them. They are all deleted with their bucket.
 */
public enum BucketSetting {
  /** Which pages of other origins may use the bucket. */
  CORS((byte) 1),
  /** The tags of the bucket itself. */
  TAGS((byte) 2),
  /** Its policy: who may do what with it. */
  POLICY((byte) 3),
  /** Its access control list. */
  ACL((byte) 4),
  /** Who owns the objects in it, and whether access control lists count. */
  OWNERSHIP((byte) 5),
  /** Which public access is refused whatever lists and policies say. */
  PUBLIC_ACCESS_BLOCK((byte) 6),
  /** How much it may hold. */
  QUOTA((byte) 7);

  private final byte kind;

  BucketSetting(byte kind) {
    this.kind = kind;
  }

  /** The byte that stands for it in a key, and in the record of a bucket; never another's. */
  public byte kind() {
    return kind;
  }

  /**
   * Whether a bucket without it allows nothing that it forbade with it. Of the others, one that is
   * damaged or lost forbids all that it could, until somebody puts a new one or deletes it.
   */
  public boolean isFreeToLose() {
    return switch (this) {
      case CORS, TAGS -> true;
      case POLICY, ACL, OWNERSHIP, PUBLIC_ACCESS_BLOCK, QUOTA -> false;
    };
  }

  /** The setting that a byte stands for; empty when this version knows none. */
  public static Optional<BucketSetting> of(long kind) {
    return Arrays.stream(values()).filter(setting -> setting.kind == kind).findFirst();
  }
}
