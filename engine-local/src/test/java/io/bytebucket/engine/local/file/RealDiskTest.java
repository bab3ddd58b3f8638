package io.bytebucket.engine.local.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebucket.core.failure.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealDiskTest {
  private final Disk disk = new RealDisk();
  @TempDir Path directory;

  @Test
  void aFileIsWrittenReadAndDeleted() throws IOException {
    Path file = directory.resolve("a");
    try (DiskFile out = disk.create(file)) {
      out.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      out.forceData();
      out.force();
      assertThat(out.lengthBytes()).isEqualTo(3);
    }
    disk.forceDirectory(directory);
    try (DiskFile in = disk.open(file)) {
      ByteBuffer two = ByteBuffer.allocate(2);
      assertThat(in.readFully(two, 1)).isTrue();
      assertThat(two.array()).containsExactly(2, 3);
      assertThat(in.readFully(ByteBuffer.allocate(2), 2)).isFalse();
    }
    disk.delete(file);
    disk.delete(file);
    assertThatThrownBy(() -> disk.open(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFileTakesThePlaceOfAnother() throws IOException {
    Path file = directory.resolve("a");
    Path name = directory.resolve("b");
    assertThatThrownBy(() -> disk.rename(file, name)).isInstanceOf(NoSuchFileException.class);
    Files.writeString(file, "new");
    Files.writeString(name, "old");

    disk.rename(file, name);

    assertThat(name).hasContent("new");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTakenNameIsRefused() throws IOException {
    Path file = directory.resolve("a");
    disk.create(file).close();

    assertThatThrownBy(() -> disk.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.createDirectory(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void onlyTheOwnerMayReadWhatIsMade() throws IOException {
    Path inner = directory.resolve("inner");
    assertThat(disk.createDirectory(inner)).isTrue();
    assertThat(disk.createDirectory(inner)).isFalse();
    disk.create(inner.resolve("file")).close();

    assertThat(permissions(inner)).isEqualTo("rwx------");
    assertThat(permissions(inner.resolve("file"))).isEqualTo("rw-------");
    List<String> names = new ArrayList<>();
    disk.forEachName(inner, names::add);
    assertThat(names).containsExactly("file");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theSystemsWordForAFullDiskIsUnderstood() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    try (DiskFile out =
        new RealFile(
            FileChannel.open(full, StandardOpenOption.WRITE), new Semaphore(1), Duration.ZERO)) {
      assertThatThrownBy(() -> out.write(ByteBuffer.allocate(1), 0))
          .isInstanceOfSatisfying(
              DiskFullException.class,
              e ->
                  assertThat(DiskFailures.of("write", e).failure())
                      .isEqualTo(new Failure.StorageFull()));
    }
  }

  @Test
  void aForceThatFindsNoTurnBehindHungOnesFailsAndTakesNoneWithIt() throws IOException {
    Semaphore forces = new Semaphore(2);
    forces.acquireUninterruptibly(2);
    try (DiskFile file = file(forces, Duration.ofMillis(1))) {
      for (ThrowingCallable force : List.<ThrowingCallable>of(file::forceData, file::force)) {
        assertThatThrownBy(force)
            .isInstanceOfSatisfying(
                IOException.class,
                e ->
                    assertThat(DiskFailures.of("force", e).failure())
                        .isEqualTo(new Failure.EngineFault("force")));
      }
      assertThat(forces.availablePermits()).isZero();

      forces.release();
      file.force();
      assertThat(forces.availablePermits()).isOne();
    }
  }

  @Test
  void aForceThatIsInterruptedWhileItWaitsFailsAndTheThreadStaysInterrupted() throws IOException {
    Semaphore forces = new Semaphore(0);
    try (DiskFile file = file(forces, Duration.ofDays(1))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(file::force).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(forces.availablePermits()).isZero();
  }

  private DiskFile file(Semaphore forces, Duration forceWait) throws IOException {
    return new RealFile(
        FileChannel.open(
            directory.resolve("a"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        forces,
        forceWait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void aFileNameBeforeTheWordMakesNoDifference(String text) {
    assertThat(FullDisk.recognise(new FileSystemException("/data/a", null, text)))
        .isInstanceOf(DiskFullException.class);
  }

  @Test
  void otherErrorsStayWhatTheyAre() {
    IOException error = new IOException("Input/output error");

    assertThat(FullDisk.recognise(error)).isSameAs(error);
    assertThat(DiskFailures.of("write blob", error).failure())
        .isEqualTo(new Failure.EngineFault("write blob"));
  }

  @Test
  void thereIsRoomToWriteHere() throws IOException {
    assertThat(disk.usableBytes(directory)).isPositive();
  }
}
