package io.bytebucket.testkit.original;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Makes a data directory of the original, with objects of every kind that its layout knows. Its
 * database was written once by the real library, from {@code users.json}.
 */
public final class OriginalData {
  /** What its secrets are encrypted with: as it is, 32 characters. */
  public static final String KEY = "original-tests-32-characters-key";

  /** An administrator's access key, and its secret. */
  public static final String ADMIN = "admin";

  public static final String ADMIN_SECRET = "your-strong-secret";

  /** A bucket whose list lets everybody list it, and one with rules for other origins. */
  public static final String PUBLIC = "public";

  public static final String KINDS = "kinds";

  /** Another, without anything in it. */
  public static final String EMPTY = "nothing-in-it";

  /** When the bucket {@link #EMPTY} was made. */
  public static final Instant EMPTY_DATE = Instant.parse("2024-02-29T12:00:00.123Z");

  private static final Instant FIRST = Instant.parse("2025-03-01T00:00:00.007Z");
  private static final String LONGEST = "x";
  private static final List<String> HOSTILE =
      List.of(
          "a b/c+d%20e%2Fé",
          "日本/ünï\uD83D\uDE00",
          "~.-_!*'();:@&=$,?#[]{}|<>\"^`\\",
          "\u0001control\tand\nline",
          ".hidden/..also/...",
          "-starts with a hyphen",
          LONGEST,
          "d/".repeat(40) + "deep",
          "İstanbul\u0130\u200Bzero",
          "meta.json.bak",
          "COM1:/NUL.");

  private final Path root;
  private final Random random;
  private final List<OriginalObject> objects = new ArrayList<>();

  private OriginalData(Path root, long seed) {
    this.root = root;
    this.random = new Random(seed);
  }

  /**
   * Makes a directory without faults.
   *
   * @param count how many objects
   */
  public static OriginalData make(Path root, int count, long seed) {
    OriginalData data = new OriginalData(root, seed);
    data.database(root.resolve("data").resolve("users.db"));
    data.buckets();
    for (int i = 0; i < count; i++) {
      data.object(i);
    }
    OriginalFiles.date(root.resolve("objects").resolve(EMPTY), EMPTY_DATE);
    return data;
  }

  /** What clients of it saw. */
  public List<OriginalObject> objects() {
    return List.copyOf(objects);
  }

