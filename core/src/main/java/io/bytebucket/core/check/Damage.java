package io.bytebucket.core.check;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/** Tells damage, which a check reports, from what keeps it from looking. */
public final class Damage {
  private Damage() {}

  /**
   * Goes on if a failure is of what was read.
   *
   * @throws RuntimeException the failure itself, if it is not
   */
  public static void requireOf(RuntimeException e) {
    if (!isDamage(e)) {
      throw e;
    }
  }

  /** Whether a failure is of what was read. */
  public static boolean isDamage(RuntimeException e) {
    return switch (e) {
      case StoreException known -> isDamage(known.failure());
      // What a record says is out of the range of its type.
      case IllegalArgumentException _, IndexOutOfBoundsException _, ArithmeticException _ -> true;
      default -> false;
    };
  }

  /** The names of buckets and keys are judged by those who make them. */
  private static boolean isDamage(Failure failure) {
    return failure instanceof Failure.Corrupt
        || failure instanceof Failure.InvalidKey
        || failure instanceof Failure.KeyTooLong
        || failure instanceof Failure.InvalidBucketName;
  }

  /** How it shows, in one line. */
  static String text(RuntimeException e) {
    if (e instanceof StoreException known && known.failure() instanceof Failure.Corrupt corrupt) {
      return corrupt.subject() + ": " + corrupt.detail();
    }
    return "out of range";
  }
}
