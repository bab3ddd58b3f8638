package io.bytebucket.core.access;

/** What a request may say in words of its own, as far as decisions ask for it. */
public enum Said {
  /** Which of the access control lists with a name. */
  ACL,
  GRANT_READ,
  GRANT_WRITE,
  GRANT_READ_ACL,
  GRANT_WRITE_ACL,
  GRANT_FULL_CONTROL,
  /** What is copied: its bucket, a slash, and its key. */
  COPY_SOURCE,
  METADATA_DIRECTIVE,
  STORAGE_CLASS,
  /** How what is put is to be encrypted. */
  ENCRYPTION,
  ENCRYPTION_KEY,
  /** With which algorithm, where the client brings the key along. */
  CUSTOMER_ENCRYPTION,
  /** The hash of the body, or the name of the way in which it is signed. */
  CONTENT_SHA256,
  IF_MATCH,
  IF_NONE_MATCH,
  REFERER,
  USER_AGENT,
  /** What the keys of a listing start with. */
  PREFIX,
  DELIMITER,
  LOCK_MODE,
  LOCK_UNTIL,
  LEGAL_HOLD,
  /** Whether a lock that may be passed by is to be. */
  BYPASS_GOVERNANCE,
  /** Whether a bucket is made with locks. */
  BUCKET_LOCK,
  OBJECT_OWNERSHIP
}
