package io.bytebucket.core.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A checksum being computed over bytes as they pass. Not thread-safe. */
public interface Hash {
  /** Takes in bytes. */
  void update(byte[] bytes, int offset, int length);

  /** The result, big-endian; the computation is over. */
  byte[] finish();

  /** A digest of the JDK, which every Java runtime has. */
  static Hash digest(String name) {
    MessageDigest digest = newDigest(name);
    return new Hash() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] finish() {
        return digest.digest();
      }
    };
  }

  /** A checksum of the JDK's kind, of that length in bytes. */
  static Hash of(Checksum checksum, int lengthBytes) {
    return new Hash() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
      }

      @Override
      public byte[] finish() {
        byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(all, Long.BYTES - lengthBytes, Long.BYTES);
      }
    };
  }

  private static MessageDigest newDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks a required digest", impossible);
    }
  }
}
