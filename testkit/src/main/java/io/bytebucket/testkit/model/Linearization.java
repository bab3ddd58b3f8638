package io.bytebucket.testkit.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The search for an order of operations that overlapped in time, in which each was told what it
 * would have been told had they come one after the other. An operation that ended before another
 * began comes before it.
 *
 * <p>At every point it tries the operations that may come next, in the order of their hints, and
 * never goes on twice from the same state with the same operations left. Those that change nothing
 * come as soon as they can, which takes no other order away; and no state that never comes back is
 * left while an operation needs it.
 */
final class Linearization<S> {
  /** Far beyond what hints that are nearly right lead to. */
  private static final int STEPS_MAX = 1_000_000;

  /** What one operation was told. */
  interface Operation<S> {
    /** When it was called, on a clock shared by all. */
    long startTick();

    /** When it had returned. */
    long endTick();

    /** When it probably took effect: tried first, and never trusted. */
    long hintTick();

    /** Whether what it was told says that it may have changed the state. */
    boolean mayChange();

    /** The state it needs, where that is one that never comes back once it was left. */
    Optional<S> needs();

    /** The state after it; empty when it would not have been told what it was in that state. */
    Optional<S> after(S state);
  }

  private record Seen<S>(BitSet done, S state) {}

  private record Choice<S>(int operation, S before, boolean isForced) {}

  /** In the order of their ends. */
  private final List<? extends Operation<S>> operations;

  /** The same, by their places, in the order of their hints. */
  private final int[] byHint;

  private final Map<S, Integer> needed = new HashMap<>();
  private final Set<Seen<S>> seen = new HashSet<>();
  private final BitSet done = new BitSet();
  private final List<Choice<S>> order = new ArrayList<>();
  private S state;

  private Linearization(S initial, List<? extends Operation<S>> history) {
    this.state = initial;
    this.operations =
        history.stream().sorted(Comparator.comparingLong(Operation<S>::endTick)).toList();
    this.byHint =
        IntStream.range(0, operations.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> operations.get(i).hintTick()))
            .mapToInt(Integer::intValue)
            .toArray();
    operations.forEach(
        operation -> operation.needs().ifPresent(need -> needed.merge(need, 1, Integer::sum)));
  }

  /**
   * The operations in such an order; empty when there is none.
   *
   * @throws IllegalStateException when the search is too long
   */
  static <S> Optional<List<Operation<S>>> of(S initial, List<? extends Operation<S>> history) {
    return new Linearization<>(initial, history).search();
  }

  private Optional<List<Operation<S>>> search() {
    int from = 0;
    for (int steps = 0; steps < STEPS_MAX; steps++) {
      if (order.size() == operations.size()) {
        return Optional.of(
            order.stream()
                .map(choice -> (Operation<S>) operations.get(choice.operation()))
                .toList());
      }
      if (choose(from)) {
        from = 0;
        continue;
      }
      int undone = undo();
      if (undone < 0) {
        return Optional.empty();
      }
      from = undone + 1;
    }
    throw new IllegalStateException("too many orders to try");
  }

  /** Takes the last choice back that had others beside it; its place among the hints, or -1. */
  private int undo() {
    while (!order.isEmpty()) {
      Choice<S> choice = order.removeLast();
      Operation<S> operation = operations.get(choice.operation());
      done.clear(choice.operation());
      operation.needs().ifPresent(need -> needed.merge(need, 1, Integer::sum));
      state = choice.before();
      if (!choice.isForced()) {
        return IntStream.range(0, byHint.length)
            .filter(place -> byHint[place] == choice.operation())
            .findFirst()
            .orElseThrow();
      }
    }
    return -1;
  }

  /** Does an operation that may come next, and leads to news; from a place among the hints on. */
  private boolean choose(int from) {
    long firstEnd = operations.get(done.nextClearBit(0)).endTick();
    if (from == 0) {
      for (int i : byHint) {
        if (mayCome(i, firstEnd) && !operations.get(i).mayChange()) {
          Optional<S> after = operations.get(i).after(state);
          if (after.isPresent()) {
            take(i, after.get(), true);
            return true;
          }
        }
      }
    }
    for (int place = from; place < byHint.length; place++) {
      int i = byHint[place];
      if (!mayCome(i, firstEnd) || !operations.get(i).mayChange() || isStateNeededBeside(i)) {
        continue;
      }
      Optional<S> after = operations.get(i).after(state);
      if (after.isPresent() && isNews(i, after.get())) {
        take(i, after.get(), false);
        return true;
      }
    }
    return false;
  }

  /** Whoever began after another ended, that is still to be done, does not come next. */
  private boolean mayCome(int operation, long firstEnd) {
    return !done.get(operation) && operations.get(operation).startTick() < firstEnd;
  }

  private boolean isStateNeededBeside(int operation) {
    int own = operations.get(operation).needs().filter(state::equals).isPresent() ? 1 : 0;
    return needed.getOrDefault(state, 0) > own;
  }

  private boolean isNews(int operation, S after) {
    BitSet doneThen = (BitSet) done.clone();
    doneThen.set(operation);
    return seen.add(new Seen<>(doneThen, after));
  }

  private void take(int operation, S after, boolean isForced) {
    order.add(new Choice<>(operation, state, isForced));
    done.set(operation);
    operations.get(operation).needs().ifPresent(need -> needed.merge(need, -1, Integer::sum));
    state = after;
  }
}
