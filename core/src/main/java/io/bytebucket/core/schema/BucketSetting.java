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
  TAGS((byte) 2);

  private final byte kind;

  BucketSetting(byte kind) {
    this.kind = kind;
  }

  /** The byte that stands for it in a key. */
  byte kind() {
    return kind;
  }

  static Optional<BucketSetting> of(byte kind) {
    return Arrays.stream(values()).filter(setting -> setting.kind == kind).findFirst();
  }
}
