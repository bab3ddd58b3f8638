package io.bytebucket.server.backup;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes old backups away, and then whatever no backup needs any more. It may end at any moment: a
 * backup goes with its manifest, and what it leaves goes the next time. For one thread.
 */
public final class Pruning {
  /** So many blobs are looked up at once; the rows of all backups are read for each lot. */
  private static final int LOT = 1_000_000;

  private final BackupFolder folder;
  private final Progress progress;
  private final Going going;
  private long removedBlobs;
  private long freedBytes;

  /**
   * What came of it.
   *
   * @param removed the backups that are gone
   * @param kept how many are there
   * @param freedBytes as far as nobody else has the same files
   */
  public record Outcome(List<String> removed, int kept, long blobs, long freedBytes) {}

  /** In a folder that is open to write. */
  public Pruning(BackupFolder folder, Progress progress, Going going) {
    this.folder = folder;
    this.progress = progress;
    this.going = going;
  }

  /**
   * Keeps the latest backups, and those of which the manifest cannot be read.
   *
   * @param keep how many, at least one
   * @throws BackupException when one of these cannot be read: then nobody can say what it needs
   */
  public Outcome run(int keep) {
    List<BackupFolder.Entry> entries = folder.entries();
    for (BackupFolder.Entry entry : entries) {
      if (entry.problem().isPresent()) {
        throw new BackupException(
            "nothing is removed, because nobody can say what the backup "
                + entry.name()
                + " needs: "
                + entry.problem().get());
      }
    }
    List<BackupFolder.Entry> old = entries.subList(0, Math.max(0, entries.size() - keep));
    List<Manifest> kept =
        entries.subList(old.size(), entries.size()).stream()
            .map(entry -> entry.manifest().orElseThrow())
            .toList();
    try {
      for (BackupFolder.Entry entry : old) {
        folder.withdraw(entry.name());
      }
      removeFiles(kept);
      removeBlobs(kept);
      for (String left : folder.unfinished()) {
        BackupFolder.removeTree(folder.path().resolve("unfinished").resolve(left));
      }
    } catch (IOException e) {
      throw new BackupException(
          "cannot remove from " + folder.path() + ": " + BackupFolder.reason(e), e);
    }
    return new Outcome(
        old.stream().map(BackupFolder.Entry::name).toList(), kept.size(), removedBlobs, freedBytes);
  }

  private void removeFiles(List<Manifest> kept) throws IOException {
    Set<String> needed = new HashSet<>();
    kept.forEach(manifest -> manifest.files().forEach(file -> needed.add(file.path())));
    for (String kind : List.of(BackupFolder.ROWS, BackupFolder.INLINE)) {
      for (String name : folder.files(kind)) {
        String file = kind + "/" + name;
        if (!needed.contains(file)) {
          freedBytes += Files.size(folder.path().resolve(file));
          Files.delete(folder.path().resolve(file));
        }
      }
    }
  }

  private void removeBlobs(List<Manifest> kept) throws IOException {
    List<BlobId> lot = new ArrayList<>();
    for (int directory = 0; directory < folder.blobs().directories(); directory++) {
      folder.blobs().forEach(directory, lot::add);
      if (lot.size() >= LOT) {
        removeBlobs(kept, lot);
        lot = new ArrayList<>();
      }
    }
    removeBlobs(kept, lot);
  }

  private void removeBlobs(List<Manifest> kept, List<BlobId> lot) throws IOException {
    BlobId[] ids = lot.toArray(BlobId[]::new);
    Arrays.sort(ids);
    BitSet needed = new BitSet(ids.length);
    for (Manifest manifest : kept) {
      going.require();
      new NamedBlobs(folder, manifest)
          .forEach(
              id -> {
                int at = Arrays.binarySearch(ids, id);
                if (at >= 0) {
                  needed.set(at);
                }
              },
              _ -> {},
              false);
    }
    for (int at = needed.nextClearBit(0); at < ids.length; at = needed.nextClearBit(at + 1)) {
      going.require();
      long length = Files.size(folder.blobs().fileOf(ids[at]));
      Files.delete(folder.blobs().fileOf(ids[at]));
      removedBlobs++;
      freedBytes += length;
      progress.done(1, length);
    }
  }
}
