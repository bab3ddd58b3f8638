package io.bytebucket.engine.local.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The disk that the crash tests trust forgets and fails as it says. */
class SimulatedDiskTest {
  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final Path file = disk.root().resolve("a");

  @Test
  void bytesAndNameAreLostUnlessBothWereForced() throws IOException {
    try (DiskFile out = disk.create(file)) {
      out.writeFully(ByteBuffer.wrap(new byte[] {1, 2}), 0);
      out.force();
    }
    disk.powerCut();
    assertThatThrownBy(() -> disk.open(file)).isInstanceOf(NoSuchFileException.class);

    try (DiskFile out = disk.create(file)) {
      out.writeFully(ByteBuffer.wrap(new byte[] {1, 2}), 0);
      disk.forceDirectory(disk.root());
    }
    disk.powerCut();
    assertThat(length()).isZero();
  }

  @Test
  void whatWasForcedIsThereAndWhatFollowedIsNot() throws IOException {
    write(5_000, 1);
    try (DiskFile out = disk.open(file)) {
      out.writeFully(ByteBuffer.wrap(new byte[] {9, 9}), 4_999);
    }
    assertThat(length()).isEqualTo(5_001);

    disk.powerCut();

    assertThat(length()).isEqualTo(5_000);
    assertThat(byteAt(4_999)).isEqualTo((byte) 1);
  }

  @Test
  void aDeletionThatWasNotForcedIsUndone() throws IOException {
    write(10, 1);
    disk.delete(file);
    disk.powerCut();
    assertThat(length()).isEqualTo(10);

    disk.delete(file);
    disk.forceDirectory(disk.root());
    disk.powerCut();
    assertThatThrownBy(() -> disk.open(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void theDeathOfTheProcessLosesNothing() throws IOException {
    disk.createDirectory(disk.root().resolve("d"));
    Path inside = disk.root().resolve("d").resolve("b");
    DiskFile open = disk.create(inside);
    open.writeFully(ByteBuffer.wrap(new byte[3]), 0);

    disk.restart(Survival.ALL);

    assertThatThrownBy(open::force).isInstanceOf(IOException.class);
    try (DiskFile in = disk.open(inside)) {
      assertThat(in.lengthBytes()).isEqualTo(3);
    }
  }

  @Test
  void chanceDecidesWhatElseSurvivesAndTheSeedDecidesChance() throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      assertThat(survivors(seed)).isEqualTo(survivors(seed));
      outcomes.add(survivors(seed));
    }
    assertThat(outcomes).hasSizeGreaterThan(10);
  }

  private static String survivors(long seed) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(seed);
    for (String name : new String[] {"a", "b", "c", "d"}) {
      try (DiskFile out = disk.create(disk.root().resolve(name))) {
        out.writeFully(ByteBuffer.wrap(new byte[100]), 0);
      }
    }
    disk.restart(Survival.SOME);
    StringBuilder found = new StringBuilder();
    disk.forEachName(disk.root(), found::append);
    return found.toString();
  }

  @Test
  void thePowerGoesInsteadOfTheStepThatWasNamed() throws IOException {
    write(10, 1);
    assertThat(disk.steps()).isEqualTo(4);
    disk.cutPowerAt(6);
    disk.delete(file);
    assertThatThrownBy(() -> disk.forceDirectory(disk.root())).hasMessage("the power is off");
    assertThatThrownBy(() -> disk.open(file)).hasMessage("the power is off");

    disk.powerCut();

    assertThat(length()).isEqualTo(10);
    assertThat(disk.steps()).isZero();
  }

  @Test
  void theNamedCallFailsAndNoOther() throws IOException {
    disk.failAt(DiskCall.CREATE, 2);
    disk.create(disk.root().resolve("x")).close();
    assertThatThrownBy(() -> disk.create(disk.root().resolve("y")))
        .hasMessage("Input/output error");
    disk.create(disk.root().resolve("z")).close();
  }

  @Test
  void aForceThatFailedLosesItsBytesAlthoughTheNextSucceeds() throws IOException {
    disk.failAt(DiskCall.FORCE, 1);
    try (DiskFile out = disk.create(file)) {
      disk.forceDirectory(disk.root());
      out.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      assertThatThrownBy(out::force).hasMessage("Input/output error");
      out.force();
    }
    disk.powerCut();

    assertThat(length()).isEqualTo(3);
    assertThat(byteAt(0)).isZero();
  }

  @Test
  void aFullDiskTakesWhatFitsAndTakesMoreWhenSomethingWasDeleted() throws IOException {
    disk.freeBytes(100);
    try (DiskFile out = disk.create(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(new byte[150]);
      assertThat(out.write(bytes, 0)).isEqualTo(100);
      assertThatThrownBy(() -> out.write(bytes, 100)).isInstanceOf(DiskFullException.class);
    }
    disk.delete(file);
    write(100, 1);
  }

  private void write(int length, int value) throws IOException {
    try (DiskFile out = disk.create(file)) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) value);
      out.writeFully(ByteBuffer.wrap(bytes), 0);
      out.force();
    }
    disk.forceDirectory(disk.root());
  }

  private long length() throws IOException {
    try (DiskFile in = disk.open(file)) {
      return in.lengthBytes();
    }
  }

  private byte byteAt(long position) throws IOException {
    try (DiskFile in = disk.open(file)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      assertThat(in.readFully(one, position)).isTrue();
      return one.get(0);
    }
  }
}
