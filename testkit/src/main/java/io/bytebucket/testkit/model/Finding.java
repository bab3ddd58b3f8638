package io.bytebucket.testkit.model;

/**
 * One thing that is wrong with a store.
 *
 * @param kind in what way
 * @param subject what it is about: a key, a blob, a bucket, an object
 * @param detail how it shows
 */
public record Finding(Kind kind, String subject, String detail) {
  /** In what way a store can be inconsistent. */
  public enum Kind {
    /** A key that no table makes, or under a name that cannot be. */
    UNKNOWN_KEY,
    /** A value that is not a record of its table. */
    UNREADABLE_RECORD,
    /** A bucket whose id was not given out, or to another bucket too. */
    BUCKET_ID,
    /** The counter of all buckets is not their number. */
    BUCKET_COUNT,
    /** A counter of a bucket is not what is in the bucket. */
    COUNTER,
    /** A setting of a bucket that says that it has none. */
    SETTING,
    /** Something belongs to a bucket that is not there. */
    WITHOUT_BUCKET,
    /** An object whose bytes are missing or damaged. */
    BYTES,
    /** An object whose bytes have another ETag than its record says. */
    ETAG,
    /** An object or part whose bytes have another checksum than its record says. */
    CHECKSUM,
    /** A version that is not where it belongs among those of its key. */
    VERSION,
    /** An access key that its user does not know of, or that is not there. */
    ACCESS_KEY,
    /**
     * A user that is not found by what it is called, or what finds a user that is not so called.
     */
    USER_INDEX,
    /** A session that is not found by its user, or the note of one that is not there. */
    SESSION,
    /** The audit log is not whole. */
    AUDIT,
    /** An upload or a part that is not where it belongs. */
    UPLOAD,
    /** A layout that no object names, or not as it is, or that is not whole. */
    LAYOUT,
    /** The reference count of a blob is not the number of objects that name it. */
    REFERENCES,
    /** An inline blob that no object names. */
    INLINE_WITHOUT_OBJECT,
    /** A blob is to be deleted although an object names it. */
    GARBAGE_IN_USE,
    /** A blob in the blob store that no record names, not even as garbage. */
    LOOSE_BLOB,
    /** A blob of a start that was not counted, so that its id can be given out again. */
    UNCOUNTED_START
  }

  @Override
  public String toString() {
    return kind + " " + subject + ": " + detail;
  }
}
