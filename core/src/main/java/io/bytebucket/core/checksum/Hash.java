package io.bytebucket.core.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Checksum;

/** The computation of a checksum or digest over bytes as they pass. Not thread-safe. */
public interface Hash {
  /** Takes in bytes. */
  void update(byte[] bytes, int offset, int length);

  /** Ends the computation; the result, big-endian. */
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

  /** A computation by one of the JDK's checksums, whose result has that many bytes. */
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
