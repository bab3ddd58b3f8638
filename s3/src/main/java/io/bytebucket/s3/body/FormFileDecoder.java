package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.form.FileSizeRange;
import java.io.IOException;
import java.io.InputStream;

/** The file of a form, checked against the sizes that the form's policy allows. */
final class FormFileDecoder implements PayloadDecoder {
  private final InputStream file;
  private final FileSizeRange range;
  private long sizeBytes;
  private boolean ended;

  /**
   * @param file a stream that ends only if the form around it is complete
   */
  FormFileDecoder(InputStream file, FileSizeRange range) {
    this.file = file;
    this.range = range;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int read = file.read(bytes, offset, length);
    if (read < 0) {
      end();
      return -1;
    }
    sizeBytes += read;
    if (sizeBytes > range.maxBytes()) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(sizeBytes))
          .with("MaxSizeAllowed", Long.toString(range.maxBytes()));
    }
    return read;
  }

  private void end() {
    if (sizeBytes < range.minBytes()) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL)
          .with("ProposedSize", Long.toString(sizeBytes))
          .with("MinSizeAllowed", Long.toString(range.minBytes()));
    }
    ended = true;
  }

  /** Always -1: a form does not say how long its parts are. */
  @Override
  public long lengthBytes() {
    return -1;
  }

  @Override
  public Headers trailers() {
    return Headers.EMPTY;
  }
}
