package io.bytebucket.server.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a file of rows: a gzip stream of the rows in key order, each as the length of its key (2
 * bytes), the key, the length of the value (4 bytes; -1 for a row that is removed) and the value;
 * at the end a length of 0 and the number of rows (8 bytes). For one thread.
 */
final class RowsWriter implements AutoCloseable {
  static final String MAGIC = "BBROWS1\n";
  static final int REMOVED = -1;

  private static final int BUFFER_BYTES = 64 << 10;

  private final FileChannel file;
  private final Fast gzip;
  private final DataOutputStream out;
  private long rows;

  RowsWriter(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.gzip = new Fast(Channels.newOutputStream(file));
    this.out = new DataOutputStream(new BufferedOutputStream(gzip, BUFFER_BYTES));
    out.writeBytes(MAGIC);
  }

  /** Numbers and keys that are much alike compress well with little effort. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  void write(StoredRow row) throws IOException {
    byte[] key = row.key().bytes();
    out.writeShort(key.length);
    out.write(key);
    Optional<byte[]> value = row.value();
    if (value.isEmpty()) {
      out.writeInt(REMOVED);
    } else {
      out.writeInt(value.get().length);
      out.write(value.get());
    }
    rows++;
  }

  /** How many rows were written. */
  long rows() {
    return rows;
  }

  /** Writes the end. What was written is durable on return. */
  void finish() throws IOException {
    out.writeShort(0);
    out.writeLong(rows);
    out.flush();
    gzip.finish();
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
