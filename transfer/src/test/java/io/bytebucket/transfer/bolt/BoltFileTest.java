package io.bytebucket.transfer.bolt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against files that the real library wrote: see src/test/go/boltfixture. */
class BoltFileTest {
  private static final int PAGE = 4096;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"empty", "many", "pages-16k", "pages-64k"})
  void whatTheLibraryWroteIsReadAsItReadsIt(String name) throws Exception {
    try (BoltFile file = BoltFile.open(file(fixture(name + ".bin")))) {
      assertThat(BoltSum.of(file)).isEqualTo(text(name + ".sum"));
    }
  }

  @Test
  void aBucketIsFoundByItsName() throws Exception {
    try (BoltFile file = BoltFile.open(file(fixture("many.bin")))) {
      BoltBucket nested = file.root().bucket("nested".getBytes(UTF_8)).orElseThrow();
      assertThat(nested.bucket("level 0".getBytes(UTF_8))).isPresent();
      assertThat(nested.bucket("level 1".getBytes(UTF_8))).isEmpty();
      assertThat(file.root().bucket("gone".getBytes(UTF_8))).isEmpty();
    }
  }

  @Test
  void whereTheLatestMetaPageIsDamagedTheOneBeforeCounts() throws Exception {
    byte[] bytes = fixture("many.bin");
    String before;
    try (BoltFile file = BoltFile.open(file(bytes))) {
      before = BoltSum.of(file);
    }
    int latest = transaction(bytes, 0) > transaction(bytes, PAGE) ? 0 : PAGE;
    bytes[latest + 30] ^= 1;
    try (BoltFile file = BoltFile.open(file(bytes))) {
      // Its pages may have been used again since; what is read is its own, or is called damaged.
      assertThat(summed(file)).isNotEqualTo(before);
    }
    bytes[PAGE - latest + 30] ^= 1;
    assertThatThrownBy(() -> BoltFile.open(file(bytes)).close())
        .isInstanceOf(BoltException.class)
        .hasMessageContaining("both of its meta pages are damaged");
  }

  @Test
  void theSecondMetaPageIsFoundWithoutTheFirstWhateverTheSizeOfPages() throws Exception {
    for (String name : new String[] {"many", "pages-16k", "pages-64k"}) {
      byte[] bytes = fixture(name + ".bin");
      bytes[16] ^= 1;
      try (BoltFile file = BoltFile.open(file(bytes))) {
        assertThat(summed(file)).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 79, 80, 4096, 5000})
  void aFileThatEndsTooSoonIsRefused(int length) throws Exception {
    byte[] bytes = Arrays.copyOf(fixture("many.bin"), length);
    assertThatThrownBy(
            () -> {
              try (BoltFile file = BoltFile.open(file(bytes))) {
                BoltSum.of(file);
              }
            })
        .isInstanceOf(BoltException.class);
  }

  @Test
  void aTreeThatLeadsBackToItselfEnds() throws Exception {
    byte[] bytes = fixture("many.bin");
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int changed = 0;
    for (int page = 2 * PAGE; page < bytes.length; page += PAGE) {
      if (file.getShort(page + 8) == 1) {
        for (int i = 0; i < file.getShort(page + 10); i++) {
          file.putLong(page + 16 + 16 * i + 8, page / PAGE);
        }
        changed++;
      }
    }
    assertThat(changed).isPositive();
    assertThat(failure(bytes)).contains("twice");
  }

  @Test
  void bucketsThatHoldEachOtherEnd() throws Exception {
    byte[] bytes = fixture("pages-64k.bin");
    int page = 65536;
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 2 * page; at < bytes.length; at += page) {
      // Every bucket with a page of its own gets the page that it stands in.
      for (int i = 0; file.getShort(at + 8) == 2 && i < file.getShort(at + 10); i++) {
        int element = at + 16 + 16 * i;
        int value = element + file.getInt(element + 4) + file.getInt(element + 8);
        if (file.getInt(element) == 1 && file.getLong(value) != 0) {
          file.putLong(value, at / page);
        }
      }
    }
    assertThat(failure(bytes)).contains("hold each other");
  }

  /** Else a page of some MiB would come to as many times that as it has elements. */
  @Test
  void elementsThatLieOverEachOtherAreDamage() throws Exception {
    byte[] bytes = fixture("many.bin");
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int changed = 0;
    for (int page = 2 * PAGE; page < bytes.length; page += PAGE) {
      for (int i = 0; file.getShort(page + 8) == 2 && i < file.getShort(page + 10); i++) {
        int element = page + 16 + 16 * i;
        int value = element + file.getInt(element + 4) + file.getInt(element + 8);
        if (file.getInt(element) == 0 && i < 8) {
          file.putInt(element + 12, page + PAGE - value);
          changed++;
        }
      }
    }
    assertThat(changed).isPositive();
    assertThat(failure(bytes)).contains("over each other");
  }

  /**
   * Whatever bytes are changed: it ends, in time and in little memory, and what is wrong is told.
   */
  @Test
  void damagedFilesAreReadOrCalledDamaged() throws Exception {
    long seed = 20260101;
    Random random = new Random(seed);
    byte[] whole = fixture("many.bin");
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 40; i++) {
        // Heads of pages and of elements are where it hurts.
        int page = random.nextInt(bytes.length / PAGE);
        int at = page * PAGE + random.nextInt(round % 2 == 0 ? 64 : PAGE);
        bytes[at] = (byte) random.nextInt(256);
      }
      try (BoltFile file = BoltFile.open(file(bytes))) {
        BoltSum.of(file);
      } catch (BoltException damaged) {
        refused++;
        assertThat(damaged).as("seed %d", seed).hasMessageContaining("test.db");
      }
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(100);
  }

  @Test
  void aLinkIsNotFollowedAndNothingIsWritten() throws Exception {
    Path file = file(fixture("many.bin"));
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
    assertThatThrownBy(() -> BoltFile.open(link).close()).isInstanceOf(IOException.class);
    byte[] before = Files.readAllBytes(file);
    assertThat(file.toFile().setWritable(false)).isTrue();
    try (BoltFile read = BoltFile.open(file)) {
      BoltSum.of(read);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private static String summed(BoltFile file) throws Exception {
    try {
      return BoltSum.of(file);
    } catch (BoltException damaged) {
      return String.valueOf(damaged.getMessage());
    }
  }

  private String failure(byte[] bytes) throws Exception {
    try (BoltFile file = BoltFile.open(file(bytes))) {
      BoltSum.of(file);
      throw new AssertionError("it was read to its end");
    } catch (BoltException damaged) {
      return String.valueOf(damaged.getMessage());
    }
  }

  private static long transaction(byte[] bytes, int page) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(page + 16 + 48);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("test.db"), bytes);
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(resource(name))) {
      return in.readAllBytes();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(BoltFileTest.class.getResourceAsStream("/bolt/" + name));
  }
}
