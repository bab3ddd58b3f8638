package io.bytebucket.server.backup;

import io.bytebucket.core.schema.BlobKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks through the metadata of a store beside the rows of the backup before, and writes what is
 * different: so every row is read, and verified by the engine, and only what is new is written. For
 * one thread.
 */
final class RowsBackup {
  private static final Key FIRST = Key.of(new byte[] {0});
  private static final Key LAST = Key.of(new byte[] {(byte) 0xFF});
  private static final Key INLINE = Key.of(new byte[] {Keyspace.BULK_TAG});
  private static final byte REFERENCES = BlobKeys.allReferences().tag();

  /** Inline values may be large. */
  private static final int INLINE_ROWS = 64;

  private final RowChain earlier;
  private final boolean isFull;
  private final RowsWriter rows;
  private final InlineWriter inline;
  private final Consumer<BlobId> blobs;
  private final RateLimit rate;
  private final Going going;
  private final RowCounts counts = new RowCounts();

  /**
   * A walk.
   *
   * @param earlier the rows of the backup before; none for the first
   * @param isFull whether all rows are written, and not only those that are different
   * @param blobs is handed every blob that has references, in order
   */
  RowsBackup(
      RowChain earlier,
      boolean isFull,
      RowsWriter rows,
      InlineWriter inline,
      Consumer<BlobId> blobs,
      RateLimit rate,
      Going going) {
    this.earlier = earlier;
    this.isFull = isFull;
    this.rows = rows;
    this.inline = inline;
    this.blobs = blobs;
    this.rate = rate;
    this.going = going;
  }

  /** Does it, and tells what there is. */
  RowCounts run(MetadataStore metadata) throws IOException {
    try {
      RangeReader reader = RangeReader.of(metadata);
      reader.pages(FIRST, INLINE, ScanRequest.LIMIT_MAX, this::take);
      reader.pages(INLINE, INLINE.afterPrefix(), INLINE_ROWS, this::take);
      reader.pages(INLINE.afterPrefix(), LAST, ScanRequest.LIMIT_MAX, this::take);
      while (earlier.peek().isPresent()) {
        remove(earlier.peek().get().key());
      }
      return counts;
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  private boolean take(List<Row.Entry> page) {
    going.require();
    try {
      for (Row.Entry row : page) {
        take(row.key(), row.value());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(Key key, byte[] value) throws IOException {
    boolean isInline = key.tag() == Keyspace.BULK_TAG;
    if (isInline) {
      rate.take(value.length);
    }
    while (earlier.peek().isPresent() && earlier.peek().get().key().compareTo(key) < 0) {
      remove(earlier.peek().get().key());
    }
    Optional<byte[]> known = Optional.empty();
    if (earlier.peek().isPresent() && earlier.peek().get().key().equals(key)) {
      known = earlier.peek().get().value();
      earlier.advance();
    }
    boolean isSame =
        known
            .filter(stored ->
                isInline ? Pointer.decode(stored).isOf(value) : Arrays.equals(stored, value))
            .isPresent();
    if (isSame) {
      if (isFull) {
        rows.write(new StoredRow(key, known));
      }
    } else {
      rows.write(new StoredRow(key, Optional.of(isInline ? inline.write(value).encode() : value)));
    }
    counts.add(key, value.length);
    if (key.tag() == REFERENCES) {
      blobs.accept(BlobKeys.blob(key));
    }
  }

  private void remove(Key key) throws IOException {
    if (!isFull) {
      rows.write(new StoredRow(key, Optional.empty()));
    }
    earlier.advance();
  }

  static Path rowsIn(Path directory) {
    return directory.resolve(BackupFolder.ROWS);
  }

  static Path inlineIn(Path directory) {
    return directory.resolve(BackupFolder.INLINE);
  }
}
