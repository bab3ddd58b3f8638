package io.bytebucket.http;

/** Why a request never came to be handled. */
public enum Refusal {
  /** The request line or a header field breaks the grammar of HTTP. */
  BAD_SYNTAX("BadRequest", 400),

  /** The request line and header fields together are longer, or more, than the server takes. */
  HEADER_TOO_LARGE("RequestHeaderSectionTooLarge", 431),

  /** A transfer coding other than {@code chunked}. */
  UNSUPPORTED_CODING("NotImplemented", 501),

  /** A version of HTTP that this server does not speak. */
  UNSUPPORTED_VERSION("HttpVersionNotSupported", 505),

  /** Plain HTTP where TLS is spoken. */
  NOT_TLS("PlainHttpOnTlsPort", 400),

  /** Others have all the memory there is for requests: nothing is wrong with this one. */
  NO_ROOM("SlowDown", 503);

  private final String label;
  private final int status;

  Refusal(String label, int status) {
    this.label = label;
    this.status = status;
  }

  /** What a log calls it. */
  public String label() {
    return label;
  }

  /** The status that answers it. */
  public int status() {
    return status;
  }
}
