package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFile;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.engine.local.file.Survival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way from one format to the newest. The power goes, or the process dies, at every step that it
 * makes on the disk: then the directory has one of the formats, whole, and what belongs to it.
 */
class UpgradesTest {
  private static final int STEPS = 3;

  /** Each step leaves a file of its own, beside those of the steps before. */
  private static final Upgrades WAY = new Upgrades(List.of(step(2), step(3), step(4)));

  private static Upgrade step(int to) {
    return new Upgrade(
        to,
        "a file",
        (disk, directory) -> {
          assertThat(names(disk, directory)).contains(to == 2 ? "format" : "made-for-" + (to - 1));
          Path file = directory.resolve("made-for-" + to);
          try (DiskFile out = disk.create(file)) {
            out.force();
          } catch (FileAlreadyExistsException doneBefore) {
            // Half done is as good as not begun.
          }
          disk.forceDirectory(directory);
        });
  }

  static Stream<Arguments> restarts() {
    return Stream.concat(
        Stream.of(Arguments.of(Survival.NONE, 1L), Arguments.of(Survival.ALL, 1L)),
        Stream.of(2L, 3L, 4L, 5L, 6L).map(seed -> Arguments.of(Survival.SOME, seed)));
  }

  @ParameterizedTest
  @MethodSource("restarts")
  void anEndAtAnyStepOnTheDiskLeavesOneFormatAndTheNextStartGoesOn(Survival survival, long seed)
      throws IOException {
    SimulatedDisk whole = ofFirstFormat(seed);
    WAY.bring(whole, whole.root());
    int steps = whole.steps();
    assertThat(steps).isGreaterThan(STEPS * 5);

    Set<Integer> formatsFound = new TreeSet<>();
    for (int step = 1; step <= steps; step++) {
      SimulatedDisk disk = ofFirstFormat(seed);
      disk.cutPowerAt(step);
      assertThatThrownBy(() -> WAY.bring(disk, disk.root())).isInstanceOf(IOException.class);
      disk.restart(survival);
      int format = requireWhole(disk);
      formatsFound.add(format);
      WAY.bring(disk, disk.root());
      disk.powerCut();
      assertThat(requireWhole(disk)).isEqualTo(WAY.newest());
    }
    assertThat(formatsFound).contains(1, 2, 3);
  }

  /** A directory that a start left, all of it durable. */
  private static SimulatedDisk ofFirstFormat(long seed) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(seed);
    new FormatFile(disk, disk.root(), 1).write(1);
    disk.powerCut();
    return disk;
  }

  private static int requireWhole(SimulatedDisk disk) throws IOException {
    int format = new FormatFile(disk, disk.root(), WAY.newest()).number().orElseThrow();
    for (int to = 2; to <= format; to++) {
      assertThat(names(disk, disk.root())).contains("made-for-" + to);
    }
    return format;
  }

  private static Set<String> names(Disk disk, Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    disk.forEachName(directory, names::add);
    return names;
  }

  @Test
  void whatIsAtTheEndIsLeftAlone() throws IOException {
    SimulatedDisk disk = ofFirstFormat(1);
    WAY.bring(disk, disk.root());
    int steps = disk.steps();
    WAY.bring(disk, disk.root());
    assertThat(disk.steps()).isEqualTo(steps);
  }

  @Test
  void anOlderServerRefusesWhatANewerOneWroteAndNamesBothFormats() throws IOException {
    SimulatedDisk disk = ofFirstFormat(1);
    WAY.bring(disk, disk.root());
    int steps = disk.steps();
    Upgrades older = new Upgrades(List.of(step(2)));
    assertThatThrownBy(() -> older.bring(disk, disk.root()))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("newer server (format 4, this server has 2)");
    assertThat(disk.steps()).isEqualTo(steps);
  }

  /** What every released version reads: it says no to a number that is not its own. */
  @Test
  void theFileIsTheLineThatVersionsOfBeforeKnow() throws IOException {
    SimulatedDisk disk = ofFirstFormat(1);
    WAY.bring(disk, disk.root());
    try (DiskFile file = disk.open(disk.root().resolve("format"))) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.lengthBytes());
      assertThat(file.readFully(bytes, 0)).isTrue();
      assertThat(new String(bytes.array(), StandardCharsets.US_ASCII)).isEqualTo("bytebucket 4\n");
    }
  }

  @Test
  void noFormatIsLeftOutOrComesTwice() {
    for (List<Upgrade> steps :
        List.of(List.of(step(3)), List.of(step(2), step(2)), List.of(step(2), step(4)))) {
      assertThatThrownBy(() -> new Upgrades(steps)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
