package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
  private static final int NEWEST = Upgrades.ALL.newest();

  private final Disk disk = new RealDisk();
  @TempDir Path parent;
  private Path path;

  @BeforeEach
  void name() {
    path = parent.resolve("new").resolve("data");
  }

  @Test
  void itIsMadeForItsOwnerAloneAndOpensAgain() throws IOException {
    try (DataDirectory directory = DataDirectory.open(disk, path)) {
      assertThat(directory.meta()).isDirectory();
      assertThat(directory.blobs()).isDirectory();
      Files.writeString(directory.meta().resolve("something"), "kept");
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    assertThat(path.resolve("format")).hasContent("bytebucket " + NEWEST);
    try (DataDirectory again = DataDirectory.open(disk, path)) {
      assertThat(again.path()).isEqualTo(path.toRealPath());
      assertThat(again.meta().resolve("something")).exists();
    }
  }

  @Test
  void whatOthersCouldGetAtIsClosedToThemButForADirectoryThatWasThere() throws IOException {
    DataDirectory.open(disk, path).close();
    Path table = Files.writeString(path.resolve("meta").resolve("table"), "data");
    for (Path open :
        new Path[] {
          path,
          path.resolve("meta"),
          path.resolve("blobs"),
          path.resolve("LOCK"),
          path.resolve("format"),
          table
        }) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    DataDirectory.open(disk, path).close();

    assertThat(modeOf(path)).isEqualTo("rwxrwxrwx");
    assertThat(modeOf(table)).isEqualTo("rwx------");
    for (String name : new String[] {"meta", "blobs", "LOCK", "format"}) {
      assertThat(modeOf(path.resolve(name))).as(name).isEqualTo("rwx------");
    }
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aSecondOpenInThisProcessIsRefusedUntilTheFirstIsClosed() throws IOException {
    try (DataDirectory first = DataDirectory.open(disk, path)) {
      Path link = Files.createSymbolicLink(parent.resolve("link"), path);
      for (Path name : new Path[] {path, link, first.path().resolve(".")}) {
        assertThatThrownBy(() -> DataDirectory.open(disk, name))
            .isInstanceOf(DataDirectoryException.class)
            .hasMessage("this process already uses the data directory: " + path.toRealPath());
      }
    }
    DataDirectory.open(disk, path).close();
  }

  @Test
  @Tag("process")
  void anotherProcessIsRefusedAlsoAfterARefusalInThisOne() throws Exception {
    try (DataDirectory first = DataDirectory.open(disk, path)) {
      assertThatThrownBy(() -> DataDirectory.open(disk, path))
          .isInstanceOf(DataDirectoryException.class);
      assertThat(openInAnotherProcess())
          .isEqualTo(
              "process %d uses the data directory: %s",
              ProcessHandle.current().pid(), first.path());
    }
    assertThat(openInAnotherProcess()).isEqualTo("opened");
  }

  private String openInAnotherProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenDataDirectory.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader()) {
      return output.readAllLines().getLast();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, 999_999_999})
  void aDirectoryOfAnotherFormatIsRefusedAndNamed(int version) throws IOException {
    DataDirectory.open(disk, path).close();
    Files.writeString(path.resolve("format"), "bytebucket " + version + "\n");

    Path real = path.toRealPath();
    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .isInstanceOfSatisfying(
            DataDirectoryException.class, e -> assertThat(e.directory()).isEqualTo(real))
        .hasMessageContaining(version == 0 ? "older server" : "newer server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "byte", "\0\0\0\0\0\0\0\0\0\0\0\0\0"})
  void aFirstStartThatDiedWhileItWroteTheFormatIsMadeGood(String half) throws IOException {
    DataDirectory.open(disk, path).close();
    Files.writeString(path.resolve("format"), half);

    DataDirectory.open(disk, path).close();

    assertThat(path.resolve("format")).hasContent("bytebucket " + NEWEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"meta", "blobs"})
  void dataWithoutAFormatIsNotTouched(String name) throws IOException {
    DataDirectory.open(disk, path).close();
    Files.delete(path.resolve("format"));
    Files.writeString(path.resolve(name).resolve("data"), "precious");

    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("data without a whole format file");
    assertThat(path.resolve("format")).doesNotExist();
  }

  @Test
  void aLookFromOutsideMakesNothing() throws IOException {
    assertThat(DataDirectoryProbe.of(path).state()).isEqualTo(DataDirectoryProbe.State.NEW);
    assertThat(path.getParent()).doesNotExist();
    DataDirectory.open(disk, path).close();
    assertThat(DataDirectoryProbe.of(path).state()).isEqualTo(DataDirectoryProbe.State.STORE);
    Files.writeString(path.resolve("format"), "bytebucket 7000\n");
    assertThatThrownBy(() -> DataDirectoryProbe.of(path))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("newer server (format 7000, this server has " + NEWEST + ")");
    assertThatThrownBy(() -> DataDirectoryProbe.of(path.resolve("format/below")))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("not a directory");
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Files.createDirectory(path.getParent());
    Files.writeString(path, "a file");

    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessage("cannot use the data directory: %s (%s is not a directory)", path, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"passwd", "photos/2026.jpg", "metadata"})
  void aDirectoryOfSomebodyElsesFilesIsRefusedByTheirNamesAndLeftAlone(String name)
      throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");

    for (ThrowingCallable use :
        new ThrowingCallable[] {
          () -> DataDirectory.open(disk, path), () -> DataDirectoryProbe.of(path)
        }) {
      assertThatThrownBy(use)
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("holds what is no store (" + name.replaceAll("/.*", "") + ")");
    }
    assertThat(path.resolve("LOCK")).doesNotExist();
    assertThat(path.resolve("meta")).doesNotExist();
  }

  @Test
  void aStoreIsMadeBesideWhatFileSystemsKeepAndOthersMayAddToItLater() throws IOException {
    Files.createDirectories(path.resolve("lost+found"));
    DataDirectory.open(disk, path).close();
    Files.writeString(path.resolve("notes"), "of an operator");

    DataDirectory.open(disk, path).close();

    assertThat(DataDirectoryProbe.of(path).state()).isEqualTo(DataDirectoryProbe.State.STORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"meta", "blobs"})
  void aStoreWithAPartMissingIsNotFilledUpWithNothing(String name) throws IOException {
    DataDirectory.open(disk, path).close();
    Files.delete(path.resolve(name));

    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining(path.toRealPath().resolve(name) + " is missing from the store");
    assertThat(path.resolve(name)).doesNotExist();
  }

  @Test
  void blobsWithoutADatabaseAreNotGivenANewOne() throws IOException {
    DataDirectory.open(disk, path).close();
    Files.createDirectory(path.resolve("blobs").resolve("00"));

    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .hasMessageContaining("CURRENT is missing from the store");
  }

  @Test
  void whereAFileSystemStoresNothingALookSaysSo() {
    assertThatThrownBy(() -> DataDirectoryProbe.of(Path.of("/proc/bytebucket/data")))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("/proc: its file system stores nothing (proc)");
  }
}
