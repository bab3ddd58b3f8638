package io.bytebucket.transfer.original;

import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ETag;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What stands beside an object: a flat document whose names are in no certain case.
 *
 * @param etag the entity tag, if it has the form of one
 * @param lengthBytes how long it says the object is
 * @param contentType the type it was put with
 * @param crc32 the checksum of its bytes, in Base64
 * @param user metadata of the client's own: names in lower case, without what all have in front
 * @param acl its own access control list, if it has one
 */
record Sidecar(
    Optional<ETag> etag,
    OptionalLong lengthBytes,
    Optional<String> contentType,
    Optional<String> crc32,
    Map<String, String> user,
    Optional<CannedAcl> acl) {
  /** What is beside an object that has nothing beside it. */
  static final Sidecar NONE =
      new Sidecar(
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty());

  /** The end of its name. */
  static final String SUFFIX = ".meta";

  /** The longest one; the original writes at most some 10 KiB. */
  static final int LIMIT_BYTES = 1 << 20;

  private static final String USER = "x-amz-meta-";
  private static final Pattern ETAG = Pattern.compile("\"?([0-9a-fA-F]{32}(?:-[0-9]{1,5})?)\"?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /**
   * What a document says.
   *
   * @throws IOException when it is none; the message says why
   */
  static Sidecar parse(byte[] document) throws IOException {
    JsonNode node = SourceJson.object(document);
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asString(""));
    }
    Map<String, String> user = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (name.startsWith(USER)) {
        user.put(name.substring(USER.length()), value);
      }
    });
    return new Sidecar(
        Optional.ofNullable(fields.get("etag")).flatMap(Sidecar::tag),
        Optional.ofNullable(fields.get("content-length"))
            .filter(text -> NUMBER.matcher(text).matches())
            .map(text -> OptionalLong.of(Long.parseLong(text)))
            .orElse(OptionalLong.empty()),
        said(fields, "content-type"),
        said(fields, "x-amz-checksum-crc32")
            .filter(sum -> Checksum.parse(ChecksumAlgorithm.CRC32, sum).isPresent()),
        Map.copyOf(user),
        said(fields, "acl").map(text -> text.toLowerCase(Locale.ROOT)).flatMap(CannedAcl::of));
  }

  private static Optional<String> said(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
  }

  private static Optional<ETag> tag(String text) {
    return Optional.of(ETAG.matcher(text))
        .filter(java.util.regex.Matcher::matches)
        .map(matcher -> new ETag(matcher.group(1).toLowerCase(Locale.ROOT)));
  }
}
