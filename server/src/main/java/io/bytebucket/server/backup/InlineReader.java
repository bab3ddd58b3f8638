package io.bytebucket.server.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Reads inline bytes of backups; keeps a bounded number of their files open. For one thread. */
final class InlineReader implements AutoCloseable {
  private static final int OPEN_MAX = 64;
  private static final float LOAD = 0.75f;

  private final Function<String, Path> files;
  private final Map<String, FileChannel> open = new LinkedHashMap<>(OPEN_MAX, LOAD, true);

  /**
   * A reader.
   *
   * @param files where those of a backup are
   */
  InlineReader(Function<String, Path> files) {
    this.files = files;
  }

  /** The bytes, which were verified. */
  byte[] read(Pointer pointer) {
    Path path = files.apply(pointer.backup());
    try {
      ByteBuffer bytes = ByteBuffer.allocate(pointer.lengthBytes());
      FileChannel file = channel(pointer.backup(), path);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, pointer.offset() + bytes.position()) < 0) {
          throw new IOException("it ends too soon");
        }
      }
      if (!pointer.isOf(bytes.array())) {
        throw new IOException("a checksum is wrong");
      }
      return bytes.array();
    } catch (IOException e) {
      throw new BackupException(path + " is damaged or missing: " + e.getMessage(), e);
    }
  }

  private FileChannel channel(String backup, Path path) throws IOException {
    FileChannel known = open.get(backup);
    if (known != null) {
      return known;
    }
    if (open.size() >= OPEN_MAX) {
      var eldest = open.entrySet().iterator().next();
      open.remove(eldest.getKey());
      eldest.getValue().close();
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    open.put(backup, file);
    return file;
  }

  @Override
  public void close() {
    try {
      for (FileChannel file : open.values()) {
        file.close();
      }
    } catch (IOException e) {
      throw new BackupException("a file of the backup cannot be closed", e);
    }
  }
}
