package io.bytebucket.engine.local.file;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Names as the process sees them, and names as they are on the platters. */
final class SimulatedDirectory implements SimulatedNode {
  private final Map<String, SimulatedNode> seen = new TreeMap<>();
  private final Map<String, SimulatedNode> durable = new TreeMap<>();

  Map<String, SimulatedNode> entries() {
    return seen;
  }

  void force() {
    durable.clear();
    durable.putAll(seen);
  }

  @Override
  public void restart(BooleanSupplier survives) {
    Set<String> names = new TreeSet<>(seen.keySet());
    names.addAll(durable.keySet());
    for (String name : names) {
      boolean changed = !Objects.equals(seen.get(name), durable.get(name));
      if (changed && !survives.getAsBoolean()) {
        set(seen, name, durable.get(name));
      }
    }
    force();
    seen.values().forEach(node -> node.restart(survives));
  }

  private static void set(Map<String, SimulatedNode> entries, String name, SimulatedNode node) {
    if (node == null) {
      entries.remove(name);
    } else {
      entries.put(name, node);
    }
  }
}
