package io.bytebucket.server.backup;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks whether backups are whole: that their files are there and every row can be read; that each
 * blob they name is there and ends as it was written; and, if it is to be thorough, that every byte
 * is as it was written. Changes nothing. For one thread.
 */
public final class FolderCheck {
  /** So many damaged blobs are told with the backups that they are of. */
  private static final int DAMAGED_MAX = 100_000;

  private final BackupFolder folder;
  private final boolean isDeep;
  private final RateLimit rate;
  private final Progress progress;
  private final Going going;
  private final Findings findings = new Findings();

  /** Files that were found to be as their manifests say. */
  private final Set<Manifest.StoredFile> known = new HashSet<>();

  private long blobs;
  private long bytes;

  /**
   * What was found.
   *
   * @param backups how many were looked at
   * @param blobs how many blobs they name, each counted for each backup
   * @param bytes how many bytes were read
   */
  public record Outcome(
      int backups, long blobs, long bytes, List<Finding> findings, long findingsTotal) {}

  /** A check of the backups of {@code folder}. */
  public FolderCheck(
      BackupFolder folder, boolean isDeep, RateLimit rate, Progress progress, Going going) {
    this.folder = folder;
    this.isDeep = isDeep;
    this.rate = rate;
    this.progress = progress;
    this.going = going;
  }

  /** Checks these. */
  public Outcome run(List<BackupFolder.Entry> entries) {
    for (BackupFolder.Entry entry : entries) {
      entry.problem().ifPresent(problem -> add("backup " + entry.name(), problem));
      entry.manifest().ifPresent(this::check);
    }
    if (isDeep) {
      readBlobs(entries);
    }
    return new Outcome(entries.size(), blobs, bytes, findings.named(), findings.total());
  }

  private void check(Manifest manifest) {
    long before = findings.total();
    manifest.files().forEach(this::check);
    if (findings.total() > before) {
      return;
    }
    NamedBlobs named = new NamedBlobs(folder, manifest);
    try {
      named.forEach(
          id -> {
            going.require();
            blobs++;
            checkBlob(manifest, id);
          },
          pointer -> {
            if (isDeep) {
              rate.take(pointer.lengthBytes());
              bytes += pointer.lengthBytes();
            }
          },
          isDeep);
      named.forEachMissing(id -> {
        going.require();
        add("blob " + id, "missing from backup " + manifest.name());
      });
      if (named.rows() != manifest.counts().rows()) {
        add("backup " + manifest.name(), "has another number of rows than it should");
      }
    } catch (BackupException e) {
      add("backup " + manifest.name(), String.valueOf(e.getMessage()));
    }
  }

  private void check(Manifest.StoredFile file) {
    if (known.contains(file)) {
      return;
    }
    going.require();
    Path path = folder.path().resolve(file.path());
    try {
      if (Files.notExists(path)) {
        add(file.path(), "missing");
      } else if (Files.size(path) != file.bytes()) {
        add(file.path(), "has another length than was written");
      } else if (isDeep && !folder.describe(file.path()).equals(file)) {
        add(file.path(), "holds other bytes than were written");
      } else {
        known.add(file);
      }
    } catch (IOException e) {
      add(file.path(), BackupFolder.reason(e));
    }
  }

  private void checkBlob(Manifest manifest, BlobId id) {
    try {
      folder.blobs().mark(id);
    } catch (StoreException e) {
      add("blob " + id, reason(e) + ", of backup " + manifest.name());
    }
  }

  /** Each blob once, whichever backups name it; one that none names is nobody's loss. */
  private void readBlobs(List<BackupFolder.Entry> entries) {
    Set<BlobId> damaged = new TreeSet<>();
    for (int directory = 0; directory < folder.blobs().directories(); directory++) {
      try {
        folder.blobs().forEach(directory, id -> readBlob(id, damaged));
      } catch (IOException e) {
        add("blobs", BackupFolder.reason(e));
      }
    }
    if (damaged.isEmpty()) {
      return;
    }
    for (BackupFolder.Entry entry : entries) {
      entry
          .manifest()
          .ifPresent(manifest ->
              new NamedBlobs(folder, manifest)
                  .forEach(
                      id -> {
                        if (damaged.contains(id)) {
                          add("blob " + id, "damaged, of backup " + manifest.name());
                        }
                      },
                      _ -> {},
                      false));
    }
  }

  private void readBlob(BlobId id, Set<BlobId> damaged) {
    going.require();
    Path path = folder.blobs().fileOf(id);
    try {
      // Where the end is damaged, that was said.
      folder.blobs().mark(id);
    } catch (StoreException e) {
      return;
    }
    try {
      long length = Files.size(path);
      BlobTransfer.read(folder.blobs(), id, path, rate, going);
      bytes += length;
      progress.done(1, length);
    } catch (StoreException e) {
      if (damaged.size() < DAMAGED_MAX) {
        damaged.add(id);
      } else {
        add("blob " + id, "damaged");
      }
    } catch (IOException e) {
      add("blob " + id, BackupFolder.reason(e));
    }
  }

  private static String reason(StoreException e) {
    return e.failure() instanceof Failure.Corrupt(String _, String detail)
        ? "damaged (" + detail + ")"
        : e.failure().toString();
  }

  private void add(String subject, String problem) {
    findings.add(Finding.of(subject, problem));
    progress.note("finding", Map.of("subject", subject, "problem", problem));
  }

  /** Whether a key is of inline bytes. */
  static boolean isInline(StoredRow row) {
    return row.key().tag() == Keyspace.BULK_TAG;
  }
}
