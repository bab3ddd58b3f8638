package io.bytebucket.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

/** Bytes that a seed determines, in and out of a blob store. */
public final class BlobBytes {
  private BlobBytes() {}

  /** That many bytes that no compression or zero-filled page can be taken for. */
  public static byte[] seeded(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Writes a blob in one piece, commits it, and returns what the commit said its length is. */
  public static long put(BlobStore store, BlobId id, byte[] bytes) {
    return put(store, id, bytes, BlobStore.NO_LABEL);
  }

  /** The same with a label. */
  public static long put(BlobStore store, BlobId id, byte[] bytes, byte[] label) {
    try (BlobWriter writer = store.create(id, bytes.length)) {
      writer.write(bytes, 0, bytes.length);
      return writer.commit(label);
    }
  }

  /** Reads a whole blob. */
  public static byte[] get(BlobStore store, BlobId id) {
    try (BlobReader reader = store.open(id)) {
      return get(reader, 0, reader.lengthBytes());
    }
  }

  /**
   * Fails unless both are the same bytes, and says where they part. On megabytes it takes
   * milliseconds, which comparing element by element does not.
   */
  public static void assertSame(String when, byte[] actual, byte[] expected) {
    assertThat(actual.length).as("%s: length", when).isEqualTo(expected.length);
    assertThat(Arrays.mismatch(actual, expected)).as("%s: first wrong byte", when).isEqualTo(-1);
  }

  /** Reads a range of an open blob. */
  public static byte[] get(BlobReader reader, long offset, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      reader.transfer(
          offset,
          length,
          piece -> {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            out.write(copy);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
