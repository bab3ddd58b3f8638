package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.BrokenBodyException;
import io.bytebucket.transfer.s3.listing.Texts;
import io.bytebucket.transfer.s3.listing.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What the source says of a version with its bytes.
 *
 * @param headers those that describe the content, as they came
 * @param metadata of the user
 * @param checksums by the names of their header fields
 * @param isComposite whether the checksums are of parts
 * @param storageClass empty for the standard one
 * @param isEncryptedWithKey whether its ETag says nothing about its bytes for that
 * @param lock object lock and legal hold, in words; empty for none
 */
record Facts(
    long sizeBytes,
    String etag,
    Instant modified,
    Map<String, String> headers,
    Map<String, String> metadata,
    int tags,
    Map<String, String> checksums,
    boolean isComposite,
    String storageClass,
    boolean isEncryptedWithKey,
    String lock,
    String redirect) {
  /** When the version was put at the source, in user metadata. */
  static final String MODIFIED = "bytebucket-modified";

  private static final String CHECKSUM = "x-amz-checksum-";
  private static final String CHECKSUM_TYPE = "x-amz-checksum-type";
  private static final List<String> CONTENT =
      List.of(
          "Content-Type",
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Expires");

  /** Those that the client can compute over parts. */
  private static final Set<String> COMPUTED = Set.of("CRC32", "CRC32C", "SHA1", "SHA256");

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  /** Of an answer to GetObject for a version as it was listed. */
  static Facts of(GetObjectResponse answer, Version listed) {
    if (answer.contentLength() == null || answer.contentLength() < 0) {
      throw new BrokenBodyException("An object came without its length");
    }
    Map<String, String> checksums = new TreeMap<>();
    answer
        .sdkHttpResponse()
        .headers()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(CHECKSUM) && !lower.equals(CHECKSUM_TYPE)) {
            checksums.put(lower, values.getFirst());
          }
        });
    String etag = Texts.unquoted(answer.eTag());
    // Listings know milliseconds, where there are any.
    Instant modified =
        etag.equals(listed.etag()) || answer.lastModified() == null
            ? listed.modified()
            : answer.lastModified();
    String encryption = answer.serverSideEncryptionAsString();
    return new Facts(
        answer.contentLength(),
        etag,
        modified,
        content(answer.sdkHttpResponse()),
        Map.copyOf(answer.metadata()),
        answer.tagCount() == null ? 0 : answer.tagCount(),
        checksums,
        "COMPOSITE".equals(answer.checksumTypeAsString()),
        answer.storageClassAsString() == null || answer.storageClassAsString().equals("STANDARD")
            ? ""
            : answer.storageClassAsString(),
        (encryption != null && !encryption.equals("AES256"))
            || answer.sseCustomerAlgorithm() != null,
        lock(answer),
        answer.websiteRedirectLocation() == null ? "" : answer.websiteRedirectLocation());
  }

  /** The fields of an answer that describe the content, as they came. */
  static Map<String, String> content(SdkHttpResponse answer) {
    Map<String, String> fields = new TreeMap<>();
    for (String name : CONTENT) {
      answer.firstMatchingHeader(name).ifPresent(value -> fields.put(name, value));
    }
    return fields;
  }

  private static String lock(GetObjectResponse answer) {
    List<String> parts = new ArrayList<>();
    if (answer.objectLockModeAsString() != null) {
      parts.add(answer.objectLockModeAsString() + " until " + answer.objectLockRetainUntilDate());
    }
    if ("ON".equals(answer.objectLockLegalHoldStatusAsString())) {
      parts.add("legal hold");
    }
    return String.join(", ", parts);
  }

  /** The MD5 of its bytes, as hex; empty when the ETag does not tell. */
  Optional<String> md5() {
    return Optional.of(etag).filter(text -> !isEncryptedWithKey && MD5.matcher(text).matches());
  }

  /**
   * A checksum that a request can carry, if there is one: its header field and its value.
   *
   * @param inParts whether the version is put in parts
   */
  Optional<Map.Entry<String, String>> checksum(boolean inParts) {
    return checksums.entrySet().stream()
        .filter(each -> !isComposite || (inParts && COMPUTED.contains(algorithm(each.getKey()))))
        .findFirst();
  }

  /** The algorithm of a checksum, of the name of its header field. */
  static String algorithm(String header) {
    return header.substring(CHECKSUM.length()).toUpperCase(Locale.ROOT);
  }

  /** Whether an earlier transfer has kept a date in the metadata. */
  boolean hasDate() {
    return metadata.containsKey(MODIFIED);
  }

  /**
   * The user metadata with what is kept of the source. What an earlier transfer kept stays: so the
   * first date survives moving out and in again.
   */
  Map<String, String> metadata(boolean keepsDate) {
    Map<String, String> all = new HashMap<>(metadata);
    if (keepsDate) {
      all.putIfAbsent(MODIFIED, modified.toString());
    }
    return all;
  }
}
