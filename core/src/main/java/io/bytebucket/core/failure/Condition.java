package io.bytebucket.core.failure;

/**
 * What a caller can require to be true before something is done with an object or an upload.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
public enum Condition {
  /** The entity tag of the object is one of those that the caller names. */
  TAG_IS,
  /**
   * The entity tag is none of those that the caller names. For a write it means that there is no
   * object.
   */
  TAG_IS_NOT,
  /** The object was changed after a given time. */
  MODIFIED_SINCE,
  /** The object was not changed after a given time. */
  UNMODIFIED_SINCE,
  /** The object has a given length. */
  SIZE_IS,
  /** The object was changed at a given time. */
  MODIFIED_AT,
  /** The upload was begun at a given time. */
  BEGUN_AT
}
