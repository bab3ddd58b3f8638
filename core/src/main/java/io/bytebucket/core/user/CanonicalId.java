package io.bytebucket.core.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The name by which clients know an owner: 64 hex digits that follow from the user's id, and from
 * which nobody gets back to it. So no look-up is needed to show an owner, and the owner of what a
 * removed user left can still be told from others.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html">Canonical
 *     user ids</a>
 */
public final class CanonicalId {
  /** The length of a user's, in characters. */
  static final int LENGTH = 64;

  /** What AWS calls the owner of what nobody signed for. */
  private static final String NOBODY = "65a011a29cdf8ec533ec3d1ccaae921c";

  /** So that the id of a user is not also a hash of something else. */
  private static final String DOMAIN = "bytebucket user ";

  /** The owners of a page of objects are few, and asked for again and again. */
  private static final AtomicReferenceArray<Known> RECENT = new AtomicReferenceArray<>(64);

  private record Known(UserId user, String canonicalId) {}

  private CanonicalId() {}

  /** The canonical id of that user. */
  public static String of(UserId user) {
    if (user.equals(UserId.NOBODY)) {
      return NOBODY;
    }
    int slot = Math.floorMod(user.hashCode(), RECENT.length());
    Known known = RECENT.get(slot);
    if (known == null || !known.user().equals(user)) {
      known = new Known(user, hash(user));
      RECENT.set(slot, known);
    }
    return known.canonicalId();
  }

  private static String hash(UserId user) {
    try {
      byte[] text = (DOMAIN + user.value()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }
}
