package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Used by one thread, except that {@link #forceData} may run beside the others. */
public interface DiskFile extends AutoCloseable {
  /** The length of the file in bytes. */
  long lengthBytes() throws IOException;

  /**
   * Reads some bytes from {@code position}.
   *
   * @return how many, or -1 at the end of the file
   */
  int read(ByteBuffer bytes, long position) throws IOException;

  /**
   * Writes some of the bytes at {@code position}.
   *
   * @return how many; may be fewer than there are
   * @throws DiskFullException when there is no room
   */
  int write(ByteBuffer bytes, long position) throws IOException;

  /**
   * Makes the bytes written so far durable, and what is needed to find them. After it has failed,
   * calling it again proves nothing: the bytes may be gone although a later call succeeds.
   */
  void forceData() throws IOException;

  /** As {@link #forceData}, and all that is known of the file. */
  void force() throws IOException;

  /** Releases the file; idempotent. Makes nothing durable, so that there is nothing to fail. */
  @Override
  void close();

  /** Writes all the bytes at {@code position}. */
  default void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += write(bytes, at);
    }
  }

  /**
   * Fills {@code bytes} from {@code position}.
   *
   * @return whether it could; false when the file ends before
   */
  default boolean readFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int read = read(bytes, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}
