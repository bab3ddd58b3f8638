package io.bytebucket.server.backup;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.upload.UploadedPartCodec;
import io.bytebucket.server.progress.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Says whose bytes blobs are. It walks through all records, so it is asked for damage alone. */
final class BlobNames {
  /** So many objects are told of each blob. */
  private static final int NAMES_MAX = 10;

  private final MetadataStore metadata;
  private final Set<BlobId> wanted;
  private final Map<Long, String> buckets = new HashMap<>();
  private final Map<BlobId, List<BlobId>> ofLayouts = new HashMap<>();
  private final Map<BlobId, List<String>> names = new HashMap<>();

  private BlobNames(MetadataStore metadata, Set<BlobId> wanted) {
    this.metadata = metadata;
    this.wanted = wanted;
  }

  /** The first objects, as {@code bucket/key}, whose bytes these blobs are. */
  static Map<BlobId, List<String>> of(MetadataStore metadata, Set<BlobId> blobs) {
    BlobNames all = new BlobNames(metadata, blobs);
    all.walk(Keyspace.buckets("").tag(), all::bucket);
    all.walk(Keyspace.layoutIndex(new BlobId(1, 0)).tag(), all::layout);
    all.walk(Keyspace.objects(0, new byte[0]).tag(), all::object);
    all.walk(Keyspace.versions(0, new byte[0]).tag(), all::object);
    all.walk(Keyspace.part(new BlobId(1, 0), 1).tag(), all::part);
    return all.names;
  }

  /** What is damaged or missing among blobs that were brought, named and told. */
  static Findings findings(MetadataStore metadata, BlobsBackup blobs, Progress progress) {
    Findings findings = new Findings();
    if (blobs.damagedCount() == 0) {
      return findings;
    }
    Map<BlobId, List<String>> names = of(metadata, blobs.damaged().keySet());
    blobs
        .damaged()
        .forEach((id, problem) ->
            findings.add(new Finding("blob " + id, problem, names.getOrDefault(id, List.of()))));
    for (long more = blobs.damaged().size(); more < blobs.damagedCount(); more++) {
      findings.add(Finding.of("blob", "damaged or missing"));
    }
    findings
        .named()
        .forEach(finding ->
            progress.note(
                "finding",
                Map.of(
                    "subject",
                    finding.subject(),
                    "problem",
                    finding.problem(),
                    "objects",
                    String.join(", ", finding.objects()))));
    return findings;
  }

  private void walk(byte tag, BiConsumer<StoredKey, byte[]> action) {
    Key first = Key.of(new byte[] {tag});
    RangeReader.of(metadata)
        .rows(
            first,
            first.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              StoredKey.of(row.key()).ifPresent(key -> act(action, key, row.value()));
              return true;
            });
  }

  private static void act(BiConsumer<StoredKey, byte[]> action, StoredKey key, byte[] value) {
    try {
      action.accept(key, value);
    } catch (StoreException unreadable) {
      // Of a record that cannot be read nobody knows what it names.
    }
  }

  private void bucket(StoredKey key, byte[] value) {
    if (key instanceof StoredKey.OfBucket(String name)) {
      buckets.put(
          metadata.read(snapshot -> Buckets.require(snapshot, new BucketName(name)).id()), name);
    }
  }

  private void layout(StoredKey key, byte[] value) {
    if (key instanceof StoredKey.OfLayoutExtents(BlobId layout, long end)) {
      for (Extent extent : LayoutChunks.extents(end, value).extents()) {
        if (wanted.contains(extent.blob())) {
          ofLayouts.computeIfAbsent(layout, _ -> new ArrayList<>()).add(extent.blob());
        }
      }
    }
  }

  private void object(StoredKey key, byte[] value) {
    switch (key) {
      case StoredKey.OfObject(long bucketId, String name) -> object(bucketId, name, "", value);
      case StoredKey.OfVersion(long bucketId, String name, long _) ->
          object(bucketId, name, " (a version that is not current)", value);
      default -> {}
    }
  }

  private void object(long bucketId, String key, String kind, byte[] value) {
    ObjectRecord object = ObjectRecordCodec.decode(value);
    Collection<BlobId> blobs =
        switch (object.layout()) {
          case Layout.Here here -> here.extents().stream().map(Extent::blob).toList();
          case Layout.Apart(BlobId id, int _) -> ofLayouts.getOrDefault(id, List.of());
        };
    add(blobs, buckets.getOrDefault(bucketId, "?") + "/" + key + kind);
  }

  private void part(StoredKey key, byte[] value) {
    if (key instanceof StoredKey.OfPart(BlobId upload, int number)) {
      List<BlobId> blobs =
          UploadedPartCodec.decode(number, value).extents().stream().map(Extent::blob).toList();
      add(blobs, "part " + number + " of upload " + upload);
    }
  }

  private void add(Collection<BlobId> blobs, String name) {
    for (BlobId blob : blobs) {
      if (wanted.contains(blob)) {
        List<String> known = names.computeIfAbsent(blob, _ -> new ArrayList<>());
        if (known.size() < NAMES_MAX && !known.contains(name)) {
          known.add(name);
        }
      }
    }
  }
}
