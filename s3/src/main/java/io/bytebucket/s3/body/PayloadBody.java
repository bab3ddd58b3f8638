package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of a request. It is verified while it is read, so <b>a body counts only once a
 * read has returned -1</b>. What was read before may turn out to be wrong, and must be thrown away
 * when a read throws.
 *
 * <p>A read throws an unchecked {@link S3Exception} when the body is not what was signed or
 * declared, and so does every read after it. It throws an {@link IOException} when the client went
 * away or was too slow. The connection is not read before the first read, which also answers the
 * client's {@code Expect: 100-continue}. Bytes go straight into the reader's array, so a large
 * array is faster. For one thread.
 */
public final class PayloadBody extends InputStream {
  private final PayloadDecoder decoder;
  private @Nullable S3Exception failure;

  PayloadBody(PayloadDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * The decoded length in bytes: {@code x-amz-decoded-content-length} of a chunked body, else
   * {@code Content-Length}; -1 when there is neither. A body of another length fails.
   */
  public long lengthBytes() {
    return decoder.lengthBytes();
  }

  /** The trailing headers that the request announced; empty until a read has returned -1. */
  public Headers trailers() {
    return decoder.trailers();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      return decoder.read(bytes, offset, length);
    } catch (S3Exception notAsSigned) {
      failure = notAsSigned;
      throw notAsSigned;
    }
  }
}
