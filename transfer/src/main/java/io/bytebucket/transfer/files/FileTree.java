package io.bytebucket.transfer.files;

import io.bytebucket.transfer.source.RawNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A directory below which everything is read and written, and nothing outside of it, whatever a
 * path says: no segment may be empty, {@code .} or {@code ..}, and no symbolic link is followed. It
 * is meant for a directory that nobody else writes to meanwhile. Files appear whole or not at all.
 * Thread-safe.
 */
final class FileTree {
  /** Where unfinished files are, below what is the export's own. */
  static final String TEMPORARY_NAME = "tmp";

  private static final String TEMPORARY = KeyPaths.EXPORT + "/" + TEMPORARY_NAME;
  private static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;
  private final AtomicLong temporaries = new AtomicLong();
  private final Set<Path> touched = ConcurrentHashMap.newKeySet();

  /** Writes the bytes of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /** The tree below that directory, which is there; it may itself be behind a link. */
  FileTree(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  Path root() {
    return root;
  }

  /** Makes a directory that may be there, with those above it; those are of the caller's choice. */
  static void makeRoot(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        makeRoot(parent);
      }
      Files.createDirectory(directory, OWNER_ONLY_DIRECTORY);
    }
  }

  /** Empties the place of unfinished files, which a run before may have left. */
  void begin() throws IOException {
    Path temporary = makeDirectories(TEMPORARY);
    try (var entries = Files.newDirectoryStream(temporary)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
  }

  /** Takes the place of unfinished files away. */
  void end() throws IOException {
    Files.deleteIfExists(resolve(TEMPORARY));
  }

  /** A path below the root, of which nothing but its form was looked at. */
  Path resolve(String relative) throws UnsafePathException {
    Path at = root;
    for (String segment : relative.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\0') >= 0) {
        throw new UnsafePathException(relative, "leads out of the directory");
      }
      at = RawNames.in(at, segment);
    }
    return at;
  }

  /** A directory below the root, made where it is missing. */
  Path makeDirectories(String relative) throws IOException {
    Path at = root;
    for (Path segment : root.relativize(resolve(relative))) {
      Path next = at.resolve(segment);
      try {
        Files.createDirectory(next, OWNER_ONLY_DIRECTORY);
        touched.add(at);
      } catch (FileAlreadyExistsException there) {
        requireDirectory(relative, next);
      }
      at = next;
    }
    return at;
  }

  private static void requireDirectory(String relative, Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnsafePathException(relative, "leads through something that is no directory");
    }
  }

  /**
   * Writes a file, in the place of one that may be there. Its bytes are on disk on return; its name
   * is after {@link #force}.
   */
  void write(String relative, Instant modified, Content content) throws IOException {
    Path target = resolve(relative);
    Path directory = makeDirectories(relative.substring(0, relative.lastIndexOf('/')));
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnsafePathException(relative, "is a directory already");
    }
    Path temporary = resolve(TEMPORARY + "/" + temporaries.incrementAndGet());
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              OWNER_ONLY_FILE)) {
        content.writeTo(out);
        out.force(true);
      }
      Files.setLastModifiedTime(temporary, FileTime.from(modified));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      touched.add(directory);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** On return the names of all files that were written before are on disk. */
  void force() throws IOException {
    for (Path directory : Set.copyOf(touched)) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
      touched.remove(directory);
    }
  }

  /**
   * Opens a file to read it.
   *
   * @throws NoSuchFileException when there is none
   * @throws UnsafePathException when the path leads elsewhere, or to something that is no file
   */
  InputStream open(String relative) throws IOException {
    Path file = resolve(relative);
    Path at = root;
    Path within = root.relativize(file);
    for (int i = 0; i < within.getNameCount() - 1; i++) {
      at = at.resolve(within.getName(i));
      if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(relative);
      }
      requireDirectory(relative, at);
    }
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new UnsafePathException(relative, "is no plain file");
    }
    return Channels.newInputStream(
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  /** Whether two names that differ in case, or in their form of Unicode, are two files here. */
  boolean tellsNamesApart() throws IOException {
    return areTwo("case-a", "case-A") && areTwo("form-\u00E9", "form-e\u0301");
  }

  private boolean areTwo(String one, String other) throws IOException {
    Path first = resolve(TEMPORARY + "/" + one);
    Path second = resolve(TEMPORARY + "/" + other);
    Files.createFile(first, OWNER_ONLY_FILE);
    try {
      return !Files.exists(second, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(first);
    }
  }
}
