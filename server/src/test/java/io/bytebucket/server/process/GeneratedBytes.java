package io.bytebucket.server.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A body of any length that a seed decides and nobody has to keep. Immutable.
 *
 * @param seed another seed gives other bytes
 * @param lengthBytes how many bytes there are
 */
public record GeneratedBytes(long seed, long lengthBytes) {
  private static final int BLOCK_BYTES = 1 << 20;

  /** All of them at once, for the short ones. */
  public byte[] toArray() {
    byte[] all = new byte[Math.toIntExact(lengthBytes)];
    for (int start = 0; start < all.length; start += BLOCK_BYTES) {
      byte[] block = block(start);
      System.arraycopy(block, 0, all, start, block.length);
    }
    return all;
  }

  /** A stream of them; one block is held at a time. */
  public InputStream stream() {
    return new InputStream() {
      private byte[] block = new byte[0];
      private int next;
      private long startBytes;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (next == block.length) {
          startBytes += block.length;
          if (startBytes == lengthBytes) {
            return -1;
          }
          block = block(startBytes);
          next = 0;
        }
        int count = Math.min(length, block.length - next);
        System.arraycopy(block, next, target, offset, count);
        next += count;
        return count;
      }
    };
  }

  /** Writes them to a file. */
  public void writeTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      stream().transferTo(out);
    }
  }

  /** Fails at the first byte of the stream that is another, or if it ends early or late. */
  public void requireSame(InputStream actual) throws IOException {
    for (long start = 0; start < lengthBytes; start += BLOCK_BYTES) {
      byte[] expected = block(start);
      byte[] read = actual.readNBytes(expected.length);
      int difference = Arrays.mismatch(expected, read);
      if (difference >= 0) {
        throw new AssertionError("the bytes differ, or end, at " + (start + difference));
      }
    }
    if (actual.read() >= 0) {
      throw new AssertionError("more bytes than the " + lengthBytes + " expected");
    }
  }

  private byte[] block(long startBytes) {
    byte[] block = new byte[(int) Math.min(BLOCK_BYTES, lengthBytes - startBytes)];
    new SplittableRandom(seed ^ (startBytes / BLOCK_BYTES * 0x9E3779B97F4A7C15L)).nextBytes(block);
    return block;
  }
}
