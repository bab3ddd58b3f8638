package io.bytebucket.testkit.model;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.audit.AuditHead;
import io.bytebucket.core.audit.AuditRecordCodec;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketTagsCodec;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.CorsConfigurationCodec;
import io.bytebucket.core.bucket.QuotaCodec;
import io.bytebucket.core.bucket.StoredPolicy;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.job.JobCodec;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.layout.LayoutIndex;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.saved.SavedCodec;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCodec;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.UploadedPartCodec;
import io.bytebucket.core.user.UserLimitsCodec;
import io.bytebucket.testkit.model.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every row of a metadata store, decoded, but for inline bytes, of which only the keys are kept.
 */
final class StoreContents {
  /** Rows a scan brings at once: inline values can be large. */
  private static final int PAGE_ROWS = 100;

  /**
   * A version where it was found.
   *
   * @param isCurrent whether that is the index of current versions
   */
  record Located(long bucketId, String key, boolean isCurrent, ObjectRecord object) {
    @Override
    public String toString() {
      return "object " + bucketId + "/" + key;
    }
  }

  /** What is stored of a layout that stands apart. */
  static final class StoredLayout {
    long namings;
    Optional<LayoutIndex> index = Optional.empty();
    final SortedMap<Long, LayoutChunks.Extents> extents = new TreeMap<>();
    final SortedMap<Integer, LayoutChunks.Parts> parts = new TreeMap<>();

    /** All in one, as the record of an object of few pieces has it. */
    Layout.Here whole() {
      return new Layout.Here(
          extents.values().stream().flatMap(chunk -> chunk.extents().stream()).toList(),
          parts.values().stream().flatMap(chunk -> chunk.parts().stream()).toList());
    }
  }

  /** An upload that is under way. */
  record OpenUpload(long bucketId, Upload upload) {}

  /** A part of an upload that is under way. */
  record LocatedPart(BlobId upload, UploadedPart part) {
    @Override
    public String toString() {
      return "part " + upload + "/" + part.number();
    }
  }

  final Map<Long, Bucket> buckets = new TreeMap<>();
  final Set<Long> endedBuckets = new TreeSet<>();
  final Map<Long, Map<BucketCounter, Long>> counters = new TreeMap<>();
  final Map<Long, Set<BucketSetting>> settings = new TreeMap<>();
  final List<Located> objects = new ArrayList<>();
  final Map<String, Long> nullVersions = new TreeMap<>();
  final Map<BlobId, OpenUpload> uploads = new TreeMap<>();
  final Map<BlobId, UploadTrace> traces = new TreeMap<>();
  final List<LocatedPart> parts = new ArrayList<>();
  final Map<BlobId, StoredLayout> layouts = new TreeMap<>();
  final Map<BlobId, Long> references = new TreeMap<>();
  final Map<Integer, Lease> leases = new TreeMap<>();
  final Map<BlobId, Extent.Placement> garbage = new TreeMap<>();
  final Set<BlobId> inline = new TreeSet<>();
  final Map<SystemRecord, Long> system = new EnumMap<>(SystemRecord.class);
  final AccountsCheck accounts = new AccountsCheck();
  final SignInsCheck signIns = new SignInsCheck();

  /** What rows in quarantine name, and how often they name each layout. */
  final List<List<Extent>> quarantined = new ArrayList<>();

  final Map<BlobId, List<Extent>> quarantinedLayouts = new TreeMap<>();
  final Map<BlobId, Long> quarantinedNamings = new TreeMap<>();

  /** Whether there is one of which nobody knows what it names. */
  boolean isQuarantineBlind;

  Optional<AuditHead> auditHead = Optional.empty();
  long auditBytes;
  final List<Finding> findings = new ArrayList<>();

  private final MetadataStore metadata;

