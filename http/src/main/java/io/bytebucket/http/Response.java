package io.bytebucket.http;

/**
 * One HTTP response. {@code Content-Length} is not among the headers: the adapter writes it from
 * {@link ResponseBody#lengthBytes()}, except on a 204 or 304.
 *
 * @param status the status code
 * @param headers the header fields
 * @param body the body
 */
public record Response(int status, Headers headers, ResponseBody body) {}
