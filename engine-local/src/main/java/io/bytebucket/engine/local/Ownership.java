package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.FileOwner;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Whose a store is. A process of another user must not write to it, above all not the superuser's:
 * what that makes, the owner could not open any more. Where the system does not tell who somebody
 * is, nothing is asked.
 */
final class Ownership {
  /** So many blobs are looked at, each of another directory. */
  private static final int SAMPLE_BLOBS = 16;

  private final Path directory;
  private final FileOwner own;

  private Ownership(Path directory, FileOwner own) {
    this.directory = directory;
    this.own = own;
  }

  /**
   * Makes sure that the store in a directory, or the directory that one is to be made in, is this
   * user's. Nothing is changed, and what is looked at does not grow with the number of objects.
   *
   * @throws DataDirectoryException when some of it is another's, with its name and what to do
   */
  static void require(Path directory, boolean isStore) throws IOException {
    Optional<FileOwner> own = FileOwner.ofProcess();
    if (own.isEmpty()) {
      return;
    }
    Ownership ownership = new Ownership(directory, own.get());
    if (isStore) {
      ownership.requireOwner(directory.resolve(FormatFile.NAME));
      ownership.requireWhole();
    } else if (own.get().isSuperuser()) {
      // Others find out whether they may write here, by way of their group perhaps.
      ownership.requireOwner(directory);
    }
  }

  /** The same of a directory that is a store for sure, and of which parts may be missing. */
  static void requireOfFormat(Path directory) throws IOException {
    Optional<FileOwner> own = FileOwner.ofProcess();
    if (own.isPresent()) {
      new Ownership(directory, own.get()).requireOwner(directory.resolve(FormatFile.NAME));
    }
  }

  private void requireOwner(Path told) throws IOException {
    FileOwner owner = FileOwner.of(told);
    if (!owner.isSame(own)) {
      throw DataDirectoryException.about(
          directory,
          "belongs to %s, and this process is of %s, whose files the owner could not use: run it as the owner (sudo -u %s)"
              .formatted(owner, own, owner.forSudo()));
    }
  }

  /** Of a copy, some may belong to who made it. */
  private void requireWhole() throws IOException {
    Path meta = directory.resolve(DataDirectory.META);
    Path blobs = directory.resolve(DataDirectory.BLOBS);
    for (Path path : List.of(directory.resolve(DataDirectory.LOCK), meta, blobs)) {
      requireSame(path);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(meta)) {
      for (Path file : files) {
        requireSame(file);
      }
    }
    int sampled = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(blobs)) {
      for (Path part : parts) {
        requireSame(part);
        if (sampled < SAMPLE_BLOBS && requireFirstOf(part)) {
          sampled++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Looks at the first file of a directory, if it has any. */
  private boolean requireFirstOf(Path part) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
      Iterator<Path> all = files.iterator();
      if (all.hasNext()) {
        requireSame(all.next());
        return true;
      }
    } catch (NotDirectoryException notOurs) {
      // Nothing of ours, so nothing to ask.
    }
    return false;
  }

  private void requireSame(Path path) throws IOException {
    FileOwner owner;
    try {
      owner = FileOwner.of(path);
    } catch (NoSuchFileException gone) {
      return;
    }
    if (!owner.isSame(own)) {
      throw DataDirectoryException.about(
          path,
          "belongs to %s, and the store to %s: give all of it to one user (chown -R %d %s)"
              .formatted(owner, own, own.number(), directory));
    }
  }
}
