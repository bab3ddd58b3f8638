package io.bytebucket.testkit;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A request exactly as it goes over the wire: nothing is added, encoded or checked. Text goes as
 * UTF-8. Immutable.
 */
public final class RawRequest {
  private final String method;
  private final String path;
  private final String query;
  private final Headers headers;
  private final byte[] body;

  private RawRequest(String method, String path, String query, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** A request without headers or body; {@code target} is the raw path, with or without a query. */
  public static RawRequest of(String method, String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new RawRequest(method, path, query, Headers.EMPTY, new byte[0]);
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

  /** The body as sent. */
  public byte[] body() {
    return body.clone();
  }

  /** The same request with another method. */
  public RawRequest withMethod(String changed) {
    return new RawRequest(changed, path, query, headers, body);
  }

  /** The same request with another raw path. */
  public RawRequest withPath(String changed) {
    return new RawRequest(method, changed, query, headers, body);
  }

  /** The same request with another raw query. */
  public RawRequest withQuery(String changed) {
    return new RawRequest(method, path, changed, headers, body);
  }

  /** The same request with one more raw query parameter at the end. */
  public RawRequest addQuery(String parameter) {
    return withQuery(query.isEmpty() ? parameter : query + '&' + parameter);
  }

  /** The same request with one more header field at the end. */
  public RawRequest add(String name, String value) {
    return withHeaders(Headers.builder().addAll(headers).add(name, value).build());
  }

  /** The same request with one field of that name (lower case), at the end. */
  public RawRequest set(String name, String value) {
    return remove(name).add(name, value);
  }

  /** The same request without any field of that name (lower case). */
  public RawRequest remove(String name) {
    Headers.Builder kept = Headers.builder();
    headers.forEach((each, value) -> {
      if (!each.equals(name)) {
        kept.add(each, value);
      }
    });
    return withHeaders(kept.build());
  }

  /** The same request with other header fields. */
  public RawRequest withHeaders(Headers changed) {
    return new RawRequest(method, path, query, changed, body);
  }

  /** The same request with another body; its {@code Content-Length}, if any, stays as it is. */
  public RawRequest withBody(byte[] changed) {
    return new RawRequest(method, path, query, headers, changed.clone());
  }

  /** The same request with a text as its body. */
  public RawRequest withBody(String changed) {
    return withBody(changed.getBytes(StandardCharsets.UTF_8));
  }

  /** The same request with the {@code Content-Length} of its body. */
  public RawRequest sized() {
    return set("content-length", Integer.toString(body.length));
  }

  /** The request as a server's adapter hands it on, for tests without a socket. */
  public Request asReceived() {
    return new Request(
        method, path, query, headers, "http", "127.0.0.1", new ByteArrayInputStream(body));
  }

  /** The request line and the headers, as sent. */
  public byte[] headBytes() {
    StringBuilder head = new StringBuilder(method).append(' ').append(path);
    if (!query.isEmpty()) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** All of the request, as sent. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(headBytes());
    out.writeBytes(body);
    return out.toByteArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawRequest that
        && method.equals(that.method)
        && path.equals(that.path)
        && query.equals(that.query)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, path, query, headers, Arrays.hashCode(body));
  }

  @Override
  public String toString() {
    return new String(headBytes(), StandardCharsets.UTF_8) + body.length + " body bytes";
  }
}
