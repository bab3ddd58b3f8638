package io.bytebucket.core.quarantine;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.check.Place;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.QuarantinedRow;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what rows in quarantine were, in one state of a store; it holds the names of buckets. */
final class ItemReader {
  private static final int PAGE_ROWS = 500;

  /** What is said of a row that does not say itself why it is there. */
  private static final String NO_REASON = "unreadable-row: nothing in it can be read";

  private final Map<Long, String> bucketNames;

  private ItemReader(Map<Long, String> bucketNames) {
    this.bucketNames = bucketNames;
  }

  static ItemReader of(Snapshot snapshot) {
    Map<Long, String> names = new HashMap<>();
    Key prefix = Keyspace.buckets("");
    RangeReader.of(snapshot)
        .rows(
            prefix,
            prefix.afterPrefix(),
            PAGE_ROWS,
            row -> {
              bucket(row).ifPresent(bucket -> names.put(bucket.id(), bucket.name().value()));
              return true;
            });
    return new ItemReader(names);
  }

  /** The bucket of a row; nothing where its record is damaged, which checks tell of. */
  private static Optional<Bucket> bucket(Row.Entry row) {
    try {
      return Optional.of(
          Buckets.decode(new BucketName(Keyspace.bucketName(row.key())), row.value()));
    } catch (StoreException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  QuarantinedItem item(Row.Entry row) {
    Key original = QuarantineKeys.original(row.key());
    Optional<QuarantinedRow> moved = Quarantine.read(row);
    String reason = moved.map(QuarantinedRow::reason).orElse(NO_REASON);
    int colon = reason.indexOf(": ");
    Optional<StoredKey> stored = StoredKey.of(original);
    boolean isReadable = Quarantine.isReadable(row);
    Optional<byte[]> value = moved.map(QuarantinedRow::value).filter(bytes -> isReadable);
    return new QuarantinedItem(
        QuarantineKeys.sequence(row.key()),
        stored
            .<Place>map(of -> place(of, original, value))
            .orElseGet(() -> new Place.OfRow(original)),
        colon < 0 ? "" : reason.substring(0, colon),
        colon < 0 ? reason : reason.substring(colon + 2),
        moved.map(QuarantinedRow::movedAt),
        stored.flatMap(of -> value.flatMap(bytes -> sizeBytes(of, bytes))),
        moved.map(of -> of.value().length).orElse(row.value().length),
        isReadable);
  }

  private Place place(StoredKey stored, Key original, Optional<byte[]> value) {
    return switch (stored) {
      case StoredKey.OfObject(long bucketId, String key) ->
          new Place.OfObject(
              bucketName(bucketId),
              key,
              value.map(ObjectRecordCodec::decode).map(of -> of.version().text()).orElse(""));
      case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
          new Place.OfObject(bucketName(bucketId), key, new VersionId(sequence, false).text());
      case StoredKey.OfNullVersion(long bucketId, String key) ->
          new Place.OfObject(bucketName(bucketId), key, "");
      case StoredKey.OfUpload(long bucketId, String key, BlobId upload) ->
          new Place.OfUpload(bucketName(bucketId), key, new UploadId(upload).text());
      case StoredKey.OfPart(BlobId upload, int number) ->
          new Place.OfPart("", "", new UploadId(upload).text(), number);
      case StoredKey.OfBucket(String name) -> new Place.OfBucket(name);
      case StoredKey.OfBucketSetting(long bucketId, var _) ->
          new Place.OfBucket(bucketName(bucketId));
      case StoredKey.OfCounter(long bucketId, var _) -> new Place.OfBucket(bucketName(bucketId));
      case StoredKey.OfReferences(BlobId blob) -> new Place.OfBlob(blob);
      case StoredKey.OfInlineBytes(BlobId blob) -> new Place.OfBlob(blob);
      case StoredKey.OfLayoutNamings(BlobId layout) -> new Place.OfLayout(layout);
      case StoredKey.OfLayoutIndex(BlobId layout) -> new Place.OfLayout(layout);
      case StoredKey.OfLayoutExtents(BlobId layout, long _) -> new Place.OfLayout(layout);
      case StoredKey.OfLayoutParts(BlobId layout, int _) -> new Place.OfLayout(layout);
      case StoredKey.OfUser(String userId) -> new Place.OfAccount(userId);
      case StoredKey.OfAccessKey(String accessKeyId) -> new Place.OfAccount(accessKeyId);
      default -> new Place.OfRow(original);
    };
  }

  private String bucketName(long id) {
    return bucketNames.getOrDefault(id, "(bucket " + id + ")");
  }

  private static Optional<Long> sizeBytes(StoredKey stored, byte[] value) {
    return switch (stored) {
      case StoredKey.OfObject _, StoredKey.OfVersion _ -> {
        ObjectRecord object = ObjectRecordCodec.decode(value);
        yield Optional.of(object.sizeBytes());
      }
      case StoredKey.OfPart(BlobId _, int number) ->
          Optional.of(UploadedPartCodec.decode(number, value).sizeBytes());
      case StoredKey.OfLayoutExtents(BlobId _, long end) -> {
        List<Extent> extents = LayoutChunks.extents(end, value).extents();
        yield Optional.of(extents.stream().mapToLong(Extent::lengthBytes).sum());
      }
      default -> Optional.empty();
    };
  }
}
