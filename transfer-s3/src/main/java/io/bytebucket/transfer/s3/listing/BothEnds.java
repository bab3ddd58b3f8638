package io.bytebucket.transfer.s3.listing;

import java.util.Optional;

/** The listings of both ends side by side, key after key. For one thread. */
public final class BothEnds {
  private final Listing source;
  private final Listing target;

  /** Both listings begin behind the same key. */
  public BothEnds(Listing source, Listing target) {
    this.source = source;
    this.target = target;
  }

  /**
   * What both ends have of a key, each perhaps nothing.
   *
   * @param key whose
   */
  public record Both(String key, KeyVersions source, KeyVersions target) {}

  /** The next key that either end has; empty at the end of both. */
  public Optional<Both> next() {
    Optional<KeyVersions> here = source.peek();
    Optional<KeyVersions> there = target.peek();
    if (here.isEmpty() && there.isEmpty()) {
      return Optional.empty();
    }
    int order =
        here.isEmpty()
            ? 1
            : there.isEmpty() ? -1 : KeyVersions.compare(here.get().key(), there.get().key());
    String key = order <= 0 ? here.orElseThrow().key() : there.orElseThrow().key();
    Both both =
        new Both(
            key,
            order <= 0 ? here.orElseThrow() : KeyVersions.none(key),
            order >= 0 ? there.orElseThrow() : KeyVersions.none(key));
    if (order <= 0) {
      source.skip();
    }
    if (order >= 0) {
      target.skip();
    }
    return Optional.of(both);
  }
}
