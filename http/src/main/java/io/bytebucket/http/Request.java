package io.bytebucket.http;

import java.io.InputStream;

/**
 * One HTTP request as it came over the wire: nothing decoded, normalised or merged.
 *
 * @param method the method token, for example {@code GET}
 * @param rawPath the path exactly as sent, still percent-encoded, with its dots and slashes; starts
 *     with a slash. Bytes that are not UTF-8 show as an escape that does not decode.
 * @param rawQuery the query string without its question mark, or the empty string
 * @param headers the header fields, {@code host} among them; values are read as UTF-8, and as ISO
 *     8859-1 when they are not UTF-8
 * @param scheme {@code http} or {@code https}: that of the socket, or what a trusted proxy says
 * @param remoteAddress the client's IP address in text form: the peer's, or what a trusted proxy
 *     says
 * @param body the body; read by one thread. The client's {@code Expect: 100-continue} is answered
 *     when it is first read, so a refusal costs the client no upload. Reading throws an {@link
 *     java.io.IOException} when the client went away, {@link StalledTransferException} when it was
 *     too slow, {@link NoRoomException} before the first byte when there is no memory for it, and
 *     {@link java.io.EOFException} when the body ended before its declared length.
 */
public record Request(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    String scheme,
    String remoteAddress,
    InputStream body) {
  /** The same request with other header fields. */
  public Request withHeaders(Headers changed) {
    return new Request(method, rawPath, rawQuery, changed, scheme, remoteAddress, body);
  }

  /** The same request with another body. */
  public Request withBody(InputStream changed) {
    return new Request(method, rawPath, rawQuery, headers, scheme, remoteAddress, changed);
  }

  /** The same request as another peer would have sent it, in that way. */
  public Request from(String changedAddress, String changedScheme) {
    return new Request(method, rawPath, rawQuery, headers, changedScheme, changedAddress, body);
  }
}
