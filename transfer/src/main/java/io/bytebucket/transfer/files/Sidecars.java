package io.bytebucket.transfer.files;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.CorsConfigurationCodec;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.transfer.lines.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the original keeps beside objects and in buckets, so that it, and who knows it, can read an
 * export. It holds only a part of what the index does.
 */
final class Sidecars {
  private static final String USER = "X-Amz-Meta-";
  private static final String PUBLIC_READ = "public-read";
  private static final String PRIVATE = "private";

  private Sidecars() {}

  /** Writes those of an object whose bytes stand under that path. */
  static void write(FileTree tree, String path, ImportedVersion version) throws IOException {
    write(tree, path + KeyPaths.META, version.lastModified(), meta(version).toBytes());
    Map<String, String> tags = version.attributes().tags();
    if (!tags.isEmpty()) {
      write(tree, path + KeyPaths.TAGS, version.lastModified(), list(tags));
    }
  }

  /** Writes those of a bucket. */
  static void write(FileTree tree, BucketImporter.Given bucket) throws IOException {
    String directory = KeyPaths.OBJECTS + "/" + bucket.name();
    tree.makeDirectories(directory);
    byte[] acl = bucket.settings().get(BucketSetting.ACL);
    if (acl != null) {
      JsonObject canned = new JsonObject().put("canned", canned(AclCodec.decode(acl)));
      write(tree, directory + "/" + KeyPaths.ACL, bucket.createdAt(), canned.toBytes());
    }
    byte[] cors = bucket.settings().get(BucketSetting.CORS);
    if (cors != null) {
      JsonObject rules =
          new JsonObject()
              .put(
                  "CORSRules",
                  CorsConfigurationCodec.decode(cors).rules().stream()
                      .map(Sidecars::rule)
                      .toList());
      write(tree, directory + "/" + KeyPaths.CORS, bucket.createdAt(), rules.toBytes());
    }
  }

  private static void write(FileTree tree, String path, Instant modified, byte[] bytes)
      throws IOException {
    tree.write(
        path,
        modified,
        out -> {
          ByteBuffer left = ByteBuffer.wrap(bytes);
          while (left.hasRemaining()) {
            out.write(left);
          }
        });
  }

  private static JsonObject meta(ImportedVersion version) {
    SystemMetadata system = version.attributes().system();
    JsonObject meta =
        new JsonObject()
            .put("ETag", version.etag().map(etag -> etag.quoted()))
            .put("Content-Length", Long.toString(version.sizeBytes()))
            .put("Content-Type", system.contentType())
            .put("Cache-Control", system.cacheControl())
            .put("Content-Disposition", system.contentDisposition())
            .put("Content-Encoding", system.contentEncoding())
            .put("Content-Language", system.contentLanguage())
            .put("Expires", system.expires())
            .put("x-amz-checksum-crc32", crc32(version));
    version.attributes().user().forEach((name, value) -> meta.put(USER + canonical(name), value));
    version.attributes().access().acl().ifPresent(acl -> meta.put("acl", canned(acl)));
    if (!version.parts().isEmpty()) {
      meta.put("x-amz-multipart-parts", Integer.toString(version.parts().size()));
    }
    return meta;
  }

  private static Optional<String> crc32(ImportedVersion version) {
    return version
        .checksum()
        .filter(sum ->
            sum.algorithm() == ChecksumAlgorithm.CRC32
                && sum.type() == Checksum.Type.FULL_OBJECT
                && version.parts().isEmpty())
        .map(Checksum::base64);
  }

  /** As Go's library for HTTP writes the name of a field. */
  private static String canonical(String name) {
    StringBuilder text = new StringBuilder();
    boolean isFirst = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(isFirst ? Character.toUpperCase(c) : Character.toLowerCase(c));
      isFirst = c == '-';
    }
    return text.toString();
  }

  /**
   * The original has two lists: what gives everybody something to read is one, all else the other.
   */
  private static String canned(Acl acl) {
    return acl instanceof Acl.Canned(CannedAcl name)
            && name.text().toLowerCase(Locale.ROOT).startsWith(PUBLIC_READ)
        ? PUBLIC_READ
        : PRIVATE;
  }

  private static byte[] list(Map<String, String> tags) {
    List<String> items = new ArrayList<>();
    tags.forEach((key, value) ->
        items.add(
            new String(
                new JsonObject().put("key", key).put("value", value).toBytes(),
                StandardCharsets.US_ASCII)));
    return ("[\n  " + String.join(",\n  ", items) + "\n]\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static JsonObject rule(CorsRule rule) {
    JsonObject json =
        new JsonObject()
            .put("ID", rule.id())
            .putTexts("AllowedMethods", rule.allowedMethods())
            .putTexts("AllowedOrigins", rule.allowedOrigins())
            .putTexts("AllowedHeaders", rule.allowedHeaders())
            .putTexts("ExposeHeaders", rule.exposeHeaders());
    rule.maxAgeSeconds().ifPresent(seconds -> json.put("MaxAgeSeconds", seconds));
    return json;
  }
}
