package io.bytebucket.server.house;

import java.util.List;

/**
 * A rule about sources.
 *
 * @param name what holds, as a sentence
 * @param check finds what breaks it: a place and a reason each
 * @param offender the smallest repository that breaks it
 */
record TidyRule(String name, Check check, Repository offender) {
  /** Finds what breaks a rule. */
  @FunctionalInterface
  interface Check {
    List<String> findings(Repository repository);
  }

  @Override
  public String toString() {
    return name;
  }
}
