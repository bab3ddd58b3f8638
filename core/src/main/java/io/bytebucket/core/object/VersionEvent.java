package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;

/**
 * One step of a change to the versions of an object.
 *
 * @param version the version it happens to: as it is from now on, or was until now when it goes
 */
public record VersionEvent(
    Bucket bucket, ObjectKey key, Reason reason, Step step, ObjectRecord version) {
  /** What happens to the version. */
  public enum Step {
    /** It is new, and is the latest: an object, or a delete marker. */
    MADE,
    /** It is no longer current: another one comes on top. */
    COVERED,
    /** It is current again: what was on top goes. */
    UNCOVERED,
    /** What is kept about it changes. */
    REWRITTEN,
    /** It goes for good. */
    REMOVED
  }
}
