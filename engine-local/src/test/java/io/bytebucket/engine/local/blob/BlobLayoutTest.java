package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.engine.local.file.Survival;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobLayoutTest {
  private final SimulatedDisk disk = new SimulatedDisk(1);

  @Test
  void aBlobIsFoundByItsIdAndItsIdByTheName() throws IOException {
    BlobLayout layout = BlobLayout.prepare(disk, disk.root());
    BlobId id = new BlobId(Integer.MAX_VALUE, 0x1_0000_00ffL);

    Path file = layout.fileOf(id);

    assertThat(disk.root().relativize(file)).hasToString("ff/7fffffff-00000001000000ff");
    assertThat(BlobLayout.idOf(file.getFileName().toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000001",
        "00000001-000000000000000",
        "00000001-00000000000000000",
        "00000001-000000000000000g",
        "00000001-00000000000000AB",
        "00000001_0000000000000000",
        "00000000-0000000000000000",
        "80000000-0000000000000000",
        "00000001-8000000000000000"
      })
  void otherNamesAreNoBlobs(String name) {
    assertThat(BlobLayout.idOf(name)).isEmpty();
  }

  @Test
  void theDirectoriesAreDurableWhenTheyArePrepared() throws IOException {
    Path directory = BlobLayout.prepare(disk, disk.root()).directoryOf(new BlobId(1, 0x42));

    disk.powerCut();

    disk.create(directory.resolve("file")).close();
  }

  @Test
  void directoriesThatAStartMadeAndDidNotForceAreForcedByTheNext() throws IOException {
    disk.cutPowerAt(257);
    assertThatThrownBy(() -> BlobLayout.prepare(disk, disk.root())).isInstanceOf(IOException.class);
    disk.restart(Survival.ALL);

    Path directory = BlobLayout.prepare(disk, disk.root()).directoryOf(new BlobId(1, 0));
    disk.powerCut();

    disk.create(directory.resolve("file")).close();
  }
}
