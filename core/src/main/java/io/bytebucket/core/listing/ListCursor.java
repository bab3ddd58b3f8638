package io.bytebucket.core.listing;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where a listing goes on: after a key, or after all keys that a common prefix stands for.
 *
 * @param after the last key or common prefix that was returned
 * @param isPrefix whether it is a common prefix
 */
public record ListCursor(String after, boolean isPrefix) {
  private static final int VERSION = 1;

  /**
   * The cursor of a client that names a key to start after. A key behind a common prefix of the
   * listing, or the common prefix itself, stands for all of that prefix: a page that ended with it
   * was followed by what is behind it, and listing it again would never end.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects,
   *     marker and NextMarker</a>
   */
  public static ListCursor after(String key, String prefix, Optional<String> delimiter) {
    if (delimiter.isPresent() && key.startsWith(prefix)) {
      int at = key.indexOf(delimiter.get(), prefix.length());
      if (at >= 0) {
        return new ListCursor(key.substring(0, at + delimiter.get().length()), true);
      }
    }
    return new ListCursor(key, false);
  }

  /**
   * The cursor as an opaque continuation token: URL-safe, with a check value, so that what this
   * server did not write is refused instead of misread.
   */
  public String toToken() {
    byte[] record = new RecordWriter(VERSION).flag(isPrefix).text(after).toBytes();
    byte[] token =
        ByteBuffer.allocate(record.length + Integer.BYTES).put(record).putInt(crc(record)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The cursor that {@link #toToken} wrote.
   *
   * @throws StoreException with {@link Failure.InvalidContinuationToken}
   */
  public static ListCursor fromToken(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length <= Integer.BYTES) {
        throw new StoreException(new Failure.InvalidContinuationToken());
      }
      byte[] record = Arrays.copyOf(bytes, bytes.length - Integer.BYTES);
      if (ByteBuffer.wrap(bytes).getInt(record.length) != crc(record)) {
        throw new StoreException(new Failure.InvalidContinuationToken());
      }
      RecordReader in = new RecordReader("continuation token", record, VERSION);
      boolean isPrefix = in.flag();
      ListCursor cursor = new ListCursor(in.text(), isPrefix);
      in.end();
      return cursor;
    } catch (IllegalArgumentException | StoreException notOurs) {
      // A client can make a token with a right check value; that damages nothing of ours.
      throw new StoreException(new Failure.InvalidContinuationToken());
    }
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
