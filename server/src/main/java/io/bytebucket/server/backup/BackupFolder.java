package io.bytebucket.server.backup;

import io.bytebucket.engine.local.OwnerOnly;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.server.progress.PersonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of backups, which share what they have in common. Every file in it is written once,
 * and never changes.
 *
 * <pre>
 *   format           one line: bytebucket-backups 1
 *   lock             held by who writes
 *   manifests/NAME   what a backup consists of; written last
 *   rows/NAME        the rows of metadata that are new in it, or removed
 *   inline/NAME      the bytes of small objects that are new in it
 *   blobs/xx/ID      the files of larger blobs, as in a data directory
 *   unfinished/      what is being written
 * </pre>
 *
 * <p>For one thread, but for the blobs.
 */
public final class BackupFolder implements AutoCloseable {
  private static final String FORMAT_LINE = "bytebucket-backups 1\n";
  private static final String FORMAT = "format";
  private static final String LOCK = "lock";
  private static final String MANIFESTS = "manifests";
  static final String ROWS = "rows";
  static final String INLINE = "inline";
  private static final String BLOBS = "blobs";
  private static final String UNFINISHED = "unfinished";

  private static final int READ_BYTES = 1 << 18;

  /** Of a thousand findings, each with the longest names of its objects, there are some 12 MiB. */
  private static final int MANIFEST_BYTES_MAX = 16 << 20;

  private static final int FORMAT_BYTES_MAX = 1_000;

  private final Path path;
  private final BlobFiles blobs;
  private final Optional<FileChannel> lock;

  /**
   * A backup, as far as its manifest tells.
   *
   * @param manifest what it consists of; none when that cannot be read
   * @param problem why it cannot
   */
  public record Entry(String name, Optional<Manifest> manifest, Optional<String> problem) {}

  private BackupFolder(Path path, BlobFiles blobs, Optional<FileChannel> lock) {
    this.path = path;
    this.blobs = blobs;
    this.lock = lock;
  }

  /**
   * Opens one to read.
   *
   * @throws BackupException when there is none
   */
  public static BackupFolder read(Path path) {
    requireFormat(path);
    return new BackupFolder(
        path, BlobFiles.in(new RealDisk(), path.resolve(BLOBS)), Optional.empty());
  }

