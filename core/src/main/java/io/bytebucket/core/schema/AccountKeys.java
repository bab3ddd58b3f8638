package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.util.Locale;

/**
 * Makes the keys of what is kept beside users and their access keys, whose own are in {@link
 * Keyspace}: what finds them by another name, and when they were seen.
 */
public final class AccountKeys {
  static final byte ADMINISTRATOR_TAG = 'q';
  static final byte USER_NAME_TAG = 'w';
  static final byte CANONICAL_ID_TAG = 'x';
  static final byte LAST_USE_TAG = 'y';
  static final byte LAST_SEEN_TAG = 'z';

  private AccountKeys() {}

  /** Who has that name. Two names that differ only in case are one. */
  public static Key userName(String name) {
    return Keyspace.tagged(USER_NAME_TAG, name.toLowerCase(Locale.ROOT));
  }

  /** Whom clients know by that canonical id. */
  public static Key canonicalId(String canonicalId) {
    return Keyspace.tagged(CANONICAL_ID_TAG, canonicalId);
  }

  /** That this user is an administrator who can sign in for good. */
  public static Key administrator(String userId) {
    return Keyspace.tagged(ADMINISTRATOR_TAG, userId);
  }

  /** What every key of {@link #administrator} begins with. */
  public static Key administrators() {
    return Key.of(new byte[] {ADMINISTRATOR_TAG});
  }

  /** When that access key was last used. */
  public static Key lastUse(String accessKeyId) {
    return Keyspace.tagged(LAST_USE_TAG, accessKeyId);
  }

  /** When that user was last seen, whatever it signed with. */
  public static Key lastSeen(String userId) {
    return Keyspace.tagged(LAST_SEEN_TAG, userId);
  }
}
