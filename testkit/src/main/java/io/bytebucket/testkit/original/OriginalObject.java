package io.bytebucket.testkit.original;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An object as clients of the original saw it, to be found again elsewhere.
 *
 * @param etag without its quotes
 * @param contentType empty where nobody kept it
 * @param user metadata, by names in lower case without what all have in front
 * @param isPublic whether everybody could read it
 * @param crc32 the checksum that clients were told, in Base64
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the maker to the test, never compared
public record OriginalObject(
    String bucket,
    String key,
    byte[] bytes,
    String etag,
    Optional<String> contentType,
    Map<String, String> user,
    Map<String, String> tags,
    boolean isPublic,
    Optional<String> crc32,
    Instant lastModified) {}
