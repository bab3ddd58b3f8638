package io.bytebucket.transfer.files;

import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.MalformedLineException;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Lines of the index as JSON, both ways. The fields stand in docs/moving-out.md. */
final class IndexCodec {
  private static final String LINE = "line";
  private static final String FORMAT = "bytebucket-files";
  private static final long VERSION = 1;

  private final UserLines users;

  /** With what secrets of users are encrypted, and decrypted. */
  IndexCodec(UserLines users) {
    this.users = users;
  }

  JsonObject encode(IndexLine line) {
    return switch (line) {
      case IndexLine.Header header ->
          new JsonObject()
              .put(LINE, "header")
              .put("format", FORMAT)
              .put("version", VERSION)
              .put("at", header.at().toString())
              .putIf("secrets", header.withSecrets())
              .putIf("portable", header.isPortable())
              .putTexts("buckets", header.buckets())
              .putIfSaid("prefix", header.prefix());
      case IndexLine.OfSaved saved ->
          new JsonObject()
              .put(LINE, "saved")
              .put("name", saved.setting().text())
              .putMap("fields", saved.fields());
      case IndexLine.OfUser user -> users.encode(user.user(), new JsonObject().put(LINE, "user"));
      case IndexLine.OfBucket bucket -> bucket(bucket.bucket());
      case IndexLine.OfVersion version ->
          VersionLines.encode(version, new JsonObject().put(LINE, "object"));
      case IndexLine.Failed failed ->
          new JsonObject()
              .put(LINE, "failed")
              .put("bucket", failed.bucket())
              .put("key", failed.key())
              .put("version", failed.versionId())
              .put("size", failed.sizeBytes())
              .put("reason", failed.reason());
      case IndexLine.Left left ->
          new JsonObject()
              .put(LINE, "left")
              .put("kind", left.kind())
              .put("name", left.name())
              .put("reason", left.reason());
    };
  }

  private static JsonObject bucket(BucketImporter.Given bucket) {
    JsonObject settings = new JsonObject();
    bucket
        .settings()
        .forEach((setting, record) ->
            settings.put(
                setting.name().toLowerCase(Locale.ROOT),
                new JsonObject()
                    .put("text", BucketImporter.text(setting, record))
                    .put("record", Base64.getEncoder().encodeToString(record))));
    return new JsonObject()
        .put(LINE, "bucket")
        .put("bucket", bucket.name().value())
        .put("createdAt", bucket.createdAt().toString())
        .put("owner", bucket.ownerId().value())
        .putIfSaid("location", bucket.location())
        .put("versioning", bucket.versioning().name())
        .put("settings", settings);
  }

  IndexLine decode(JsonObject json) {
    try {
      IndexLine line = read(json);
      json.end();
      return line;
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.WrongEncryptionKey) {
        throw e;
      }
      throw new MalformedLineException("what it says cannot be: " + e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new MalformedLineException("what it says cannot be: " + e);
    }
  }

  private IndexLine read(JsonObject json) {
    String kind = json.text(LINE);
    return switch (kind) {
      case "header" -> header(json);
      case "saved" ->
          new IndexLine.OfSaved(
              SavedSetting.of(json.text("name"))
                  .orElseThrow(() -> new MalformedLineException("unknown setting")),
              json.map("fields"));
      case "user" -> new IndexLine.OfUser(users.decode(json));
      case "bucket" -> bucket(json);
      case "object" -> VersionLines.decode(json);
      case "failed" ->
          new IndexLine.Failed(
              json.text("bucket"),
              json.text("key"),
              json.text("version"),
              json.number("size"),
              json.text("reason"));
      case "left" -> new IndexLine.Left(json.text("kind"), json.text("name"), json.text("reason"));
      default -> throw new MalformedLineException("unknown kind of line");
    };
  }

  private static IndexLine.Header header(JsonObject json) {
    if (!json.text("format").equals(FORMAT) || json.number("version") != VERSION) {
      throw new MalformedLineException("no index that this version reads");
    }
    return new IndexLine.Header(
        Dates.parse(json.text("at")),
        json.isSo("secrets"),
        json.isSo("portable"),
        json.texts("buckets"),
        json.textIfSaid("prefix").orElse(""));
  }

  private static IndexLine.OfBucket bucket(JsonObject json) {
    Map<BucketSetting, byte[]> settings = new EnumMap<>(BucketSetting.class);
    JsonObject said = json.object("settings");
    for (BucketSetting setting : BucketSetting.values()) {
      said.objectIfSaid(setting.name().toLowerCase(Locale.ROOT))
          .ifPresent(each -> {
            String _ = each.text("text");
            settings.put(setting, Base64.getDecoder().decode(each.text("record")));
            each.end();
          });
    }
    said.end();
    return new IndexLine.OfBucket(
        new BucketImporter.Given(
            new BucketName(json.text("bucket")),
            Dates.parse(json.text("createdAt")),
            new UserId(json.text("owner")),
            json.textIfSaid("location").orElse(""),
            Versioning.valueOf(json.text("versioning")),
            settings));
  }
}
