package io.bytebucket.server.backup;

import io.bytebucket.core.store.MetadataStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * Where a backup keeps the value of a row of inline bytes. It stands in the place of the value.
 *
 * @param backup the backup in whose file they are
 * @param offset where they begin in it
 * @param lengthBytes how many there are
 * @param checksum their CRC32C
 */
record Pointer(String backup, long offset, int lengthBytes, int checksum) {
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(backup);
      out.writeLong(offset);
      out.writeInt(lengthBytes);
      out.writeInt(checksum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Pointer decode(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      Pointer pointer = new Pointer(in.readUTF(), in.readLong(), in.readInt(), in.readInt());
      if (in.read() >= 0
          || pointer.offset < 0
          || pointer.lengthBytes < 0
          || pointer.lengthBytes > MetadataStore.VALUE_LIMIT_BYTES
          || !Manifest.isName(pointer.backup)) {
        throw new IOException("not what was written");
      }
      return pointer;
    } catch (IOException e) {
      throw new BackupException("the backup has a row of inline bytes that cannot be read", e);
    }
  }

  /** Whether these are the bytes that it stands for. */
  boolean isOf(byte[] value) {
    return value.length == lengthBytes && crc(value) == checksum;
  }

  static int crc(byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value);
    return (int) crc.getValue();
  }
}
