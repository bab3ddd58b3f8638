package io.bytebucket.core.job;

import io.bytebucket.core.failure.StoreException;
import java.util.function.Supplier;

/** Work that may be refused before it begins: then it fails with that as its turn comes. */
final class Refusable {
  private Refusable() {}

  /**
   * The work, or its refusal.
   *
   * @param asked gives the work, or throws why there is none
   */
  static Item.Work asked(Supplier<Item.Work> asked) {
    try {
      return asked.get();
    } catch (StoreException refused) {
      return (_, _) -> {
        throw refused;
      };
    }
  }
}