  private void database(Path file) {
    try (InputStream packed =
            Objects.requireNonNull(OriginalData.class.getResourceAsStream("/original/users.bin"));
        InputStream in = new GZIPInputStream(packed)) {
      OriginalFiles.write(file, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void buckets() {
    Path all = root.resolve("objects");
    try {
      for (String bucket : List.of(PUBLIC, KINDS, EMPTY)) {
        Files.createDirectories(all.resolve(bucket));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OriginalFiles.write(
        all.resolve(PUBLIC).resolve(".acl.json"), "{\n  \"canned\": \"public-read\"\n}");
    OriginalFiles.write(all.resolve(KINDS).resolve(".acl.json"), "{\"canned\":\"private\"}");
    OriginalFiles.write(
        all.resolve(KINDS).resolve(".cors.json"),
        """
        {"CORSRules": [
          {"ID": "app", "AllowedMethods": ["GET", "PUT"],
           "AllowedOrigins": ["https://app.example.com", "https://*.example.org"],
           "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 600},
          {"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}
        ]}
        """);
  }

  /** The kinds take turns, and so do the buckets. */
  private void object(int i) {
    String bucket = i % 3 == 0 ? PUBLIC : KINDS;
    Draft draft = new Draft(bucket, "plain/%05d.txt".formatted(i), content(i), date(i));
    switch (i % 14) {
      case 0 -> draft.said("text/plain; charset=utf-8", Map.of("X-Amz-Meta-Color", "blue " + i));
      case 1 -> draft.april();
      case 2 -> draft.bare();
      case 3 -> draft.inParts(1 + i % 7);
      case 4 -> draft.said("image/png", Map.of()).tagged(Map.of("env", "prod " + i, "team", ""));
      case 5 -> draft.said("text/html", Map.of()).acl("public-read");
      case 6 -> draft.said("text/html", Map.of()).acl("private");
      case 7 -> draft.bytes(new byte[0]).said("application/octet-stream", Map.of());
      case 8 -> draft.bytes(bytes(40_000 + random.nextInt(60_000))).said("video/mp4", Map.of());
      case 9 -> draft.key(hostile(i)).said("a/b", Map.of());
      case 10 ->
          draft
              .said("a/b", Map.of())
              .tagged(Map.of("<&\">\n", "%$§ é \uD83D\uDE00", "k".repeat(128), "v".repeat(256)));
      case 11 -> draft.said("a/b", Map.of("x-amz-meta-lower", "case", "X-AMZ-META-UP", "")).lower();
      case 12 ->
          draft
              .date(Instant.parse("1999-12-31T23:59:59.001Z").plusSeconds(i))
              .said("a/b", Map.of());
      default -> draft.key("named/" + i + ".meta").said("a/b", Map.of("X-Amz-Meta-Ä", "é"));
    }
    objects.add(draft.write());
  }

  /** A name may have 255 bytes, with that of its sidecar. */
  private static String hostile(int i) {
    String name = HOSTILE.get(i / 14 % HOSTILE.size());
    return name.equals(LONGEST) ? i + "x".repeat(250 - String.valueOf(i).length()) : i + name;
  }

  private byte[] content(int i) {
    return "object %d\n"
        .formatted(i)
        .repeat(1 + random.nextInt(40))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Instant date(int i) {
    return FIRST.plusMillis(61_003L * i);
  }

  /** An object that is being made. */
  private final class Draft {
    private final String bucket;
    private String key;
    private byte[] bytes;
    private Instant date;
    private final Map<String, String> sidecar = new HashMap<>();
    private final Map<String, String> user = new HashMap<>();
    private Map<String, String> tags = Map.of();
    private boolean isPublic;
    private boolean isLower;
    private Optional<String> etag = Optional.empty();

    Draft(String bucket, String key, byte[] bytes, Instant date) {
      this.bucket = bucket;
      this.key = key;
      this.bytes = bytes;
      this.date = date;
      this.isPublic = bucket.equals(PUBLIC);
    }

    Draft key(String other) {
      key = other;
      return this;
    }

    Draft bytes(byte[] other) {
      bytes = other;
      return this;
    }

    Draft date(Instant other) {
      date = other;
      return this;
    }

    /** As late versions write it. */
    Draft said(String contentType, Map<String, String> metadata) {
      sidecar.put("Content-Type", contentType);
      sidecar.put("Content-Length", String.valueOf(bytes.length));
      sidecar.put("x-amz-checksum-crc32", OriginalFiles.crc32(bytes));
      sidecar.put("ETag", '"' + OriginalFiles.hexMd5(bytes) + '"');
      metadata.forEach((name, value) -> {
        String field = name.toLowerCase(Locale.ROOT).substring("x-amz-meta-".length());
        // A name that no header can have is one that no client ever saw again.
        if (field.chars().allMatch(c -> c < 0x80)) {
          sidecar.put(name, value);
          user.put(field, value);
        }
      });
      return this;
    }

    /** As early versions write it, and as reading an object without one does. */
    Draft april() {
      sidecar.put("ETag", '"' + OriginalFiles.hexMd5(bytes) + '"');
      return this;
    }

    Draft bare() {
      return this;
    }

    Draft inParts(int count) {
      byte[] tag = OriginalFiles.md5((count + " parts").getBytes(StandardCharsets.UTF_8));
      etag = Optional.of(java.util.HexFormat.of().formatHex(tag) + "-" + count);
      sidecar.put("ETag", '"' + etag.get() + '"');
      sidecar.put("Content-Length", String.valueOf(bytes.length));
      sidecar.put("x-amz-multipart-parts", String.valueOf(count));
      return this;
    }

    Draft tagged(Map<String, String> some) {
      tags = some;
      return this;
    }

    Draft acl(String name) {
      sidecar.put("acl", name);
      isPublic = name.equals("public-read");
      return this;
    }

    Draft lower() {
      isLower = true;
      return this;
    }

    OriginalObject write() {
      Path directory = root.resolve("objects").resolve(bucket);
      Path file = OriginalFiles.below(directory, key);
      OriginalFiles.write(file, bytes);
      OriginalFiles.date(file, date);
      if (!sidecar.isEmpty()) {
        Map<String, String> written = new HashMap<>();
        sidecar.forEach(
            (name, value) -> written.put(isLower ? name.toLowerCase(Locale.ROOT) : name, value));
        OriginalFiles.write(
            OriginalFiles.below(directory, key + ".meta"), OriginalFiles.json(written));
      }
      if (!tags.isEmpty()) {
        OriginalFiles.write(
            OriginalFiles.below(directory, key + ".tags.json"), OriginalFiles.tags(tags));
      }
      return new OriginalObject(
          bucket,
          key,
          bytes,
          etag.orElseGet(() -> OriginalFiles.hexMd5(bytes)),
          Optional.ofNullable(sidecar.get("Content-Type")),
          Map.copyOf(user),
          tags,
          isPublic,
          Optional.ofNullable(sidecar.get("x-amz-checksum-crc32")),
          date);
    }
  }
}
