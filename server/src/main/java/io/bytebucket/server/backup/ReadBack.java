package io.bytebucket.server.backup;

import io.bytebucket.core.schema.Keyspace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the rows of a backup as who restores it will. */
final class ReadBack {
  private ReadBack() {}

  /**
   * Those files that a backup needs, of some that it may.
   *
   * @param rows how many rows it has
   * @throws BackupException when it cannot be read, or has others
   */
  static List<Manifest.StoredFile> needed(
      BackupFolder folder, List<Manifest.StoredFile> files, long rows) {
    Set<String> pointedTo = new HashSet<>();
    long seen = 0;
    try (RowChain chain = new RowChain(folder.rowsOf(files))) {
      while (chain.peek().isPresent()) {
        StoredRow row = chain.peek().get();
        if (row.key().tag() == Keyspace.BULK_TAG && row.value().isPresent()) {
          pointedTo.add(Pointer.decode(row.value().get()).backup());
        }
        seen++;
        chain.advance();
      }
    }
    if (seen != rows) {
      throw new BackupException(
          "what was written has " + seen + " rows of metadata, and not " + rows);
    }
    return files.stream()
        .filter(file ->
            !file.path().startsWith(BackupFolder.INLINE + "/")
                || pointedTo.contains(file.path().substring(BackupFolder.INLINE.length() + 1)))
        .toList();
  }
}
