package io.bytebucket.pipeline;

/**
 * How a front end refuses a request in words of its own. Created without a stack trace, because a
 * client's mistake is traffic, not a bug.
 */
public abstract class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with that text for its client. */
  protected ProtocolException(String message) {
    super(message, null, false, false);
  }

  /** Whether the request failed to prove whom it is from: who does so too often is banned. */
  public boolean isFailedSignIn() {
    return false;
  }

  /** What the log calls it: the code that its client is told. */
  public abstract String label();
}
