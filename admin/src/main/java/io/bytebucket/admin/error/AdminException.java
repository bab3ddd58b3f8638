package io.bytebucket.admin.error;

import io.bytebucket.http.Headers;
import io.bytebucket.pipeline.ProtocolException;

/** What the admin API has against a request. */
public final class AdminException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  /** The code for credentials that are wrong, whatever is wrong with them. */
  public static final String INVALID_CREDENTIALS = "InvalidCredentials";

  private final int status;
  private final String code;
  private final String text;
  private final transient Headers headers;

  /**
   * An error.
   *
   * @param code what programs know it by
   * @param text what people read; never a secret
   */
  public AdminException(int status, String code, String text) {
    this(status, code, text, Headers.EMPTY);
  }

  private AdminException(int status, String code, String text, Headers headers) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
    this.headers = headers;
  }

  /** An error of something that the client sent, which is not what it has to be. */
  public static AdminException invalid(String text) {
    return new AdminException(400, "InvalidArgument", text);
  }

  /** The same error with another header field in its answer. */
  public AdminException withHeader(String name, String value) {
    return new AdminException(
        status, code, text, Headers.builder().addAll(headers).add(name, value).build());
  }

  /** The status of its answer. */
  public int status() {
    return status;
  }

  /** What people read. */
  public String text() {
    return text;
  }

  /** What stands in the header of its answer. */
  public Headers headers() {
    return headers;
  }

  @Override
  public boolean isFailedSignIn() {
    return code.equals(INVALID_CREDENTIALS);
  }

  /** The code. */
  @Override
  public String label() {
    return code;
  }
}
