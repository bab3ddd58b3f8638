package io.bytebucket.transfer.minio;

import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The files of an export, unpacked in memory. However small the archive is and whatever it says of
 * itself, no more is unpacked than an export can be.
 *
 * @param name of the archive
 * @param files by their paths; not to be changed
 */
record MinioExport(String name, Map<String, byte[]> files) {
  /** An archive with more files has settings of more buckets than there may be. */
  private static final int FILES_MAX = 120_000;

  /** All of it is in memory, in the smallest heap that the program has. */
  private static final long ARCHIVE_BYTES_MAX = 48L << 20;

  private static final int FILE_BYTES_MAX = 16 << 20;

  /** All files together. */
  private static final long ALL_BYTES_MAX = 48L << 20;

  /** Where an export of users and policies has all of it. */
  static final String IAM = "iam-assets/";

  /**
   * Unpacks an archive.
   *
   * @throws MinioException when it is none, or has more in it than it may
   */
  static MinioExport open(Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new MinioException(archive + ": there is no such file");
    }
    if (Files.size(archive) > ARCHIVE_BYTES_MAX) {
      throw new MinioException(archive + ": longer than any export");
    }
    Map<String, byte[]> files = new TreeMap<>();
    long left = ALL_BYTES_MAX;
    try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
      if (zip.size() > FILES_MAX) {
        throw new MinioException(archive + ": more than " + FILES_MAX + " files");
      }
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          byte[] bytes = unpack(zip, entry, (int) Math.min(left, FILE_BYTES_MAX), archive);
          left -= bytes.length;
          if (files.put(entry.getName(), bytes) != null) {
            throw new MinioException(archive + ": two files " + entry.getName());
          }
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new MinioException(archive + ": no zip archive, or a damaged one: " + e.getMessage());
    }
    return new MinioExport(String.valueOf(archive.getFileName()), files);
  }

  private static byte[] unpack(ZipFile zip, ZipEntry entry, int limit, Path archive)
      throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new MinioException(
            archive + ": " + entry.getName() + " makes it larger than any export");
      }
      return bytes;
    }
  }

  boolean isOfUsers() {
    return files.keySet().stream().anyMatch(path -> path.startsWith(IAM));
  }

  /**
   * The document of a file, an object; an empty one when there is no such file.
   *
   * @throws MinioException when it is none
   */
  JsonNode document(String path) throws MinioException {
    byte[] bytes = files.get(path);
    if (bytes == null || "null".equals(new String(bytes, StandardCharsets.UTF_8).strip())) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return SourceJson.object(bytes);
    } catch (IOException e) {
      throw new MinioException(name + ": " + path + ": " + e.getMessage());
    }
  }

  /** The files of each bucket, by the names of both. */
  Map<String, Map<String, byte[]>> ofBuckets() {
    Map<String, Map<String, byte[]>> buckets = new TreeMap<>();
    files.forEach((path, bytes) -> {
      bucketOf(path)
          .ifPresent(bucket ->
              buckets
                  .computeIfAbsent(bucket, _ -> new TreeMap<>())
                  .put(path.substring(bucket.length() + 1), bytes));
    });
    return Collections.unmodifiableMap(buckets);
  }

  private static Optional<String> bucketOf(String path) {
    int slash = path.indexOf('/');
    return slash > 0 && slash == path.lastIndexOf('/')
        ? Optional.of(path.substring(0, slash))
        : Optional.empty();
  }
}
