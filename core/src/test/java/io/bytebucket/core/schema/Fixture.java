package io.bytebucket.core.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Stored bytes as an old version wrote them, from {@code fixtures/}: hex, with comments behind a
 * number sign. They were not made with the code they test, and are never changed: a store in the
 * world holds such bytes.
 */
public final class Fixture {
  private Fixture() {}

  /** The bytes of {@code fixtures/NAME.hex}. */
  public static byte[] read(String name) {
    String path = "/fixtures/" + name + ".hex";
    try (InputStream in = Objects.requireNonNull(Fixture.class.getResourceAsStream(path), path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HexFormat.of()
          .parseHex(
              text.lines()
                  .filter(line -> !line.startsWith("#"))
                  .map(String::strip)
                  .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
