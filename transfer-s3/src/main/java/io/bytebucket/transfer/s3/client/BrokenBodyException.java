package io.bytebucket.transfer.s3.client;

/** A body did not arrive whole, or not as it was announced. */
public final class BrokenBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what was wrong. */
  public BrokenBodyException(String message) {
    super(message);
  }
}
