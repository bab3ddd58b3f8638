package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Tells a store, and what one may be made in, from a directory that is somebody else's. */
final class DirectoryContents {
  /** What may be there before a first start: file systems make it. */
  static final Set<String> OF_FILE_SYSTEMS =
      Set.of("lost+found", ".snapshot", ".snapshots", ".zfs", ".Trash-0");

  /** What a first start may have left that did not come to its end, or that makes credentials. */
  private static final Set<String> OURS =
      Set.of(
          DataDirectory.LOCK,
          FormatFile.NAME,
          FormatFile.UNFINISHED,
          DataDirectory.META,
          DataDirectory.BLOBS,
          "trial-credentials",
          "trial-credentials.new");

  /** The file by which RocksDB finds its others. */
  private static final String CURRENT = "CURRENT";

  /** So many foreign names are told. */
  private static final int TOLD = 5;

  private DirectoryContents() {}

  /**
   * Whether there is a store; when there is not, one can be made.
   *
   * @throws DataDirectoryException when there is a store of another format, the remains of one, or
   *     anything else
   */
  static boolean isStore(Disk disk, Path directory) throws IOException {
    Set<String> names = namesIn(disk, directory);
    if (format(disk, directory).isPresent()) {
      requireComplete(disk, directory, names);
      return true;
    }
    for (String name : List.of(DataDirectory.META, DataDirectory.BLOBS)) {
      if (names.contains(name)) {
        requireEmpty(disk, directory.resolve(name));
      }
    }
    names.removeAll(OURS);
    names.removeAll(OF_FILE_SYSTEMS);
    if (!names.isEmpty()) {
      throw DataDirectoryException.about(
          directory,
          "holds what is no store (%s), and a store is made in an empty directory only"
              .formatted(told(names)));
    }
    return false;
  }

  /**
   * The format of the store, if there is a store.
   *
   * @throws DataDirectoryException when this server does not know it
   */
  static OptionalInt format(Disk disk, Path directory) throws IOException {
    return new FormatFile(disk, directory, Upgrades.ALL.newest()).number();
  }

  private static String told(Set<String> names) {
    String first = String.join(", ", names.stream().limit(TOLD).toList());
    return names.size() > TOLD ? first + " and " + (names.size() - TOLD) + " more" : first;
  }

  /**
   * The format file was written last of all: what is missing beside it was lost, and would be made
   * anew without a word. Blobs come after the database has its own file of that kind.
   */
  private static void requireComplete(Disk disk, Path directory, Set<String> names)
      throws IOException {
    for (String name : List.of(DataDirectory.META, DataDirectory.BLOBS)) {
      if (!names.contains(name)) {
        throw DataDirectoryException.about(
            directory.resolve(name), "is missing from the store; was it copied in part?");
      }
    }
    Path meta = directory.resolve(DataDirectory.META);
    if (!namesIn(disk, meta).contains(CURRENT)
        && !namesIn(disk, directory.resolve(DataDirectory.BLOBS)).isEmpty()) {
      throw DataDirectoryException.about(
          meta.resolve(CURRENT), "is missing from the store; was it copied in part?");
    }
  }

  private static void requireEmpty(Disk disk, Path child) throws IOException {
    if (!namesIn(disk, child).isEmpty()) {
      throw new DataDirectoryException(
          "data without a whole format file; was it copied in part?", child, null);
    }
  }

  private static Set<String> namesIn(Disk disk, Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    disk.forEachName(directory, names::add);
    return names;
  }
}
