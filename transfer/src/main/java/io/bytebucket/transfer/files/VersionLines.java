package io.bytebucket.transfer.files;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.MalformedLineException;
import java.util.List;
import java.util.Optional;

/** Versions of objects as JSON, both ways. */
final class VersionLines {
  private VersionLines() {}

  static JsonObject encode(IndexLine.OfVersion line, JsonObject json) {
    ImportedVersion version = line.version();
    ObjectAttributes attributes = version.attributes();
    SystemMetadata system = attributes.system();
    json.put("bucket", line.bucket())
        .put("key", version.key().value())
        .put("version", new VersionId(version.version().sequence(), false).text())
        .putIf("null", version.version().isNull())
        .putIf("current", line.isCurrent())
        .putIf("deleteMarker", version.isDeleteMarker())
        .put("lastModified", version.lastModified().toString())
        .put("size", version.sizeBytes())
        .put("etag", version.etag().map(ETag::value))
        .put("owner", version.ownerId().value())
        .put("contentType", system.contentType())
        .put("cacheControl", system.cacheControl())
        .put("contentDisposition", system.contentDisposition())
        .put("contentEncoding", system.contentEncoding())
        .put("contentLanguage", system.contentLanguage())
        .put("expires", system.expires())
        .putMap("metadata", attributes.user())
        .putMap("tags", attributes.tags())
        .put("storageClass", attributes.storageClass());
    version.checksum().ifPresent(sum -> json.put("checksum", checksum(sum)));
    AccessLines.encode(attributes.access(), json);
    if (!version.parts().isEmpty()) {
      json.put("parts", version.parts().stream().map(VersionLines::part).toList());
    }
    return json.putIfSaid("file", line.file());
  }

  private static JsonObject checksum(Checksum sum) {
    return new JsonObject()
        .put("algorithm", sum.algorithm().name())
        .put("type", sum.type().name())
        .put("value", sum.base64());
  }

  private static JsonObject part(ObjectPart part) {
    JsonObject json = new JsonObject().put("number", part.number()).put("size", part.sizeBytes());
    part.checksum().ifPresent(sum -> json.put("checksum", checksum(sum)));
    return json;
  }

  static IndexLine.OfVersion decode(JsonObject json) {
    String bucket = json.text("bucket");
    boolean isCurrent = json.isSo("current");
    String file = json.textIfSaid("file").orElse("");
    ImportedVersion version =
        new ImportedVersion(
            new ObjectKey(json.text("key")),
            new VersionId(sequence(json.text("version")), json.isSo("null")),
            json.isSo("deleteMarker"),
            Dates.parse(json.text("lastModified")),
            json.number("size"),
            json.textIfSaid("etag").map(ETag::new),
            attributes(json),
            new UserId(json.text("owner")),
            json.objectIfSaid("checksum").map(VersionLines::checksum),
            parts(json.objects("parts")));
    if (version.isDeleteMarker() != file.isEmpty()) {
      throw new MalformedLineException("a version has a file, and a delete marker none");
    }
    return new IndexLine.OfVersion(bucket, version, isCurrent, file);
  }

  private static long sequence(String text) {
    return VersionId.parse(text)
        .filter(VersionSelector.Exactly.class::isInstance)
        .map(selector -> ((VersionSelector.Exactly) selector).sequence())
        .orElseThrow(() -> new MalformedLineException("no version"));
  }

  private static ObjectAttributes attributes(JsonObject json) {
    SystemMetadata system =
        new SystemMetadata(
            json.text("contentType"),
            json.textIfSaid("cacheControl"),
            json.textIfSaid("contentDisposition"),
            json.textIfSaid("contentEncoding"),
            json.textIfSaid("contentLanguage"),
            json.textIfSaid("expires"));
    return new ObjectAttributes(
        system,
        json.map("metadata"),
        json.map("tags"),
        json.text("storageClass"),
        AccessLines.decode(json));
  }

  private static Checksum checksum(JsonObject json) {
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.valueOf(json.text("algorithm"));
    Checksum.Type type = Checksum.Type.valueOf(json.text("type"));
    String value = json.text("value");
    json.end();
    if (Checksum.parse(algorithm, value).isEmpty()) {
      throw new MalformedLineException("no checksum");
    }
    return new Checksum(algorithm, type, value);
  }

  private static List<ObjectPart> parts(List<JsonObject> all) {
    if (all.size() > ObjectPart.NUMBER_MAX) {
      throw new MalformedLineException("too many parts");
    }
    return all.stream().map(VersionLines::part).toList();
  }

  private static ObjectPart part(JsonObject json) {
    long number = json.number("number");
    Optional<Checksum> checksum = json.objectIfSaid("checksum").map(VersionLines::checksum);
    long size = json.number("size");
    json.end();
    if (number < 1 || number > ObjectPart.NUMBER_MAX || size < 0) {
      throw new MalformedLineException("no part");
    }
    return new ObjectPart((int) number, size, checksum);
  }
}
