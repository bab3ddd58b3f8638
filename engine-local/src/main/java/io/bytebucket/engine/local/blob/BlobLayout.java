package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.local.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where blob files are: {@code <2 hex>/<blob id>}, the two digits being the low byte of the id's
 * sequence. So the blobs of every start spread evenly, and no directory has to be made, and made
 * durable, while somebody waits for an upload. Immutable.
 */
final class BlobLayout {
  private static final int FAN_OUT = 256;
  private static final int START_DIGITS = 2 * Integer.BYTES;
  private static final int SEQUENCE_DIGITS = 2 * Long.BYTES;

  private final List<Path> directories;

  private BlobLayout(List<Path> directories) {
    this.directories = directories;
  }

  /** The layout below {@code root}, whatever is there of it. */
  static BlobLayout of(Path root) {
    List<Path> directories = new ArrayList<>(FAN_OUT);
    for (int index = 0; index < FAN_OUT; index++) {
      directories.add(root.resolve(HexFormat.of().toHexDigits((byte) index)));
    }
    return new BlobLayout(List.copyOf(directories));
  }

  /** The layout below {@code root}; what is missing of it is made, and durable on return. */
  static BlobLayout prepare(Disk disk, Path root) throws IOException {
    Set<String> there = new HashSet<>();
    disk.forEachName(root, there::add);
    BlobLayout layout = of(root);
    for (Path directory : layout.directories) {
      if (!there.contains(String.valueOf(directory.getFileName()))) {
        disk.createDirectory(directory);
      }
    }
    // Even when all were there: those may stem from a start that died before this line.
    disk.forceDirectory(root);
    return layout;
  }

  /** All directories that hold blob files. */
  List<Path> directories() {
    return directories;
  }

  /** The directory of a blob's file. */
  Path directoryOf(BlobId id) {
    return directories.get((int) (id.sequence() & (FAN_OUT - 1)));
  }

  /** The file of a blob. */
  Path fileOf(BlobId id) {
    return directoryOf(id).resolve(id.toString());
  }

  /** The blob whose file has that name; empty when no blob's has. */
  static Optional<BlobId> idOf(String fileName) {
    if (fileName.length() != START_DIGITS + 1 + SEQUENCE_DIGITS) {
      return Optional.empty();
    }
    try {
      BlobId id =
          new BlobId(
              HexFormat.fromHexDigits(fileName, 0, START_DIGITS),
              HexFormat.fromHexDigitsToLong(fileName, START_DIGITS + 1, fileName.length()));
      return Optional.of(id).filter(parsed -> parsed.toString().equals(fileName));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
