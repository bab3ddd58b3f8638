package io.bytebucket.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a start has opened so far: closed in the reverse order, unless all of it was. For one
 * thread.
 */
final class Opened implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /** Notes how to close what was just opened. */
  void add(Runnable closer) {
    closers.push(closer);
  }

  /** All was opened: it stays so. */
  void keep() {
    closers.clear();
  }

  @Override
  public void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
