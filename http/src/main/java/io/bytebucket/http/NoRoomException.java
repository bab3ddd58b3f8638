package io.bytebucket.http;

/**
 * What all clients together may hold of the server's memory is taken, and this request needs more
 * of it. Nothing is wrong with the request, and others go on: its client is to come back later.
 * Created without a stack trace, because it is traffic and not a bug.
 */
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a constant text. */
  public NoRoomException() {
    super("no room for another request", null, false, false);
  }
}
