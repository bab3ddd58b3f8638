package io.bytebucket.core.layout;

import java.util.Optional;

/**
 * The parts of one object, which are looked up when somebody asks for them. Used by one thread,
 * inside the query that found the object.
 */
public interface PartIndex {
  /** The part with that number, if the object has one. */
  Optional<LocatedPart> part(int number);

  /**
   * Parts in the order of their numbers.
   *
   * @param after the number after which they begin
   * @param limit how many at the most, 0 or more
   */
  PartPage page(int after, int limit);
}
