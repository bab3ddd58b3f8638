package io.bytebucket.http;

/** Why bytes that came over a connection never became a {@link Request}. */
public enum MalformedRequest {
  /** The request line or a header field breaks the grammar of HTTP. */
  BAD_SYNTAX("BadRequest"),

  /** The request line and header fields together are longer than the server takes. */
  HEADER_TOO_LARGE("RequestHeaderSectionTooLarge"),

  /** A version of HTTP that this server does not speak. */
  UNSUPPORTED_VERSION("HttpVersionNotSupported");

  private final String label;

  MalformedRequest(String label) {
    this.label = label;
  }

  /** What a log calls it. */
  public String label() {
    return label;
  }
}
