package io.bytebucket.core.check;

/** Hears of a check as it goes on, on the thread that checks. */
public interface CheckListener {
  /** Something is wrong. */
  void found(Finding finding);

  /**
   * Says how much there is to look at.
   *
   * @param objects objects, versions and parts
   * @param bytes what they have together
   */
  default void total(long objects, long bytes) {}

  /**
   * Some more was looked at.
   *
   * @param objects objects, versions and parts
   * @param bytes what they have together
   */
  default void looked(long objects, long bytes) {}

  /** So many more rows were read, before any bytes are. */
  default void rows(long rows) {}
}
