package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A body that is sent as it is, with or without a signed hash of all of it. */
final class PlainDecoder implements PayloadDecoder {
  private final InputStream source;
  private final long lengthBytes;
  private final @Nullable String expectedHash;
  private final @Nullable MessageDigest digest;
  private long readBytes;
  private boolean ended;

  /**
   * @param lengthBytes the declared length, or -1
   * @param expectedHash the SHA-256 that was signed, in lower-case hex, or null when none was
   */
  PlainDecoder(InputStream source, long lengthBytes, @Nullable String expectedHash) {
    this.source = source;
    this.lengthBytes = lengthBytes;
    this.expectedHash = expectedHash;
    this.digest = expectedHash == null ? null : Sha256.start();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int wanted = lengthBytes < 0 ? length : (int) Math.min(length, lengthBytes - readBytes);
    int count = wanted == 0 ? -1 : readSource(bytes, offset, wanted);
    if (count < 0) {
      end();
      return -1;
    }
    readBytes += count;
    if (digest != null) {
      digest.update(bytes, offset, count);
    }
    if (readBytes == lengthBytes) {
      end();
    }
    return count;
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public Headers trailers() {
    return Headers.EMPTY;
  }

  private int readSource(byte[] bytes, int offset, int length) throws IOException {
    try {
      return source.read(bytes, offset, length);
    } catch (EOFException cut) {
      throw incomplete();
    }
  }

  private void end() {
    if (lengthBytes >= 0 && readBytes < lengthBytes) {
      throw incomplete();
    }
    if (digest != null) {
      String computed = Sha256.format(digest.digest());
      if (!computed.equals(expectedHash)) {
        throw new S3Exception(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
            .with("ClientComputedContentSHA256", expectedHash)
            .with("S3ComputedContentSHA256", computed);
      }
    }
    ended = true;
  }

  private S3Exception incomplete() {
    if (lengthBytes < 0) {
      return new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
    }
    return new S3Exception(S3ErrorCode.INCOMPLETE_BODY)
        .with("NumberBytesExpected", Long.toString(lengthBytes))
        .with("NumberBytesProvided", Long.toString(readBytes));
  }
}
