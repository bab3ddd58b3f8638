package io.bytebucket.core.secret;

import java.util.List;

/**
 * How many stored secrets there are, by the key that decrypts them.
 *
 * @param present under the key that new ones are encrypted with
 * @param previous under the key of before alone
 * @param renewed how many of those under the present key were encrypted anew on this way through
 *     them
 * @param unreadable that neither decrypts
 * @param named whose the first of these are, at most {@value #NAMED_MAX}
 */
public record SecretCount(
    long present, long previous, long renewed, long unreadable, List<String> named) {
  /** So many owners are named. */
  public static final int NAMED_MAX = 100;

  /** Before anything was looked at. */
  public static final SecretCount NONE = new SecretCount(0, 0, 0, 0, List.of());

  public SecretCount {
    named = List.copyOf(named);
  }

  /** Whether the present key is enough to read all of them. */
  public boolean isAllPresent() {
    return previous == 0 && unreadable == 0;
  }

  /** All there are. */
  public long all() {
    return present + previous + unreadable;
  }
}
