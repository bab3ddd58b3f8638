package io.bytebucket.selftest.wire;

import io.bytebucket.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * A request exactly as it goes over the wire: nothing is added, encoded or checked; text goes as
 * UTF-8. Immutable; the bytes of the body are not copied, and nobody may change them.
 */
public final class WireRequest {
  private final String method;
  private final String path;
  private final String query;
  private final Headers headers;
  private final byte[] body;

  private WireRequest(String method, String path, String query, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** A request without headers or body; {@code target} is the raw path, with or without a query. */
  public static WireRequest of(String method, String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new WireRequest(method, path, query, Headers.EMPTY, new byte[0]);
  }

  /** The method token. */
  public String method() {
    return method;
  }

  /** The raw path. */
  public String path() {
    return path;
  }

  /** The raw query without its question mark, or the empty string. */
  public String query() {
    return query;
  }

  /** The header fields, in order. */
  public Headers headers() {
    return headers;
  }

  /** The first field of that name (lower case), or the empty string. */
  public String header(String name) {
    return headers.first(name).orElse("");
  }

  byte[] body() {
    return body;
  }

  /** The length of the body. */
  public int bodyBytes() {
    return body.length;
  }

  /** The same with another method. */
  public WireRequest withMethod(String changed) {
    return new WireRequest(changed, path, query, headers, body);
  }

  /** The same with one more raw query parameter at the end. */
  public WireRequest addQuery(String parameter) {
    String more = query.isEmpty() ? parameter : query + '&' + parameter;
    return new WireRequest(method, path, more, headers, body);
  }

  /** The same with one more header field at the end. */
  public WireRequest add(String name, String value) {
    Headers more = Headers.builder().addAll(headers).add(name, value).build();
    return new WireRequest(method, path, query, more, body);
  }

  /** The same with one field of that name (lower case), at the end. */
  public WireRequest set(String name, String value) {
    Headers.Builder kept = Headers.builder();
    headers.forEach((each, was) -> {
      if (!each.equals(name)) {
        kept.add(each, was);
      }
    });
    return new WireRequest(method, path, query, kept.add(name, value).build(), body);
  }

  /** The same with another body; a {@code Content-Length} stays as it is. */
  public WireRequest withBody(byte[] changed) {
    return new WireRequest(method, path, query, headers, changed);
  }

  /** The same with a {@code Content-Length}, where there is a body or a method that has one. */
  public WireRequest sized() {
    boolean hasBody = body.length > 0 || method.equals("PUT") || method.equals("POST");
    return hasBody && !headers.contains("content-length")
        ? add("content-length", Integer.toString(body.length))
        : this;
  }

  /** The request line and the headers, as sent. */
  byte[] headBytes() {
    StringBuilder head = new StringBuilder(method).append(' ').append(path);
    if (!query.isEmpty()) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
