package io.bytebucket.engine.local;

import io.bytebucket.core.store.Checkpointer;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.metadata.LocalMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checkpoints as directories: each is a database of its own, by hard links to the files of the one
 * that it was made of. These never change, so that it costs the room of those alone which the other
 * has deleted since. Thread-safe.
 */
final class CheckpointFiles implements Checkpointer {
  private final Path directory;
  private final LocalMetadataStore metadata;

  CheckpointFiles(Path directory, LocalMetadataStore metadata) {
    this.directory = directory;
    this.metadata = metadata;
  }

  /** Removes what a process left that died. */
  static void removeAll(Path directory) {
    try {
      removeTree(directory);
    } catch (IOException e) {
      throw DiskFailures.of("remove checkpoints", e);
    }
  }

  @Override
  public void create(String name) {
    Path target = directory.resolve(name);
    boolean isMade = false;
    try {
      OwnerOnly.makeDirectory(directory);
      metadata.checkpoint(target);
      isMade = true;
    } catch (IOException e) {
      throw DiskFailures.of("make a checkpoint", e);
    } finally {
      if (!isMade) {
        delete(name);
      }
    }
  }

  @Override
  public void delete(String name) {
    try {
      removeTree(directory.resolve(name));
      // RocksDB makes it under that name first.
      removeTree(directory.resolve(name + ".tmp"));
    } catch (IOException e) {
      throw DiskFailures.of("remove a checkpoint", e);
    }
  }

  @Override
  public long heldBytes(String name) {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      long held = 0;
      for (Path file : files.toList()) {
        if (Files.getAttribute(file, "unix:nlink").equals(1)) {
          held += Files.size(file);
        }
      }
      return held;
    } catch (IOException goneMeanwhile) {
      return 0;
    }
  }

  /** Removes a directory with all that is in it; nothing happens when it is not there. */
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
}
