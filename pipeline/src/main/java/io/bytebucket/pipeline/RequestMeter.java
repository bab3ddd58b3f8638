package io.bytebucket.pipeline;

/** Counts the requests of one row of a route table. Thread-safe; it must cost next to nothing. */
@FunctionalInterface
public interface RequestMeter {
  /** Counts nothing: for requests that are about the counting. */
  RequestMeter NONE = (_, _, _) -> {};

  /**
   * Counts a request that has ended, however it did.
   *
   * @param bytesIn how much of its body was read
   * @param bytesOut how much of the body of the answer was sent
   */
  void ended(Visit visit, long bytesIn, long bytesOut);
}
