package io.bytebucket.server.backup;

import io.bytebucket.core.schema.BlobKeys;
import io.bytebucket.core.store.BlobId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Walks through what a backup names: blobs with files of their own, and inline bytes. */
final class NamedBlobs {
  private static final byte REFERENCES = BlobKeys.allReferences().tag();

  private final BackupFolder folder;
  private final Manifest manifest;

  /** Blobs with references and without a file: inline bytes that several name, or missing. */
  private final Set<BlobId> withoutFile = new TreeSet<>();

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
            withoutFile.add(id);
          }
        }
      }
    }
  }

  /** How many rows there were. */
  long rows() {
    return rows;
  }

  /** Those without a file that are not inline either. To be asked after {@link #forEach}. */
  List<BlobId> missing() {
    if (!withoutFile.isEmpty()) {
      try (RowChain chain = new RowChain(folder.rowsOf(manifest))) {
        for (; chain.peek().isPresent(); chain.advance()) {
          StoredRow row = chain.peek().get();
          if (FolderCheck.isInline(row)) {
            withoutFile.remove(BlobKeys.blob(row.key()));
          }
        }
      }
    }
    return List.copyOf(withoutFile);
  }
}
