package io.bytebucket.server.progress;

import java.util.Map;

/**
 * Is told by long work how far it is, and what it met. Thread-safe; no call waits for anything but
 * a line that is being written, and none fails when nobody reads.
 */
public interface Progress {
  /** Nobody looks. */
  Progress NONE =
      new Progress() {
        @Override
        public void total(long items, long bytes) {}

        @Override
        public void done(long items, long bytes) {}

        @Override
        public void note(String what, Map<String, ?> fields) {}
      };

  /**
   * Says how much there is; may be said again when more is found.
   *
   * @param items how many, negative while that is not known
   * @param bytes how many, negative while that is not known
   */
  void total(long items, long bytes);

  /**
   * Adds to what is done.
   *
   * @param items how many more
   * @param bytes how many more
   */
  void done(long items, long bytes);

  /**
   * Says something that a person or a program should know: a line of its own, at once. Callers
   * bound how many there are.
   *
   * @param what a few constant words, in lower case
   * @param fields what it is about: strings, numbers, booleans; no secrets
   */
  void note(String what, Map<String, ?> fields);
}
