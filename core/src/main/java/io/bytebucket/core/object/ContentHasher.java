package io.bytebucket.core.object;

import io.bytebucket.core.checksum.Hash;
import java.io.IOException;

/** Computes digests over stored bytes, which are verified as they are read. */
public final class ContentHasher {
  private ContentHasher() {}

  /** Passes a range of {@code content} through every one of {@code hashes}. */
  public static void hash(ObjectReader.Content content, long offset, long length, Hash... hashes) {
    try {
      content.transfer(
          offset,
          length,
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            for (Hash hash : hashes) {
              hash.update(bytes, 0, bytes.length);
            }
          });
    } catch (IOException impossible) {
      throw new IllegalStateException("hashing does no input or output", impossible);
    }
  }
}
