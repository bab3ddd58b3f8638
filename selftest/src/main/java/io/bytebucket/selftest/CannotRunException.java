package io.bytebucket.selftest;

/** No fact could be asked for: the message says why. */
public final class CannotRunException extends Exception {
  private static final long serialVersionUID = 1;

  /** With that reason, in words for a person. */
  public CannotRunException(String reason) {
    super(Words.of(reason));
  }
}
