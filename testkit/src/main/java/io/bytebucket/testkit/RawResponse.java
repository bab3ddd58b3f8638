package io.bytebucket.testkit;

import io.bytebucket.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response as it came over the wire, its body without its transfer coding. Immutable. */
public final class RawResponse {
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

  private final int status;
  private final Headers headers;
  private final byte[] body;

  /** A response of these parts. */
  public RawResponse(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body.clone();
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The header fields, in order. */
  public Headers headers() {
    return headers;
  }

  /** The first header of that name (lower case), or the empty string. */
  public String header(String name) {
    return headers.first(name).orElse("");
  }

  /** The body. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The {@code Code} of an error document, or the empty string. */
  public String errorCode() {
    Matcher matcher = CODE.matcher(text());
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public String toString() {
    return status + " " + text();
  }
}
