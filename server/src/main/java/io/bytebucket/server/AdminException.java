package io.bytebucket.server;

import io.bytebucket.pipeline.ProtocolException;

/** What the admin API has against a request. */
final class AdminException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String text;

  /**
   * An error.
   *
   * @param code what programs know it by
   * @param text what people read
   */
  AdminException(int status, String code, String text) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }

  /** The code. */
  @Override
  public String label() {
    return code;
  }
}
