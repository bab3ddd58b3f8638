package io.bytebucket.s3.body;

import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The headers after the last chunk. They must be exactly those that {@code x-amz-trailer}
 * announced, and in the signed form their signature follows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">
 *     Signature calculations for trailing headers</a>
 */
final class Trailers {
  /** How many lines may follow the last chunk: one checksum, its signature, and empty lines. */
  static final int LINE_LIMIT = 8;

  private static final String ANNOUNCEMENT = "x-amz-trailer";

  /**
   * How long the announcement may be. Only one name is allowed, so a longer one is not even split
   * into names.
   */
  private static final int ANNOUNCEMENT_CHARS_MAX = 1_024;

  private static final String SIGNATURE = "x-amz-trailer-signature";

  private Trailers() {}

  /**
   * The names that a request announces.
   *
   * @throws S3Exception when it announces something other than one checksum
   */
  static Set<String> announced(Headers headers, PayloadForm form) {
    if (!headers.contains(ANNOUNCEMENT)) {
      return Set.of();
    }
    List<String> lists = headers.all(ANNOUNCEMENT);
    if (lists.stream().mapToInt(String::length).sum() > ANNOUNCEMENT_CHARS_MAX) {
      throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
    }
    Set<String> names = names(lists);
    if (names.isEmpty()) {
      return names;
    }
    if (!names.stream().allMatch(Trailers::isChecksum)) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported");
    }
    if (names.size() > 1 || hasChecksum(headers)) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST, "Expecting a single x-amz-checksum- header");
    }
    if (!(form instanceof PayloadForm.Chunked chunked) || !chunked.trailers()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
    }
    return names;
  }

  private static Set<String> names(List<String> lists) {
    Set<String> names = new HashSet<>();
    for (String list : lists) {
      for (String name : list.split(",", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** Reads the headers after an unsigned last chunk. */
  static Headers readUnsigned(WireBuffer wire, Set<String> announced) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    for (int lines = 0; lines < LINE_LIMIT; lines++) {
      Optional<String> line = wire.line().map(String::strip);
      if (line.isEmpty() || line.get().isEmpty()) {
        return complete(found, announced);
      }
      add(found, line.get());
    }
    throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
  }

  /**
   * Reads the headers after a signed last chunk, up to their signature. Empty lines before it are
   * skipped: some clients send one.
   */
  static Headers readSigned(WireBuffer wire, Set<String> announced, ChunkVerifier signatures)
      throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    for (int lines = 0; lines < LINE_LIMIT; lines++) {
      String line = wire.line().orElseThrow(WireBuffer::incomplete).strip();
      if (!line.isEmpty()) {
        add(found, line);
      }
      String signature = found.remove(SIGNATURE);
      if (signature != null) {
        if (found.isEmpty()) {
          throw WireBuffer.incomplete();
        }
        signatures.requireTrailers(signature, canonical(found));
        return complete(found, announced);
      }
    }
    throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
  }

  private static void add(SortedMap<String, String> found, String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || found.put(name, line.substring(colon + 1).strip()) != null) {
      throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
    }
  }

  private static String canonical(SortedMap<String, String> found) {
    StringBuilder out = new StringBuilder();
    found.forEach((name, value) -> out.append(name).append(':').append(value).append('\n'));
    return out.toString();
  }

  private static Headers complete(SortedMap<String, String> found, Set<String> announced) {
    if (!found.keySet().equals(announced)) {
      throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
    }
    Headers.Builder trailers = Headers.builder();
    found.forEach(trailers::add);
    return trailers.build();
  }

  private static boolean hasChecksum(Headers headers) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .anyMatch(algorithm -> headers.contains(ChecksumField.of(algorithm)));
  }

  private static boolean isChecksum(String name) {
    return name.startsWith(ChecksumField.PREFIX)
        && ChecksumAlgorithm.named(name.substring(ChecksumField.PREFIX.length())).isPresent();
  }
}
