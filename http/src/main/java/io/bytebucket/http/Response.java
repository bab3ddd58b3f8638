package io.bytebucket.http;

/**
 * One HTTP response. {@code Content-Length} is not among the headers: the adapter writes it from
 * {@link ResponseBody#lengthBytes()}, except on a 204 or 304.
 *
 * @param status the status code
 * @param headers the header fields
 * @param body the body
 */
public record Response(int status, Headers headers, ResponseBody body) {
  /** How many bytes of memory its body takes until it is sent. */
  public long heldBytes() {
    return switch (body) {
      case ResponseBody.Bytes(byte[] bytes) -> bytes.length;
      case ResponseBody.Stream(long length, ResponseBody.Source source) -> source.heldBytes();
      case ResponseBody.HeadOnly announced -> 0;
    };
  }
}
