package io.bytebucket.selftest;

/**
 * What became of a fact.
 *
 * @param seen how the answer differed, or why the fact was not asked for; empty where it holds
 */
public record Finding(Fact fact, Outcome outcome, String seen) {
  /** Cuts what a server says too much, and takes out what a terminal would obey. */
  public Finding {
    seen = Words.of(seen);
  }

  /** Whether the fact holds. */
  public enum Outcome {
    /** The server does so. */
    PASSED,
    /** It does not. */
    FAILED,
    /** The time was over, or the server gone, before it was asked for. */
    NOT_RUN
  }
}
