package io.bytebucket.core.object;

import io.bytebucket.core.store.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A range of an open object as a stream. It reads the range in pieces, each of which is verified.
 * Used by one thread; does not close the content.
 */
public final class ContentStream extends InputStream {
  /** A few blocks at a time, because each read of a file costs one or two system calls. */
  private static final int PIECE_BYTES = 256 << 10;

  private final ObjectReader.Content content;
  private long position;
  private long leftBytes;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).limit(0);

  /** The {@code length} bytes of {@code content} from {@code offset} on. */
  public ContentStream(ObjectReader.Content content, long offset, long length) {
    this.content = content;
    this.position = offset;
    this.leftBytes = length;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(bytes, offset, count);
    return count;
  }

  /** Makes sure that there is a byte in the piece; false at the end of the range. */
  private boolean fill() throws IOException {
    if (piece.hasRemaining()) {
      return true;
    }
    int length = (int) Math.min(PIECE_BYTES, leftBytes);
    if (length == 0) {
      return false;
    }
    piece.clear();
    BlobReader.Sink sink = piece::put;
    content.transfer(position, length, sink);
    piece.flip();
    position += length;
    leftBytes -= length;
    return true;
  }
}
