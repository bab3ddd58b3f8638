package io.bytebucket.core.activity;

import io.bytebucket.core.schema.ActivityKeys;

/**
 * How much was done, by requests that were answered well.
 *
 * @param uploads how many objects were made: put, copied, or completed from parts
 * @param downloads how often an object was read
 * @param deletes how many requests deleted objects
 * @param bytesIn how many bytes of bodies came
 * @param bytesOut how many bytes of bodies were sent
 */
public record Work(long uploads, long downloads, long deletes, long bytesIn, long bytesOut) {
  /** None. */
  public static final Work NONE = new Work(0, 0, 0, 0, 0);

  /** This and another together. */
  public Work plus(Work other) {
    return new Work(
        uploads + other.uploads,
        downloads + other.downloads,
        deletes + other.deletes,
        bytesIn + other.bytesIn,
        bytesOut + other.bytesOut);
  }

  /** This less what was counted earlier. */
  public Work minus(Work earlier) {
    return new Work(
        uploads - earlier.uploads,
        downloads - earlier.downloads,
        deletes - earlier.deletes,
        bytesIn - earlier.bytesIn,
        bytesOut - earlier.bytesOut);
  }

  /** In the order of the kinds that they are stored by: that of the components. */
  long[] numbers() {
    return new long[] {uploads, downloads, deletes, bytesIn, bytesOut};
  }

  static Work of(long[] numbers) {
    return new Work(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** How many numbers there are. */
  static int size() {
    return ActivityKeys.WORK_KINDS;
  }
}
