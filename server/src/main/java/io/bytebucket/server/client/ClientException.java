package io.bytebucket.server.client;

/** Something that the command was given cannot be used. */
public final class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, in words. */
  public ClientException(String message) {
    super(message);
  }
}
