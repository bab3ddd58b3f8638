package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import java.io.IOException;

/**
 * Turns what was sent into what was meant, and checks it on the way. Used by one thread.
 *
 * <p>The bytes of one read may prove wrong only in a later one, but the last byte of a body whose
 * length is known is handed out only when all of the body has proved right.
 */
sealed interface PayloadDecoder permits PlainDecoder, ChunkedDecoder, FormFileDecoder {
  /**
   * Reads like an {@link java.io.InputStream}.
   *
   * @param length at least 1
   * @return -1 only when all of the body has proved right
   * @throws IOException when the client went away or was too slow
   * @throws io.bytebucket.s3.error.S3Exception when the body is not what was signed or declared
   */
  int read(byte[] bytes, int offset, int length) throws IOException;

  /** The length of what was meant, in bytes; -1 when that is not known before the end. */
  long lengthBytes();

  /** The headers after the body; empty before its end. */
  Headers trailers();
}
