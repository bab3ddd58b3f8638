package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final long MEBIBYTE = 1 << 20;

  private static Limits limits(long heapBytes, Map<String, String> environment) {
    return Limits.of(Settings.read(environment), new Memory(heapBytes, heapBytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {112, 128, 176, 256, 512, 4096})
  void theDefaultsFollowFromTheHeapAndFitIt(long heapMebibytes) {
    long heap = heapMebibytes * MEBIBYTE;
    Limits limits = limits(heap, Map.of());

    assertThat(limits.headerBytes())
        .isEqualTo((int) Math.min(MEBIBYTE, limits.headerMemoryBytes() / 12));
    assertThat(
            limits.connections() * Limits.CONNECTION_BYTES
                + limits.headerMemoryBytes()
                + limits.requestMemoryBytes()
                + limits.documentMemoryBytes())
        .isBetween(heap / 5, heap * 9 / 10);
  }

  @Test
  void withTheFlagsOfTheArchiveTheyAreThoseOfTheDocumentation() throws IOException {
    Path root = Path.of(System.getProperty("bytebucket.root"));
    assertThat(Files.readAllLines(root.resolve("server/src/dist/jvm.options")))
        .contains("-Xmx168m", "-XX:MaxDirectMemorySize=40m");
    Limits limits = Limits.of(Settings.read(Map.of()), new Memory(168 * MEBIBYTE, 40 * MEBIBYTE));

    assertThat(limits.headerBytes()).isEqualTo((int) MEBIBYTE);
    assertThat(Files.readString(root.resolve("docs/configuration.md")).replaceAll("\\s+", " "))
        .contains(
            "With the heap of 168 MiB that the archive comes with these are %,d connections and"
                    .formatted(limits.connections())
                + " %.1f, %.1f and %.1f MiB"
                    .formatted(
                        mebibytes(limits.headerMemoryBytes()),
                        mebibytes(limits.requestMemoryBytes()),
                        mebibytes(limits.documentMemoryBytes())));
  }

  private static double mebibytes(long bytes) {
    return (double) bytes / MEBIBYTE;
  }

  @Test
  void aHeapThatIsTooSmallIsRefusedWithWhatItTakes() {
    assertThatThrownBy(() -> limits(64 * MEBIBYTE, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the heap (-Xmx) must be at least 112 MiB and is 64");
    assertThatThrownBy(
            () -> Limits.of(Settings.read(Map.of()), new Memory(168 * MEBIBYTE, 16 * MEBIBYTE)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("(-XX:MaxDirectMemorySize) at least 23 MiB and are 16");
  }

  @Test
  void aHeapWithoutBuffersBesideItCountsAsFarAsTheseReach() {
    Settings settings = Settings.read(Map.of());

    assertThat(Limits.of(settings, new Memory(4096 * MEBIBYTE, 40 * MEBIBYTE)))
        .isEqualTo(Limits.of(settings, new Memory(200 * MEBIBYTE, 40 * MEBIBYTE)));
  }

  @Test
  void buffersOfTheNetworkAndThoseKeptForItFitBesideWhatObjectsAreReadThrough() {
    Settings settings = Settings.read(Map.of());

    assertThat(Limits.of(settings, new Memory(168 * MEBIBYTE, 40 * MEBIBYTE)).directBytes())
        .isEqualTo(10 * MEBIBYTE);
    assertThat(Limits.of(settings, new Memory(168 * MEBIBYTE, 100 * MEBIBYTE)).directBytes())
        .isEqualTo(40 * MEBIBYTE);
    assertThat(Limits.of(settings, new Memory(112 * MEBIBYTE, 23 * MEBIBYTE)).directBytes())
        .isEqualTo(2 * MEBIBYTE);
  }

  @Test
  void connectionsOverTlsAreFewer() {
    Map<String, String> tls = Map.of("TLS_CERTIFICATE_FILE", "/c.pem", "TLS_KEY_FILE", "/k.pem");

    assertThat(limits(256 * MEBIBYTE, tls).connections())
        .isEqualTo(limits(256 * MEBIBYTE, Map.of()).connections() / 2);
  }

  @Test
  void whatDoesNotFitTheHeapIsRefusedWithAllNumbers() {
    assertThatThrownBy(() -> limits(128 * MEBIBYTE, Map.of("REQUEST_MEMORY", "67108864")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("REQUEST_MEMORY")
        .hasMessageContaining("with a heap of 134217728 they may have 45875200");
  }

  @Test
  void moreConnectionsThanTheHeapHoldsAreRefused() {
    assertThatThrownBy(() -> limits(256 * MEBIBYTE, Map.of("MAX_CONNECTIONS", "100000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MAX_CONNECTIONS");
    assertThat(limits(8192 * MEBIBYTE, Map.of("MAX_CONNECTIONS", "100000")).connections())
        .isEqualTo(100_000);
  }
}
