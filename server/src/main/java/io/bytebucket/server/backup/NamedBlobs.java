package io.bytebucket.server.backup;

import io.bytebucket.core.schema.BlobKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import java.util.function.Consumer;

/** Walks through what a backup names: blobs with files of their own, and inline bytes. */
final class NamedBlobs {
  private static final byte REFERENCES = BlobKeys.allReferences().tag();

  private final BackupFolder folder;
  private final Manifest manifest;

  /** How many have references and no file: inline bytes that several name, or missing ones. */
  private long withoutFile;

  private long rows;

  NamedBlobs(BackupFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Hands on all of them.
   *
   * @param isRead whether inline bytes are read, and so verified
   * @throws BackupException when the backup cannot be read
   */
  void forEach(Consumer<BlobId> stored, Consumer<Pointer> inline, boolean isRead) {
    try (RowChain chain = new RowChain(folder.rowsOf(manifest));
        InlineReader reader = new InlineReader(folder::inlineOf)) {
      for (; chain.peek().isPresent(); chain.advance()) {
        StoredRow row = chain.peek().get();
        rows++;
        if (FolderCheck.isInline(row)) {
          Pointer pointer = Pointer.decode(row.value().orElseThrow());
          if (isRead) {
            reader.read(pointer);
          }
          inline.accept(pointer);
        } else if (row.key().tag() == REFERENCES) {
          BlobId id = BlobKeys.blob(row.key());
          if (folder.blobs().has(id)) {
            stored.accept(id);
          } else {
            withoutFile++;
          }
        }
      }
    }
  }

  /** How many rows there were. */
  long rows() {
    return rows;
  }

  /**
   * Hands on those without a file that are not inline either, in order. To be asked after {@link
   * #forEach}. Both are stored in the order of their ids, so they are gone through side by side.
   */
  void forEachMissing(Consumer<BlobId> missing) {
    if (withoutFile == 0) {
      return;
    }
    try (RowChain references = new RowChain(folder.rowsOf(manifest));
        RowChain inline = new RowChain(folder.rowsOf(manifest))) {
      for (; references.peek().isPresent(); references.advance()) {
        StoredRow row = references.peek().get();
        if (row.key().tag() == REFERENCES) {
          BlobId id = BlobKeys.blob(row.key());
          if (!folder.blobs().has(id) && !isNext(inline, id)) {
            missing.accept(id);
          }
        }
      }
    }
  }

  /** Whether the chain has inline bytes of that id, which is behind those asked for before. */
  private static boolean isNext(RowChain chain, BlobId id) {
    while (chain.peek().isPresent()) {
      StoredRow row = chain.peek().get();
      int order =
          FolderCheck.isInline(row) ? BlobKeys.blob(row.key()).compareTo(id) : isBefore(row);
      if (order >= 0) {
        return order == 0;
      }
      chain.advance();
    }
    return false;
  }

  /** Rows of other tables stand before those of inline bytes, or behind them. */
  private static int isBefore(StoredRow row) {
    return Byte.toUnsignedInt(row.key().tag()) < Byte.toUnsignedInt(Keyspace.BULK_TAG) ? -1 : 1;
  }
}
