package io.bytebucket.transfer;

import java.util.Map;

/** Is told how far a transfer is. Thread-safe; never fails, and never waits for long. */
public interface TransferListener {
  /**
   * Says how much there is; may be said again when more is found.
   *
   * @param objects how many, negative while that is not known
   * @param bytes how many, negative while that is not known
   */
  void total(long objects, long bytes);

  /** Says that so many more are done. */
  void done(long objects, long bytes);

  /**
   * Says something that a person should know, at once.
   *
   * @param what a few constant words, in lower case
   * @param fields strings, numbers and booleans; no secrets
   */
  void note(String what, Map<String, ?> fields);
}
