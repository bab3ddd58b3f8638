package io.bytebucket.core.rebuild;

import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;

/** The keys of the scratch store, in which is put in order what memory has no room for. */
final class ScratchKeys {
  /** Bucket id: the outline that was written last. */
  private static final byte OUTLINE = 'B';

  /** Bucket id, all bits inverted, so that the latest comes first: something of it was found. */
  private static final byte WANTED = 'C';

  /** Upload id: the upload was completed. */
  private static final byte COMPLETED = 'U';

  /** Upload id: the label of one of its parts. */
  private static final byte UPLOAD = 'Q';

  /** Bucket id, hash of the object key, time, blob id: the label of an object. */
  private static final byte OBJECT = 'A';

  /** Upload id, part number, time, blob id: the label of a part. */
  private static final byte PART = 'P';

  /** Hash of a row's key: the row reads, and was left out. */
  private static final byte LEFT_OUT = 'L';

  /** Blob id: what it was written for is known to be gone, or never was. */
  private static final byte OVER = 'O';

  private static final int HASH_BYTES = 32;

  private ScratchKeys() {}

  static Key outline(long bucketId) {
    return Key.of(ByteBuffer.allocate(1 + Long.BYTES).put(OUTLINE).putLong(bucketId).array());
  }

  static Key wanted(long bucketId) {
    return Key.of(ByteBuffer.allocate(1 + Long.BYTES).put(WANTED).putLong(~bucketId).array());
  }

  static Key allWanted() {
    return Key.of(new byte[] {WANTED});
  }

  static long wantedId(Key key) {
    return ~ByteBuffer.wrap(key.bytes()).getLong(1);
  }

  static Key completed(BlobId upload) {
    return Key.of(
        ByteBuffer.allocate(1 + BlobId.LENGTH_BYTES).put(COMPLETED).put(upload.toBytes()).array());
  }

  static Key upload(BlobId upload) {
    return Key.of(
        ByteBuffer.allocate(1 + BlobId.LENGTH_BYTES).put(UPLOAD).put(upload.toBytes()).array());
  }

  /** Those of one object stand together, in the order in which they were made. */
  static Key object(long bucketId, byte[] objectKey, long millis, BlobId blob) {
    return Key.of(
        ByteBuffer.allocate(1 + 2 * Long.BYTES + HASH_BYTES + BlobId.LENGTH_BYTES)
            .put(OBJECT)
            .putLong(bucketId)
            .put(hash(objectKey))
            .putLong(millis)
            .put(blob.toBytes())
            .array());
  }

  static Key objects() {
    return Key.of(new byte[] {OBJECT});
  }

  static Key part(BlobId upload, int number, long millis, BlobId blob) {
    return Key.of(
        ByteBuffer.allocate(1 + 2 * BlobId.LENGTH_BYTES + Short.BYTES + Long.BYTES)
            .put(PART)
            .put(upload.toBytes())
            .putShort((short) number)
            .putLong(millis)
            .put(blob.toBytes())
            .array());
  }

  static Key leftOut(Key row) {
    return Key.of(ByteBuffer.allocate(1 + HASH_BYTES).put(LEFT_OUT).put(hash(row.bytes())).array());
  }

  static Key over(BlobId blob) {
    return Key.of(
        ByteBuffer.allocate(1 + BlobId.LENGTH_BYTES).put(OVER).put(blob.toBytes()).array());
  }

  static Key allOver() {
    return Key.of(new byte[] {OVER});
  }

  private static byte[] hash(byte[] bytes) {
    Hash hash = Hash.digest("SHA-256");
    hash.update(bytes, 0, bytes.length);
    return hash.finish();
  }

  static Key parts() {
    return Key.of(new byte[] {PART});
  }

  /** The blob at the end of a key of an object, a part, or one whose object is over. */
  static BlobId blob(Key key) {
    return BlobId.fromBytes(key.bytes(), key.bytes().length - BlobId.LENGTH_BYTES);
  }
}
