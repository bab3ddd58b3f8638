package io.bytebucket.core.value;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/**
 * The storage classes that an object may have. The bytes are kept in the same way in all of them;
 * the name is only remembered and returned.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html">Understanding
 *     and managing Amazon S3 storage classes</a>
 */
public enum StorageClass {
  STANDARD,
  REDUCED_REDUNDANCY,
  STANDARD_IA,
  ONEZONE_IA,
  INTELLIGENT_TIERING,
  GLACIER,
  DEEP_ARCHIVE,
  GLACIER_IR;

  /**
   * The class of that name.
   *
   * @throws StoreException with {@link Failure.InvalidStorageClass}
   */
  public static StorageClass named(String name) {
    for (StorageClass each : values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new StoreException(new Failure.InvalidStorageClass(name));
  }
}