  /**
   * Opens one to write, and keeps others from that meanwhile; it is made in a directory that is
   * empty or not there.
   *
   * @throws BackupException when the directory holds anything else, or somebody else writes
   */
  public static BackupFolder write(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
      OwnerOnly.makeDirectory(path.toAbsolutePath());
      if (Files.notExists(path.resolve(FORMAT))) {
        requireEmpty(path);
        FileChannel lock = lock(path);
        makeDirectories(path);
        BlobFiles blobs = BlobFiles.make(new RealDisk(), path.resolve(BLOBS));
        OwnerOnly.write(path.resolve(FORMAT), FORMAT_LINE.getBytes(StandardCharsets.US_ASCII));
        return new BackupFolder(path, blobs, Optional.of(lock));
      }
      requireFormat(path);
      FileChannel lock = lock(path);
      makeDirectories(path);
      BlobFiles blobs = BlobFiles.make(new RealDisk(), path.resolve(BLOBS));
      return new BackupFolder(path, blobs, Optional.of(lock));
    } catch (IOException e) {
      throw new BackupException("cannot write to " + path + ": " + reason(e), e);
    }
  }

  private static void makeDirectories(Path path) throws IOException {
    for (String name : List.of(MANIFESTS, ROWS, INLINE, BLOBS, UNFINISHED)) {
      OwnerOnly.makeDirectory(path.resolve(name));
    }
  }

  private static void requireEmpty(Path path) throws IOException {
    List<String> ours = List.of(LOCK, MANIFESTS, ROWS, INLINE, BLOBS, UNFINISHED, "format.new");
    try (Stream<Path> names = Files.list(path)) {
      List<String> others =
          names
              .map(each -> String.valueOf(each.getFileName()))
              .filter(name -> !ours.contains(name) && !name.equals("lost+found"))
              .toList();
      if (!others.isEmpty()) {
        throw new BackupException(
            path
                + " holds what is no backup ("
                + others.getFirst()
                + "); backups go into a directory of their own");
      }
    }
  }

  private static void requireFormat(Path path) {
    Path file = path.resolve(FORMAT);
    try {
      String line = new String(small(file, FORMAT_BYTES_MAX), StandardCharsets.US_ASCII);
      if (line.startsWith("bytebucket ")) {
        throw new BackupException(path + " is a data directory, not a directory of backups");
      }
      if (!line.equals(FORMAT_LINE)) {
        throw new BackupException(
            path + " was written by a newer program: " + PersonText.harmless(line.strip()));
      }
    } catch (IOException e) {
      throw new BackupException("there are no backups in " + path + " (" + reason(e) + ")", e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new BackupException("another process writes to " + path);
    }
    return channel;
  }

  private static byte[] small(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException(file + " is longer than " + most + " bytes");
      }
      return bytes;
    }
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case FileSystemException system -> system.getClass().getSimpleName() + ": " + e.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** All backups, the oldest first; those that were not finished are not among them. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String name : namesIn(path.resolve(MANIFESTS))) {
      Path file = path.resolve(MANIFESTS).resolve(name);
      if (name.endsWith(".new")) {
        continue;
      }
      try {
        Manifest manifest = Manifest.decode(file.toString(), small(file, MANIFEST_BYTES_MAX));
        if (!manifest.name().equals(name)) {
          throw new BackupException(file + " is the manifest of another backup");
        }
        entries.add(new Entry(name, Optional.of(manifest), Optional.empty()));
      } catch (IOException e) {
        entries.add(new Entry(name, Optional.empty(), Optional.of(reason(e))));
      } catch (BackupException e) {
        entries.add(new Entry(name, Optional.empty(), Optional.ofNullable(e.getMessage())));
      }
    }
    return entries;
  }

  /** The names of those that were begun and not finished, or are just being made. */
  public List<String> unfinished() {
    return namesIn(path.resolve(UNFINISHED));
  }

  /** The latest that is whole. */
  public Optional<Manifest> latest() {
    return entries().reversed().stream().flatMap(entry -> entry.manifest().stream()).findFirst();
  }

  /**
   * One of them.
   *
   * @param name its name, or the latest where none is given
   * @throws BackupException when there is none, or it is not whole
   */
  public Manifest require(Optional<String> name) {
    if (name.isEmpty()) {
      return latest().orElseThrow(() -> new BackupException("there is no whole backup in " + path));
    }
    return entries().stream()
        .filter(entry -> entry.name().equals(name.get()))
        .findFirst()
        .orElseThrow(() -> new BackupException("there is no backup " + name.get() + " in " + path))
        .manifest()
        .orElseThrow(() ->
            new BackupException("the backup " + name.get() + " has no manifest that is whole"));
  }

  private static List<String> namesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new BackupException("cannot read " + directory + ": " + reason(e), e);
    }
  }

  /** The files of larger blobs, of all backups together. */
  BlobFiles blobs() {
    return blobs;
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  Path inlineOf(String backup) {
    return path.resolve(INLINE).resolve(backup);
  }

  /** The files with the rows of a backup, the oldest first. */
  List<Path> rowsOf(Manifest manifest) {
    return rowsOf(manifest.files());
  }

  /** Those of them with rows, in their order. */
  List<Path> rowsOf(List<Manifest.StoredFile> files) {
    return files.stream()
        .map(Manifest.StoredFile::path)
        .filter(file -> file.startsWith(ROWS + "/"))
        .map(path::resolve)
        .toList();
  }

  /** An empty directory for what is being written; what others left unfinished is removed. */
  Path begin(String name) throws IOException {
    for (String left : unfinished()) {
      removeTree(path.resolve(UNFINISHED).resolve(left));
    }
    Path directory = path.resolve(UNFINISHED).resolve(name);
    OwnerOnly.makeDirectory(directory);
    return directory;
  }

  /** The names of the files of one kind. */
  List<String> files(String kind) {
    return namesIn(path.resolve(kind));
  }

  /** Makes a backup whole; all that it names is durable. So is this on return. */
  void publish(Manifest manifest) throws IOException {
    OwnerOnly.write(path.resolve(MANIFESTS).resolve(manifest.name()), manifest.encode());
  }

  /** Takes a backup from those that are whole; what it shares with others stays. */
  void withdraw(String name) throws IOException {
    Files.deleteIfExists(path.resolve(MANIFESTS).resolve(name));
    new RealDisk().forceDirectory(path.resolve(MANIFESTS));
  }

  /** Describes a file that was written, by reading it. */
  Manifest.StoredFile describe(String file) throws IOException {
    MessageDigest digest = Manifest.sha256();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(path.resolve(file))) {
      byte[] buffer = new byte[READ_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new Manifest.StoredFile(file, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static void removeTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(root)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  /** Lets others write. */
  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      throw new BackupException("cannot let go of " + path, e);
    }
  }
}
