package io.bytebucket.server.process.hostile;

import java.util.List;

/**
 * What many connections do to a server at once. Immutable.
 *
 * @param name as it is printed
 * @param connections how many do it at the same time
 * @param scripts what they do, by turns
 */
record Attack(String name, int connections, List<Script> scripts) {
  /** As many connections as the project promises to stand for each attack. */
  static final int CONNECTIONS = 1000;

  Attack {
    scripts = List.copyOf(scripts);
  }

  /** An attack from the usual number of connections. */
  static Attack of(String name, Script... scripts) {
    return new Attack(name, CONNECTIONS, List.of(scripts));
  }

  /** The same from so many connections. */
  Attack from(int changed) {
    return new Attack(name, changed, scripts);
  }

  /** What the connection of that number does. */
  Script script(int number) {
    return scripts.get(number % scripts.size());
  }
}
