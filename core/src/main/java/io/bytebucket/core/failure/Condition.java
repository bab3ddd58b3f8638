package io.bytebucket.core.failure;

/**
 * What a caller can ask to hold before something is done to an object or an upload.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
public enum Condition {
  /** Its entity tag is one of those that are named. */
  TAG_IS,
  /** Its entity tag is none of those that are named; for a write: there is no object. */
  TAG_IS_NOT,
  /** It was changed after a time. */
  MODIFIED_SINCE,
  /** It was not changed after a time. */
  UNMODIFIED_SINCE,
  /** It has a certain length. */
  SIZE_IS,
  /** It was changed at a certain time. */
  MODIFIED_AT,
  /** The upload was begun at a certain time. */
  BEGUN_AT
}
