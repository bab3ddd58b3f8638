package io.bytebucket.engine.local.file;

import java.util.random.RandomGenerator;

/** What becomes of the changes that nobody forced when the power goes. */
public enum Survival {
  /** All are lost: the strictest reading of the file system's promise. */
  NONE,
  /** Each page, length and directory entry survives or not, as the disk's seed has it. */
  SOME,
  /** All are kept: the process died, the machine did not. */
  ALL;

  boolean of(RandomGenerator random) {
    return switch (this) {
      case NONE -> false;
      case SOME -> random.nextBoolean();
      case ALL -> true;
    };
  }
}
