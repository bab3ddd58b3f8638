package io.bytebucket.testkit.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds to a data directory of the original what crashes, people and strangers leave in it. */
public final class OriginalFaults {
  private static final String BUCKET = "faults";

  private final Path root;
  private final Path bucket;
  private final Map<String, String> expected = new LinkedHashMap<>();

  private OriginalFaults(Path root) {
    this.root = root;
    this.bucket = root.resolve("objects").resolve(BUCKET);
  }

  /**
   * Adds one of each.
   *
   * @return what must be said: the name of each, and the kind that it is
   */
  public static Map<String, String> add(Path root) {
    OriginalFaults faults = new OriginalFaults(root);
    try {
      faults.files();
      faults.sidecars();
      faults.strange();
      faults.uploads();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faults.expected;
  }

  private void expect(String kind, String name) {
    expected.put(BUCKET + "/" + name, kind);
  }

  private void file(String name, String text) {
    OriginalFiles.write(OriginalFiles.below(bucket, name), text);
  }

  private void files() {
    file("gone.txt.meta", "{\"ETag\":\"\\\"d41d8cd98f00b204e9800998ecf8427e\\\"\"}");
    expect("no-object", "gone.txt.meta");
    file("deleted.txt.tags.json", "[{\"key\":\"a\",\"value\":\"b\"}]");
    expect("no-object", "deleted.txt.tags.json");
    file(".meta", "{}");
    expect("no-object", ".meta");
    file("dir/.upload-123456", "half of an obj");
    expect("temporary", "dir/.upload-123456");
    file("large.bin.mpu.tmp", "parts so f");
    expect("temporary", "large.bin.mpu.tmp");
    file("x.meta.tmp", "{");
    expect("temporary", "x.meta.tmp");
    file(".cors.json.tmp", "{");
    expect("temporary", ".cors.json.tmp");
  }

  private void sidecars() {
    file("empty-sidecar", "bytes");
    file("empty-sidecar.meta", "");
    expect("object-differs", "empty-sidecar");
    file("no-json", "bytes");
    file("no-json.meta", "ETag: x");
    expect("object-differs", "no-json");
    file("stale-tag", "new bytes");
    file("stale-tag.meta", "{\"ETag\":\"\\\"" + "0".repeat(32) + "\\\"\"}");
    expect("object-differs", "stale-tag");
    file("stale-length", "new bytes");
    file("stale-length.meta", "{\"Content-Length\":\"3\"}");
    expect("object-differs", "stale-length");
    file("stale-crc", "new bytes");
    file("stale-crc.meta", "{\"x-amz-checksum-crc32\":\"AAAAAA==\"}");
    expect("object-differs", "stale-crc");
    file("bad-tags", "bytes");
    file("bad-tags.meta", "{}");
    file("bad-tags.tags.json", "[{\"key\":\"\",\"value\":\"b\"}]");
    expect("object-differs", "bad-tags");
    file("large-metadata", "bytes");
    file("large-metadata.meta", "{\"X-Amz-Meta-A\":\"" + "a".repeat(3000) + "\"}");
    expect("object-differs", "large-metadata");
    file("split-header", "bytes");
    file("split-header.meta", "{\"X-Amz-Meta-A\":\"a\\r\\nb\",\"Content-Type\":\"a\\nb\"}");
    expect("object-differs", "split-header");
  }

  private void strange() throws IOException {
    Path secret = Files.writeString(root.resolveSibling("outside.txt"), "not of the original");
    Files.createSymbolicLink(bucket.resolve("link"), secret);
    expect("strange", "link");
    Files.createSymbolicLink(bucket.resolve("up"), root);
    expect("strange", "up");
    file("linked-sidecar", "bytes");
    Files.createSymbolicLink(bucket.resolve("linked-sidecar.meta"), secret);
    expect("strange", "linked-sidecar.meta");
    String deep = "0123456789abcdef0123456789abcdef/".repeat(32);
    file(deep + "too long a key", "bytes");
    expected.put(BUCKET + "/" + deep.substring(0, deep.length() - 1), "object-missing");
    OriginalFiles.write(
        OriginalFiles.below(bucket, new byte[] {'n', 'o', (byte) 0xFF, (byte) 0xC0}), "bytes");
    expected.put(BUCKET + "/no\uFFFD\uFFFD", "object-missing");
    Path objects = root.resolve("objects");
    OriginalFiles.write(objects.resolve("stray"), "no bucket");
    expected.put("stray", "strange");
    OriginalFiles.write(objects.resolve("Mixed.Case").resolve("a"), "bytes");
    expected.put("Mixed.Case", "bucket");
    OriginalFiles.write(root.resolve("logs.db"), "past requests");
    expected.put("logs.db", "remark");
  }

  private void uploads() {
    Path upload = root.resolve("uploads").resolve(BUCKET).resolve("0b0d2f4e-5f0d-4f6b");
    OriginalFiles.write(
        upload.resolve("manifest.json"),
        "{\"uploadId\":\"0b0d2f4e-5f0d-4f6b\",\"bucket\":\"faults\",\"key\":\"movie.mp4\","
            + "\"initiated\":\"2025-01-02T03:04:05Z\",\"metadata\":{}}");
    OriginalFiles.write(upload.resolve("00001"), "part one");
    OriginalFiles.write(upload.resolve("00002"), "part two");
    expect("open-upload", "movie.mp4");
    Path broken = root.resolve("uploads").resolve("gone").resolve("without-manifest");
    OriginalFiles.write(broken.resolve("00001"), "part one");
    expected.put("gone/", "open-upload");
  }
}
