package io.bytebucket.server.jetty;

/**
 * Taking turns. Nobody takes a processor away from a virtual thread, and one whose client sends
 * faster than its bytes are worked on never waits: without turns, others wait for all of it.
 */
final class Turn {
  private Turn() {}

  /** Lets those go first that are ready now. */
  @SuppressWarnings("ThreadPriorityCheck") // no priority is meant: virtual threads have a queue
  static void pass() {
    Thread.yield();
  }
}
