package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import java.io.IOException;

/**
 * Decodes a body and verifies it on the way. Used by one thread.
 *
 * <p>The bytes of one read may turn out to be wrong only in a later read. But the last byte of a
 * body whose length is known is handed out only when the whole body has proved right.
 */
sealed interface PayloadDecoder permits PlainDecoder, ChunkedDecoder, FormFileDecoder {
  /**
   * Reads like an {@link java.io.InputStream}.
   *
   * @param length at least 1
   * @return -1 only when the whole body has proved right
   * @throws IOException when the client went away or was too slow
   * @throws io.bytebucket.s3.error.S3Exception when the body is not what was signed or declared
   */
  int read(byte[] bytes, int offset, int length) throws IOException;

  /** The decoded length in bytes; -1 when it is not known before the end. */
  long lengthBytes();

  /** The headers after the body; empty before its end. */
  Headers trailers();
}
