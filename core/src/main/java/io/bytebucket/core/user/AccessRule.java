package io.bytebucket.core.user;

import java.util.List;

/**
 * One statement of what a user may or may not do.
 *
 * @param effect whether it grants or forbids
 * @param buckets the buckets it is about, and what is inside; {@code *} in a name stands for any
 *     characters, {@code ?} for one, and {@link #OWN} for what the user owns
 * @param actions the actions it is about, for example {@code s3:GetObject}, in upper or lower case;
 *     {@code *} stands for any characters, {@code ?} for one
 */
public record AccessRule(Effect effect, List<String> buckets, List<String> actions) {
  /**
   * Stands for the buckets that the user owns, with all that is inside, and for the objects that it
   * owns in others. No bucket has such a name. The store as a whole is nobody's, and a bucket is
   * its maker's only when it is there: to make one, and to list them, another rule has to allow.
   */
  public static final String OWN = "@own";

  /** In place of the name of a bucket: the store as a whole. */
  public static final String STORE = "";

  /** What a rule does. The order is part of the stored form. */
  public enum Effect {
    ALLOW,
    /** Beats every {@link #ALLOW}. */
    DENY
  }

  private static final String ANY = "*";

  /** Everything, everywhere: the rule that makes a user an administrator. */
  public static final AccessRule FULL_ACCESS =
      new AccessRule(Effect.ALLOW, List.of(ANY), List.of(ANY));

  /**
   * Whether the rule speaks of this action on this bucket, and what is inside.
   *
   * @param bucket {@link #STORE} for the store as a whole
   * @param isOwn whether the user owns the bucket, or the object in it that the action is about
   */
  public boolean covers(String action, String bucket, boolean isOwn) {
    return coversAction(action) && coversBucket(bucket, isOwn);
  }

  /** Whether the rule speaks of the store as a whole, and not of single buckets alone. */
  boolean coversStore() {
    return coversBucket(STORE, false);
  }

  /** Whether the rule speaks of what the user owns by that name. */
  public boolean namesOwn() {
    return buckets.contains(OWN);
  }

  /**
   * Whether it alone makes its user an administrator: a rule that grants everything, everywhere.
   * What other rules forbid takes nothing from that; it binds requests.
   */
  public boolean isFullAccess() {
    return effect == Effect.ALLOW && buckets.contains(ANY) && actions.contains(ANY);
  }

  private boolean coversAction(String action) {
    for (String pattern : actions) {
      if (Wildcards.matchesAnyCase(pattern, action)) {
        return true;
      }
    }
    return false;
  }

  private boolean coversBucket(String bucket, boolean isOwn) {
    for (String pattern : buckets) {
      if (pattern.equals(OWN) ? isOwn : Wildcards.matches(pattern, bucket)) {
        return true;
      }
    }
    return false;
  }
}
