package io.bytebucket.transfer.s3.client;

/** Somebody wants the work to stop, and what was under way was left. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Left now. */
  public StoppedException() {
    super("Stopped");
  }
}
