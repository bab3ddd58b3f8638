package io.bytebucket.selftest.wire;

import io.bytebucket.http.Headers;
import java.nio.charset.StandardCharsets;

/** An answer as it came over the wire, its body without its transfer coding. Immutable. */
public final class WireAnswer {
  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final boolean askedForBody;

  WireAnswer(int status, Headers headers, byte[] body, boolean askedForBody) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.askedForBody = askedForBody;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** Whether the status is one of success. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The header fields, in order; names in lower case. */
  public Headers headers() {
    return headers;
  }

  /** Whether the server sent {@code 100 Continue} before it. */
  public boolean askedForBody() {
    return askedForBody;
  }

  /** The length of the body. */
  public int bodyBytes() {
    return body.length;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as a document; one without elements where it is none. */
  public Elements document() {
    return Elements.of(body);
  }

  /** The code of an error, or the empty string. */
  public String errorCode() {
    return document().first("Error/Code").orElse("");
  }

  /** In short, for people. */
  @Override
  public String toString() {
    String code = errorCode();
    return code.isEmpty() ? Integer.toString(status) : status + " " + code;
  }
}
