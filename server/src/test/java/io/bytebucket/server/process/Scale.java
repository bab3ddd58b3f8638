package io.bytebucket.server.process;

import java.util.SplittableRandom;

/**
 * How large the tests of this package run, and what their randomness starts from.
 *
 * <p>Two system properties decide: {@code bytebucket.full} ({@code true} runs at full size, an
 * hour; the default fits into every build) and {@code bytebucket.seed} (a number; by default
 * another one each time).
 */
public final class Scale {
  private static final boolean FULL = Boolean.getBoolean("bytebucket.full");

  private Scale() {}

  /** Whether the tests run at the size of the project's promises. */
  public static boolean isFull() {
    return FULL;
  }

  /** One of two numbers: that of the full size, or that of every build. */
  public static int pick(int full, int everyBuild) {
    return FULL ? full : everyBuild;
  }

  /** One of two lengths in MiB, as bytes. */
  public static long pickMebibytes(long full, long everyBuild) {
    return (FULL ? full : everyBuild) << 20;
  }

  /** The seed of a test, printed so that the run can be repeated. */
  public static long seed(String test) {
    long seed = Long.getLong("bytebucket.seed", new SplittableRandom().nextInt(1_000_000));
    System.out.printf("%s: -Dbytebucket.seed=%d%n", test, seed);
    return seed;
  }
}
