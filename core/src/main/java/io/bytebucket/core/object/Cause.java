package io.bytebucket.core.object;

/** Why versions of an object change. */
public enum Cause {
  /** An object is put as a whole. */
  PUT,
  /** An object is made of another one. */
  COPY,
  /**
   * An object gets another key: a version goes away under the old key, and one appears under the
   * new key.
   */
  RENAME,
  /** An object is made of the parts of an upload. */
  COMPLETE,
  /** A version comes from elsewhere as it was there. */
  IMPORT,
  /** The tags of a version are set. */
  TAG,
  /** The access control list of a version is set. */
  ACL,
  /** An object is deleted in the way of its bucket: for good, or by a delete marker on top. */
  DELETE,
  /** A version that was named is deleted for good. */
  DELETE_VERSION
}
