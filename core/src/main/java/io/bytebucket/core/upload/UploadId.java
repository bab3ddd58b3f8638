package io.bytebucket.core.upload;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The identity of an upload.
 *
 * @param number from the same sequence as the ids of blobs: it is never used twice, and later
 *     uploads have higher ones
 */
public record UploadId(BlobId number) {
  /**
   * The name of the upload for clients: 32 hex digits, of which the last eight are a check value.
   */
  public String text() {
    ByteBuffer out = ByteBuffer.allocate(BlobId.LENGTH_BYTES + Integer.BYTES).put(number.toBytes());
    CRC32C check = new CRC32C();
    check.update(out.array(), 0, BlobId.LENGTH_BYTES);
    return HexFormat.of().formatHex(out.putInt((int) check.getValue()).array());
  }

  /**
   * The upload that a client names.
   *
   * @throws StoreException with {@link Failure.NoSuchUpload} when none was ever called that
   */
  public static UploadId parse(String text) {
    return find(text).orElseThrow(() -> new StoreException(new Failure.NoSuchUpload(text)));
  }

  /** The upload that a client names, unless none was ever called that. */
  public static Optional<UploadId> find(String text) {
    try {
      byte[] bytes = HexFormat.of().parseHex(text);
      if (bytes.length == BlobId.LENGTH_BYTES + Integer.BYTES) {
        UploadId id = new UploadId(BlobId.fromBytes(bytes, 0));
        return Optional.of(id).filter(found -> found.text().equals(text));
      }
    } catch (IllegalArgumentException notHex) {
      // Handled like a text of another length.
    }
    return Optional.empty();
  }
}
