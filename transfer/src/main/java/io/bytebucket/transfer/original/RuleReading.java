package io.bytebucket.transfer.original;

/** How the statements of the original's users are understood. */
public enum RuleReading {
  /** As they are documented: a name of an action means what it means on AWS. */
  DOCUMENTED,
  /**
   * As the original enforced them: by the verb of a request alone, and with no statement that
   * forbids. So users can do what they could, which is more than their statements say.
   */
  ENFORCED
}
