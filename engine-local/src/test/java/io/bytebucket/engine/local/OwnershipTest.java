package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.FileOwner;
import io.bytebucket.engine.local.file.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is used by its owner alone, by the superuser no more than by others. */
@Tag("root")
class OwnershipTest {
  private static final int OTHER = 23_456;

  private final Disk disk = new RealDisk();
  @TempDir Path parent;
  private Path path;

  @BeforeEach
  void makeStore() throws IOException {
    path = parent.toRealPath().resolve("data");
    DataDirectory.open(disk, path).close();
    Files.writeString(path.resolve("meta/CURRENT"), "table");
    for (String directory : List.of("00", "01")) {
      Files.createDirectory(path.resolve("blobs").resolve(directory));
      Files.writeString(path.resolve("blobs").resolve(directory).resolve("blob"), "bytes");
    }
  }

  private void giveAway(String name) throws IOException {
    Files.setAttribute(path.resolve(name), "unix:uid", OTHER);
  }

  private String refusal() {
    FileOwner own = FileOwner.ofProcess().orElseThrow();
    assertThat(own.isSuperuser()).as("the test changes owners").isTrue();
    String[] message = new String[1];
    assertThatThrownBy(() -> DataDirectory.open(disk, path))
        .isInstanceOf(DataDirectoryException.class)
        .satisfies(e -> message[0] = e.getMessage());
    assertThatThrownBy(() -> DataDirectoryProbe.of(path)).hasMessage(message[0]);
    return message[0];
  }

  @Test
  void aStoreOfAnotherUserIsRefusedWithBothUsersAndWhatToDo() throws IOException {
    giveAway("format");

    assertThat(refusal())
        .isEqualTo(
            path
                + " belongs to user 23456, and this process is of user root (0), whose files the"
                + " owner could not use: run it as the owner (sudo -u '#23456')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCK",
        "meta",
        "meta/CURRENT",
        "blobs",
        "blobs/00",
        "blobs/00/blob",
        "blobs/01/blob"
      })
  void aPartOfAnotherUserIsNamedWithWhatToDo(String part) throws IOException {
    giveAway(part);

    assertThat(refusal())
        .startsWith(path + "/" + part)
        .endsWith(
            " belongs to user 23456, and the store to user root (0): give all of it to one user"
                + " (chown -R 0 "
                + path
                + ")");
  }

  @Test
  void theSuperuserMakesNoStoreInADirectoryOfAnotherUser() throws IOException {
    Path prepared = Files.createDirectory(parent.resolve("prepared"));
    Files.setAttribute(prepared, "unix:uid", OTHER);

    assertThatThrownBy(() -> DataDirectory.open(disk, prepared))
        .hasMessageContaining("belongs to user 23456");
    try (var entries = Files.list(prepared)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void aLookToReadAsksNobodyWhoTheyAre() throws IOException {
    giveAway("format");

    assertThat(DataDirectoryProbe.toRead(path).state()).isEqualTo(DataDirectoryProbe.State.STORE);
  }
}
