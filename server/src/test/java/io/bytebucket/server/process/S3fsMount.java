package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bucket mounted as a file system by s3fs with its defaults. Whatever uses it, and not the
 * server, has to be ended before {@link #close}, which unmounts it. For one thread.
 */
final class S3fsMount implements AutoCloseable {
  /** Generous: the first thing that s3fs does is to look whether the bucket is there. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path mountPoint;
  private final Path log;
  private final Process process;
  private final Thread releaseAtExit = new Thread(this::release);

  private S3fsMount(Path mountPoint, Path log, Process process) {
    this.mountPoint = mountPoint;
    this.log = log;
    this.process = process;
  }

  /**
   * Mounts a bucket that is there. The test is skipped where nothing can be mounted; it fails if it
   * is s3fs that cannot.
   *
   * @param directory where the mount point and the log go
   */
  static S3fsMount of(Endpoint endpoint, String bucket, Path directory) throws IOException {
    Path mountPoint = Files.createDirectories(directory.resolve("s3fs.mnt"));
    Requirement.fuse(mountPoint);
    Path password = directory.resolve("s3fs.password");
    Files.writeString(password, endpoint.accessKeyId() + ":" + endpoint.secretAccessKey());
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path log = directory.resolve("s3fs.log");
    // In the foreground, so that its end can be seen; path-style because 127.0.0.1 has no
    // subdomains.
    List<String> words =
        List.of(
            "s3fs",
            bucket,
            mountPoint.toString(),
            "-f",
            "-o",
            "passwd_file=" + password,
            "-o",
            "url=" + endpoint.url(),
            "-o",
            "use_path_request_style");
    Process process = new Command(words, Map.of()).start(log, directory.resolve("s3fs.errors"));
    S3fsMount mount = new S3fsMount(mountPoint, log, process);
    Runtime.getRuntime().addShutdownHook(mount.releaseAtExit);
    mount.awaitMounted();
    return mount;
  }

  /** Where the bucket's objects are files. */
  Path mountPoint() {
    return mountPoint;
  }

  /** Unmounts it in good order; anything else is a failure, and leaves nothing mounted either. */
  @Override
  public void close() throws IOException {
    try {
      Command.of("umount", mountPoint.toString()).succeed();
      if (!endedWithin(LIMIT) || process.exitValue() != 0) {
        throw new AssertionError("s3fs did not end well; its log is " + Files.readString(log));
      }
    } finally {
      release();
      Runtime.getRuntime().removeShutdownHook(releaseAtExit);
    }
  }

  private void awaitMounted() throws IOException {
    long startNanos = System.nanoTime();
    while (!isMounted()) {
      boolean late = System.nanoTime() - startNanos > LIMIT.toNanos();
      if (endedWithin(Duration.ofMillis(20)) || late) {
        release();
        throw new AssertionError("s3fs did not mount; its log is " + Files.readString(log));
      }
    }
  }

  private boolean isMounted() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" " + mountPoint + " fuse.s3fs");
  }

  /** The last resort, and nothing to do after an orderly end. */
  private void release() {
    if (process.isAlive()) {
      Command.of("umount", "--lazy", mountPoint.toString()).run();
      process.destroyForcibly();
    }
  }

  private boolean endedWithin(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }
}
