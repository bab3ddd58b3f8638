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
   * The cursor for a client that names a key to start after. If the key has a common prefix of the
   * listing, or is that prefix, the listing goes on after everything with that prefix: the page
   * before ended with the common prefix, and would otherwise be repeated for ever.
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
   * The cursor as an opaque continuation token. It is safe in URLs, and has a check value so that a
   * token of another origin is refused and not misread.
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
      // A client can make up a token with a correct check value; that is not damage to the store.
      throw new StoreException(new Failure.InvalidContinuationToken());
    }
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
