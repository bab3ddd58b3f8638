package io.bytebucket.server.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real file system of its own, kept in a sparse file and mounted. Whatever uses it has to be
 * ended before {@link #close}, which unmounts it and deletes the file. For one thread.
 */
final class LoopDisk implements AutoCloseable {
  private static final String SHUTDOWN_SCRIPT = "server/src/test/scripts/shut_down_file_system.py";

  private final Path image;
  private final Path mountPoint;
  private final Thread unmountAtExit;
  private boolean mounted;

  private LoopDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
    this.unmountAtExit = new Thread(this::unmountLazily);
  }

  /**
   * Makes and mounts a file system with its defaults; the test is skipped where that cannot be
   * done.
   *
   * @param kind {@code ext4} or {@code xfs}
   * @param directory where the file and the mount point go
   */
  static LoopDisk create(String kind, long sizeBytes, Path directory) throws IOException {
    Requirement.root();
    Requirement.programs("mkfs." + kind, "mount", "umount", "python3");
    Path image = directory.resolve(kind + ".img");
    Path mountPoint = Files.createDirectories(directory.resolve(kind + ".mnt"));
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(sizeBytes);
    }
    Command.of("mkfs." + kind, "-q", image.toString()).succeed();
    LoopDisk disk = new LoopDisk(image, mountPoint);
    Runtime.getRuntime().addShutdownHook(disk.unmountAtExit);
    Command.Outcome outcome = disk.tryToMount();
    if (outcome.exitStatus() != 0) {
      disk.close();
    }
    Requirement.require(
        outcome.exitStatus() == 0, "no loop device can be mounted here: " + outcome.errors());
    return disk;
  }

  /** Where it is mounted. */
  Path mountPoint() {
    return mountPoint;
  }

  /**
   * Takes the power from it: nothing that was not synced, be it a file's bytes or a directory's
   * entry, reaches the disk any more, and every later write fails.
   */
  void cutPower() {
    Path script = Path.of(System.getProperty("bytebucket.root"), SHUTDOWN_SCRIPT);
    Command.of("python3", script.toString(), mountPoint.toString()).succeed();
  }

  /** Mounts it again after a cut, which replays its own log. */
  void remount() {
    unmount();
    Command.Outcome outcome = tryToMount();
    if (outcome.exitStatus() != 0) {
      throw new AssertionError("the file system cannot be mounted again: " + outcome);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      unmount();
    } finally {
      unmountLazily();
      Runtime.getRuntime().removeShutdownHook(unmountAtExit);
      Files.deleteIfExists(image);
      Files.deleteIfExists(mountPoint);
    }
  }

  private Command.Outcome tryToMount() {
    Command.Outcome outcome =
        Command.of("mount", "-o", "loop", image.toString(), mountPoint.toString()).run();
    mounted = outcome.exitStatus() == 0;
    return outcome;
  }

  private void unmount() {
    if (mounted) {
      Command.of("umount", mountPoint.toString()).succeed();
      mounted = false;
    }
  }

  /** The last resort: it goes away as soon as nothing uses it. */
  private void unmountLazily() {
    if (mounted) {
      Command.of("umount", "--lazy", mountPoint.toString()).run();
      mounted = false;
    }
  }
}
