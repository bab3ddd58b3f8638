package io.bytebucket.server.config;

/** A setting that keeps the server from starting. The message names it and what is allowed. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the operator; it must not hold a secret. */
  public ConfigException(String message) {
    super(message);
  }
}