  private StoreContents(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** Reads the whole store, one short scan after the other: nothing may write to it meanwhile. */
  static StoreContents of(MetadataStore metadata) {
    StoreContents contents = new StoreContents(metadata);
    for (int tag = 0; tag <= 0xFF; tag++) {
      contents.readTable((byte) tag);
    }
    return contents;
  }

  /** The pieces of an object; none where they are missing. */
  Layout.Here layout(ObjectRecord object) {
    return switch (object.layout()) {
      case Layout.Here here -> here;
      case Layout.Apart(BlobId id, int _) -> layouts.getOrDefault(id, new StoredLayout()).whole();
    };
  }

  /** What holds blobs, each of them once: objects of few pieces, layouts of many, and parts. */
  List<List<Extent>> holders() {
    List<List<Extent>> holders = new ArrayList<>();
    for (Located located : objects) {
      if (located.object().layout() instanceof Layout.Here here) {
        holders.add(here.extents());
      }
    }
    layouts.values().forEach(layout -> holders.add(layout.whole().extents()));
    parts.forEach(located -> holders.add(located.part().extents()));
    holders.addAll(quarantined);
    holders.addAll(quarantinedLayouts.values());
    return holders;
  }

  /** How many of them name each blob. */
  Map<BlobId, Long> namings() {
    Map<BlobId, Long> namings = new HashMap<>();
    for (List<Extent> holder : holders()) {
      holder.stream()
          .map(Extent::blob)
          .distinct()
          .forEach(blob -> namings.merge(blob, 1L, Long::sum));
    }
    return namings;
  }

  private StoredLayout layout(BlobId id) {
    return layouts.computeIfAbsent(id, none -> new StoredLayout());
  }

  private void readTable(byte tag) {
    Key first = Key.of(new byte[] {tag});
    Key until = tag == (byte) 0xFF ? beyondAll() : first.afterPrefix();
    RangeReader.of(metadata)
        .rows(
            first,
            until,
            PAGE_ROWS,
            row -> {
              read(row.key(), row.value());
              return true;
            });
  }

  private static Key beyondAll() {
    byte[] bytes = new byte[MetadataStore.KEY_LIMIT_BYTES + 1];
    Arrays.fill(bytes, (byte) 0xFF);
    return Key.of(bytes);
  }

  private void read(Key key, byte[] value) {
    try {
      StoredKey.of(key)
          .ifPresentOrElse(
              stored -> read(stored, value),
              () -> findings.add(new Finding(Kind.UNKNOWN_KEY, "key " + key, "no table")));
    } catch (StoreException e) {
      findings.add(new Finding(Kind.UNREADABLE_RECORD, "key " + key, e.toString()));
    }
  }

  private void read(StoredKey stored, byte[] value) {
    switch (stored) {
      case StoredKey.OfBucket(String name) -> readBucket(name);
      case StoredKey.OfCounter(long id, BucketCounter counter) ->
          counters
              .computeIfAbsent(id, bucket -> new EnumMap<>(BucketCounter.class))
              .put(counter, Counters.decode(value));
      case StoredKey.OfEndedBucket(long id) -> readEndedBucket(id, value);
      case StoredKey.OfGarbage(BlobId blob) -> garbage.put(blob, Garbage.decode(value).placement());
      case StoredKey.OfInlineBytes(BlobId blob) -> inline.add(blob);
      case StoredKey.OfBucketSetting(long bucketId, BucketSetting setting) ->
          readSetting(bucketId, setting, value);
      case StoredKey.OfObject(long bucketId, String key) ->
          objects.add(
              new Located(
                  bucketId, new ObjectKey(key).value(), true, ObjectRecordCodec.decode(value)));
      case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
          readVersion(
              new Located(
                  bucketId, new ObjectKey(key).value(), false, ObjectRecordCodec.decode(value)),
              sequence);
      case StoredKey.OfNullVersion(long bucketId, String key) ->
          nullVersions.put(bucketId + "/" + key, Counters.decode(value));
      case StoredKey.OfUpload(long bucketId, String key, BlobId upload) ->
          readUpload(bucketId, new ObjectKey(key), upload, value);
      case StoredKey.OfPart(BlobId upload, int number) ->
          parts.add(new LocatedPart(upload, UploadedPartCodec.decode(number, value)));
      case StoredKey.OfUploadByAge(BlobId upload) -> traces.put(upload, UploadTrace.decode(value));
      case StoredKey.OfLayoutNamings(BlobId layout) ->
          layout(layout).namings = Counters.decode(value);
      case StoredKey.OfLayoutIndex(BlobId layout) ->
          layout(layout).index = Optional.of(LayoutIndex.decode(value));
      case StoredKey.OfLayoutExtents(BlobId layout, long end) ->
          layout(layout).extents.put(end, LayoutChunks.extents(end, value));
      case StoredKey.OfLayoutParts(BlobId layout, int last) ->
          layout(layout).parts.put(last, LayoutChunks.parts(last, value));
      case StoredKey.OfJob(boolean isOpen, BlobId job) -> readJob(isOpen, new JobId(job), value);
      case StoredKey.OfLease(int start) -> leases.put(start, Lease.decode(start, value));
      case StoredKey.OfReferences(BlobId blob) -> references.put(blob, Counters.decode(value));
      case StoredKey.OfSavedSetting(String name) -> SavedCodec.decode(value);
      case StoredKey.OfSystem(SystemRecord record) -> readSystem(record, value);
      case StoredKey.OfUserLimits(String userId) -> UserLimitsCodec.decode(value);
      case StoredKey.OfUser _,
          StoredKey.OfAccessKey _,
          StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAdministrator _,
          StoredKey.OfLastUse _,
          StoredKey.OfLastSeen _ ->
          accounts.read(stored, value);
      case StoredKey.OfSession _, StoredKey.OfSessionOfUser _, StoredKey.OfSecondFactor _ ->
          signIns.read(stored, value);
      case StoredKey.OfAuditRecord(long sequence) -> readAudit(sequence, value);
      case StoredKey.OfQuarantine(long _, Key original) -> readQuarantined(original, value);
      // Nothing else depends on these.
      case StoredKey.OfActivity _ -> {}
    }
  }

  /** What is in quarantine still holds what it names; what cannot be read there names nothing. */
  private void readQuarantined(Key original, byte[] value) {
    RecordReader in = new RecordReader("quarantined row", value, 1);
    long _ = in.number();
    String _ = in.text();
    byte[] moved = in.bytes();
    in.end();
    try {
      switch (StoredKey.of(original).orElse(null)) {
        case StoredKey.OfObject _, StoredKey.OfVersion _ -> {
          switch (ObjectRecordCodec.decode(moved).layout()) {
            case Layout.Here here -> quarantined.add(here.extents());
            case Layout.Apart(BlobId id, int _) -> quarantinedNamings.merge(id, 1L, Long::sum);
          }
        }
        case StoredKey.OfPart(BlobId _, int number) ->
            quarantined.add(UploadedPartCodec.decode(number, moved).extents());
        case StoredKey.OfLayoutExtents(BlobId id, long end) ->
            quarantinedLayouts
                .computeIfAbsent(id, none -> new ArrayList<>())
                .addAll(LayoutChunks.extents(end, moved).extents());
        case StoredKey.OfReferences(BlobId blob) ->
            quarantined.add(List.of(new Extent(Extent.Placement.STORED, blob, 0, 1)));
        case null, default -> {}
      }
    } catch (StoreException unreadable) {
      isQuarantineBlind = true;
    }
  }

  private void readEndedBucket(long id, byte[] value) {
    new RecordReader("ended bucket", value, 1).end();
    endedBuckets.add(id);
  }

  private void readUpload(long bucketId, ObjectKey key, BlobId upload, byte[] value) {
    uploads.put(
        upload, new OpenUpload(bucketId, UploadCodec.decode(new UploadId(upload), key, value)));
  }

  private void readJob(boolean isOpen, JobId id, byte[] value) {
    if (JobCodec.decode(id, value).isOpen() != isOpen) {
      findings.add(
          new Finding(Kind.UNREADABLE_RECORD, "job " + id.text(), "filed where it is not"));
    }
  }

  private void readAudit(long sequence, byte[] value) {
    AuditRecordCodec.Stored _ = AuditRecordCodec.decode(sequence, value);
    auditBytes += value.length;
  }

  private void readVersion(Located version, long sequence) {
    objects.add(version);
    if (version.object().version().sequence() != sequence) {
      findings.add(new Finding(Kind.VERSION, version.toString(), "filed under " + sequence));
    }
  }

  private void readBucket(String name) {
    Bucket bucket = metadata.read(snapshot -> Buckets.require(snapshot, new BucketName(name)));
    Bucket twin = buckets.putIfAbsent(bucket.id(), bucket);
    if (twin != null) {
      findings.add(
          new Finding(Kind.BUCKET_ID, "bucket " + name, "has the id of bucket " + twin.name()));
    }
  }

  private void readSetting(long bucketId, BucketSetting setting, byte[] value) {
    settings.computeIfAbsent(bucketId, id -> EnumSet.noneOf(BucketSetting.class)).add(setting);
    switch (setting) {
      case CORS -> CorsConfigurationCodec.decode(value);
      case TAGS -> BucketTagsCodec.decode(value);
      case ACL -> AclCodec.decode(value);
      case OWNERSHIP -> OwnershipControls.decode(value);
      case PUBLIC_ACCESS_BLOCK -> PublicAccessBlock.decode(value);
      case QUOTA -> QuotaCodec.decode(value);
      case POLICY -> StoredPolicy.decode(value);
    }
  }

  private void readSystem(SystemRecord record, byte[] value) {
    switch (record) {
      case BUCKET_IDS, BUCKETS, STARTS, EPOCH -> system.put(record, Counters.decode(value));
      // Earlier versions did not say since which start.
      case SWEEP_DUE -> system.put(record, value.length == 0 ? 0 : Counters.decode(value));
      case AUDIT_HEAD -> auditHead = Optional.of(AuditHead.decode(value));
      case RUNNING, USERS_INDEXED -> {
        accounts.areIndexed |= record == SystemRecord.USERS_INDEXED;
        if (value.length > 0) {
          findings.add(
              new Finding(Kind.UNREADABLE_RECORD, "mark " + record, "a mark has no value"));
        }
      }
    }
  }
}
