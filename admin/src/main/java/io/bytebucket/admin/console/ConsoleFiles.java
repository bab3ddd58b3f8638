package io.bytebucket.admin.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console, as its build left them: each as it is, and where that is shorter,
 * compressed by brotli and by gzip beside it. Each is read when it is first asked for, and kept:
 * anybody may ask for them, as often and as slowly as it likes, and copies would take the memory of
 * those who are signed in. Thread-safe.
 */
public final class ConsoleFiles {
  /** The page that all pages of the console begin as. */
  static final String INDEX = "index.html";

  private static final String FOLDER = "/io/bytebucket/console/";

  /** Names each file that may be sent, and nothing else is ever read. */
  private static final String LIST = "files.txt";

  private static final int ETAG_BYTES = 12;

  private final Function<String, @Nullable InputStream> source;
  private final Set<String> names;
  private final Map<String, Optional<Kept>> kept = new ConcurrentHashMap<>();

  /**
   * Files by their names.
   *
   * @param source opens one; null where there is none
   */
  ConsoleFiles(Function<String, @Nullable InputStream> source) {
    this.source = source;
    this.names =
        read(LIST)
            .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
            .map(text -> text.lines().collect(Collectors.toUnmodifiableSet()))
            .orElse(Set.of());
  }

  /** Those in the jar; none where the server was built without the console. */
  public static ConsoleFiles packed() {
    return new ConsoleFiles(name -> ConsoleFiles.class.getResourceAsStream(FOLDER + name));
  }

  /** Whether the console was built. */
  boolean areThere() {
    return names.contains(INDEX);
  }

  /** Whether there is a file of that name. */
  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * A file that {@link #has there is}, in that form; empty when there is none in that. Nobody may
   * change the bytes.
   */
  Optional<Kept> find(String name, Coding coding) {
    return has(name) ? kept.computeIfAbsent(name + coding.suffix(), this::read) : Optional.empty();
  }

  private Optional<Kept> read(String path) {
    try (InputStream in = source.apply(path)) {
      return in == null ? Optional.empty() : Optional.of(new Kept(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as it is sent. Immutable. */
  static final class Kept {
    private final byte[] bytes;
    private final String etag;

    private Kept(byte[] bytes) {
      this.bytes = bytes;
      this.etag = '"' + HexFormat.of().formatHex(hash(bytes), 0, ETAG_BYTES) + '"';
    }

    /** What nobody may change. */
    byte[] bytes() {
      return bytes;
    }

    /** That of these bytes, in quotes: worked out once, because each answer says it. */
    String etag() {
      return etag;
    }

    private static byte[] hash(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
