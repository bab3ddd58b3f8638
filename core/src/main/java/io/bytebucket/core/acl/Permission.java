package io.bytebucket.core.acl;

/**
 * What a grant gives. The order of the constants is stored: a new one goes to the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions">What
 *     permissions can I grant?</a>
 */
public enum Permission {
  /** To list a bucket, or to read an object. */
  READ,
  /** To put objects into a bucket; of an object it gives nothing. */
  WRITE,
  /** To read the access control list. */
  READ_ACP,
  /** To set the access control list. */
  WRITE_ACP,
  /** All of them. */
  FULL_CONTROL;

  /** Whether who has this one has that one too. */
  public boolean covers(Permission other) {
    return this == other || this == FULL_CONTROL;
  }
}
