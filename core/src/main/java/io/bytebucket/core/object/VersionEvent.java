package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;

/**
 * One step of a change to the versions of an object.
 *
 * @param version the version to which it happens: as it is from now on or, if it goes away, as it
 *     was until now
 */
public record VersionEvent(
    Bucket bucket, ObjectKey key, Reason reason, Step step, ObjectRecord version) {
  /** What happens to the version. */
  public enum Step {
    /** It is new, and is the latest: an object, or a delete marker. */
    MADE,
    /** It is no longer current, because another one came on top. */
    COVERED,
    /** It is current again, because the one on top went away. */
    UNCOVERED,
    /** What is kept about it changes. */
    REWRITTEN,
    /** It is deleted for good. */
    REMOVED
  }
}
