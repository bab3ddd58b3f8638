package io.bytebucket.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the inline bytes that are new in a backup, one after the other. For one thread. */
final class InlineWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final String backup;
  private final FileChannel file;
  private final OutputStream out;
  private long bytes;

  InlineWriter(Path path, String backup) throws IOException {
    this.backup = backup;
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
  }

  Pointer write(byte[] value) throws IOException {
    Pointer pointer = new Pointer(backup, bytes, value.length, Pointer.crc(value));
    out.write(value);
    bytes += value.length;
    return pointer;
  }

  /** How many bytes were written. */
  long bytes() {
    return bytes;
  }

  /** What was written is durable on return. */
  void finish() throws IOException {
    out.flush();
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
