package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what of a version a target minds, with as little left out as will do: what the refusal
 * names; else each thing alone, then two of them, and at last all. A target that takes the version
 * ends the search, so nothing is put twice. For one version, and one thread.
 */
final class Omissions {
  private static final int BAD_REQUEST = 400;

  /** Nobody gets further than that by leaving out more. */
  private static final Set<String> FINAL =
      Set.of("EntityTooLarge", "EntityTooSmall", "KeyTooLongError");

  /** Surely minded, and what the target said. */
  private final Map<Extra, String> minded;

  /** Of those, what the target has said of every version, in this search. */
  private final Map<Extra, String> notKnown = new EnumMap<>(Extra.class);

  private Set<Extra> sent = EnumSet.noneOf(Extra.class);
  private Set<Extra> guess = EnumSet.noneOf(Extra.class);
  private Optional<Iterator<Set<Extra>>> guesses = Optional.empty();
  private Optional<Fault> first = Optional.empty();

  /**
   * A search.
   *
   * @param lacking what the target is known to lack, and what it said
   */
  Omissions(Map<Extra, String> lacking) {
    this.minded = new EnumMap<>(Extra.class);
    this.minded.putAll(lacking);
  }

  /** What to leave out of the next attempt, and why. */
  Map<Extra, String> leftOut() {
    Map<Extra, String> all = new EnumMap<>(minded);
    guess.forEach(each -> all.put(each, first.map(Fault::reason).orElse("")));
    return all;
  }

  /** What the attempt under way sends. */
  void sends(Set<Extra> extras) {
    sent = extras.isEmpty() ? EnumSet.noneOf(Extra.class) : EnumSet.copyOf(extras);
  }

  /** Whether another attempt may do, after the target has refused one. */
  boolean goesOnAfter(Fault refusal) {
    if ((refusal.status() != BAD_REQUEST && !refusal.isNotKnown())
        || FINAL.contains(refusal.code())) {
      return false;
    }
    Optional<Extra> named = Extra.named(refusal, sent);
    if (named.isPresent()) {
      minded.put(named.get(), refusal.reason());
      if (refusal.isNotKnown()) {
        notKnown.put(named.get(), refusal.reason());
      }
      guess = EnumSet.noneOf(Extra.class);
      guesses = Optional.empty();
      return true;
    }
    if (guesses.isEmpty()) {
      first = Optional.of(refusal);
      guesses = Optional.of(guesses(sent, refusal.isNotKnown()).iterator());
    }
    boolean isOneLeft = guesses.get().hasNext();
    guess = isOneLeft ? guesses.get().next() : guess;
    return isOneLeft;
  }

  /**
   * What the target lacks for every version, as this one has shown, and what it said. For when it
   * was taken.
   */
  Map<Extra, String> lacking() {
    Map<Extra, String> found = new EnumMap<>(notKnown);
    // With more than two left out at once it is not known which of them it was.
    if (first.filter(Fault::isNotKnown).isPresent() && guess.size() <= 2) {
      guess.forEach(each -> found.put(each, first.map(Fault::reason).orElse("")));
    }
    return found;
  }

  /** A refusal as wrong may be about something else: it is not worth many bodies to find out. */
  private static List<Set<Extra>> guesses(Set<Extra> sent, boolean isNotKnown) {
    List<Set<Extra>> all = new ArrayList<>();
    List<Extra> extras = List.copyOf(sent);
    extras.forEach(each -> all.add(EnumSet.of(each)));
    for (int one = 0; isNotKnown && one < extras.size(); one++) {
      for (int other = one + 1; other < extras.size(); other++) {
        all.add(EnumSet.of(extras.get(one), extras.get(other)));
      }
    }
    if (extras.size() > 1 && all.stream().noneMatch(each -> each.size() == extras.size())) {
      all.add(EnumSet.copyOf(sent));
    }
    return all;
  }
}
