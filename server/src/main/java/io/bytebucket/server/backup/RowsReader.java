package io.bytebucket.server.backup;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads what {@link RowsWriter} wrote, and fails where it is anything else. For one thread. */
final class RowsReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path path;
  private final DataInputStream in;
  private Optional<Key> last = Optional.empty();
  private long rows;

  RowsReader(Path path) {
    this.path = path;
    try {
      this.in =
          new DataInputStream(
              new BufferedInputStream(
                  new GZIPInputStream(Files.newInputStream(path), BUFFER_BYTES), BUFFER_BYTES));
      byte[] magic = in.readNBytes(RowsWriter.MAGIC.length());
      require(Arrays.equals(magic, RowsWriter.MAGIC.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** The next row; nothing at the end. */
  Optional<StoredRow> next() {
    try {
      int keyBytes = in.readUnsignedShort();
      if (keyBytes == 0) {
        // Reading on to the end makes sure that the checksum of all is right.
        require(in.readLong() == rows && in.read() < 0);
        return Optional.empty();
      }
      require(keyBytes <= MetadataStore.KEY_LIMIT_BYTES);
      Key key = Key.of(exactly(keyBytes));
      require(last.isEmpty() || last.get().compareTo(key) < 0);
      last = Optional.of(key);
      rows++;
      int valueBytes = in.readInt();
      if (valueBytes == RowsWriter.REMOVED) {
        return Optional.of(new StoredRow(key, Optional.empty()));
      }
      require(valueBytes >= 0 && valueBytes <= MetadataStore.VALUE_LIMIT_BYTES);
      return Optional.of(new StoredRow(key, Optional.of(exactly(valueBytes))));
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    require(bytes.length == count);
    return bytes;
  }

  private void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not what was written");
    }
  }

  private BackupException damaged(IOException cause) {
    return new BackupException(path + " is damaged or missing: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw damaged(e);
    }
  }
}
