package io.bytebucket.testkit.contract;

import io.bytebucket.core.store.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What transactions saw and wrote, and whether one order explains it all.
 *
 * <p>Every transaction writes its own number, and reads each key before it writes it. So the values
 * of a key form a chain, and with it all dependencies are known: a reader comes after the writer it
 * read from and before the next writer; and whoever began after another had returned comes after
 * it. An order exists exactly when these arrows have no cycle.
 */
final class History {
  /** The version of a key that nobody has written. */
  static final int INITIAL = 0;

  private final List<Seen> transactions;
  private final List<List<Integer>> after = new ArrayList<>();

  /**
   * One transaction.
   *
   * @param number from 1, without gaps
   * @param startTick when it was called, on a clock shared by all
   * @param endTick when it had returned
   * @param read the number of the transaction that wrote what was read
   * @param written what it wrote, all of it read before
   */
  record Seen(
      int number, long startTick, long endTick, Map<Key, Integer> read, List<Key> written) {}

  private record Version(Key key, int writer) {}

  private record Event(long tick, int transaction, boolean isStart) {}

  History(List<Seen> transactions) {
    this.transactions = transactions;
    for (int i = 0; i <= transactions.size(); i++) {
      after.add(new ArrayList<>());
    }
  }

  /** Why no order explains the history; empty when one does. */
  Optional<String> contradiction() {
    Map<Version, Integer> nextWriter = new HashMap<>();
    for (Seen seen : transactions) {
      for (Key key : seen.written()) {
        Version replaced = new Version(key, seen.read().getOrDefault(key, INITIAL));
        Integer rival = nextWriter.put(replaced, seen.number());
        if (rival != null) {
          return Optional.of(
              "lost update of " + replaced + " by " + rival + " and " + seen.number());
        }
      }
    }
    for (Seen seen : transactions) {
      seen.read()
          .forEach((key, writer) -> {
            arrow(writer, seen.number());
            Integer next = nextWriter.get(new Version(key, writer));
            if (next != null && next != seen.number()) {
              arrow(seen.number(), next);
            }
          });
    }
    addTimeArrows();
    return hasCycle() ? Optional.of("cycle") : Optional.empty();
  }

  private void arrow(int from, int to) {
    after.get(from).add(to);
  }

  /** One more node for each event in time, so that the arrows stay few. */
  private void addTimeArrows() {
    List<Event> events = new ArrayList<>();
    for (Seen seen : transactions) {
      events.add(new Event(seen.startTick(), seen.number(), true));
      events.add(new Event(seen.endTick(), seen.number(), false));
    }
    events.sort(Comparator.comparingLong(Event::tick));
    int before = INITIAL;
    for (Event event : events) {
      int node = after.size();
      after.add(new ArrayList<>());
      arrow(before, node);
      if (event.isStart()) {
        arrow(node, event.transaction());
      } else {
        arrow(event.transaction(), node);
      }
      before = node;
    }
  }

  private boolean hasCycle() {
    int[] incoming = new int[after.size()];
    after.forEach(targets -> targets.forEach(target -> incoming[target]++));
    Deque<Integer> free = new ArrayDeque<>();
    for (int node = 0; node < incoming.length; node++) {
      if (incoming[node] == 0) {
        free.add(node);
      }
    }
    int ordered = 0;
    while (!free.isEmpty()) {
      ordered++;
      for (int target : after.get(free.remove())) {
        if (--incoming[target] == 0) {
          free.add(target);
        }
      }
    }
    return ordered < incoming.length;
  }
}
