package io.bytebucket.core.check;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where something is wrong, by the names that people know, as far as they can be told. */
public sealed interface Place {
  /** A row of which nothing but its key can be told. */
  record OfRow(Key key) implements Place {}

  /** A bucket, or what says something of it alone. */
  record OfBucket(String bucket) implements Place {}

  /**
   * A version of an object.
   *
   * @param versionId as clients name it; empty where the record does not say
   */
  record OfObject(String bucket, String key, String versionId) implements Place {}

  /** An upload in parts. */
  record OfUpload(String bucket, String key, String uploadId) implements Place {}

  /**
   * A part of an upload.
   *
   * @param bucket empty, as the key is, where nothing says which upload that is
   */
  record OfPart(String bucket, String key, String uploadId, int part) implements Place {}

  /** A blob, of which no object is known that names it, or several are. */
  record OfBlob(BlobId blob) implements Place {}

  /** The extents and parts of an object, or of several, that stand in rows of their own. */
  record OfLayout(BlobId layout) implements Place {}

  /** A user or an access key, by its id. */
  record OfAccount(String id) implements Place {}

  /** Something of the store as a whole. */
  record OfStore(String name) implements Place {}

  /** Its names, for a document: {@code bucket}, {@code key} and so on. */
  default Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (this) {
      case OfRow(Key key) -> fields.put("row", key.toString());
      case OfBucket(String bucket) -> fields.put("bucket", bucket);
      case OfObject(String bucket, String key, String versionId) -> {
        fields.put("bucket", bucket);
        fields.put("key", key);
        fields.put("version", versionId);
      }
      case OfUpload(String bucket, String key, String uploadId) -> {
        fields.put("bucket", bucket);
        fields.put("key", key);
        fields.put("upload", uploadId);
      }
      case OfPart(String bucket, String key, String uploadId, int part) -> {
        fields.put("bucket", bucket);
        fields.put("key", key);
        fields.put("upload", uploadId);
        fields.put("part", part);
      }
      case OfBlob(BlobId blob) -> fields.put("blob", blob.toString());
      case OfLayout(BlobId layout) -> fields.put("layout", layout.toString());
      case OfAccount(String id) -> fields.put("account", id);
      case OfStore(String name) -> fields.put("store", name);
    }
    fields.values().removeIf(""::equals);
    return fields;
  }

  /** The same in one line for people. */
  default String text() {
    return switch (this) {
      case OfRow(Key key) -> "row " + key;
      case OfBucket(String bucket) -> "bucket " + bucket;
      case OfObject(String bucket, String key, String versionId) ->
          bucket + "/" + key + (versionId.isEmpty() ? "" : " version " + versionId);
      case OfUpload(String bucket, String key, String uploadId) ->
          bucket + "/" + key + " upload " + uploadId;
      case OfPart(String bucket, String key, String uploadId, int part) ->
          bucket + "/" + key + " upload " + uploadId + " part " + part;
      case OfBlob(BlobId blob) -> "blob " + blob;
      case OfLayout(BlobId layout) -> "layout " + layout;
      case OfAccount(String id) -> "account " + id;
      case OfStore(String name) -> name;
    };
  }
}
