package io.bytebucket.transfer.s3.object;

/** The source does not have it any more. */
public final class GoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GoneException(Throwable cause) {
    super("Gone from the source", cause);
  }
}
