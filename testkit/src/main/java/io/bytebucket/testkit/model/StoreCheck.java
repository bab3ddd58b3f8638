package io.bytebucket.testkit.model;

import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.audit.AuditHead;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Extent.Placement;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.model.Finding.Kind;
import io.bytebucket.testkit.model.StoreContents.Located;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A full check of a store, for use after every test that could have left one inconsistent: every
 * key belongs to a table and every record decodes; the bytes of every object are there and have its
 * ETag and checksums; every blob is named as often as its reference count says; no bytes are kept
 * that no record names; all counters are exact.
 *
 * <p>It reads all there is, and holds all records in memory. Nothing may write to the store while
 * it is checked, the garbage collector included. It has nothing from the check of the product,
 * {@link io.bytebucket.core.check.Inspection}: each is held against the other.
 */
public final class StoreCheck {
  private final MetadataStore metadata;
  private final BlobStore blobs;

  /** A check of the store that these two make up. */
  public StoreCheck(MetadataStore metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
  }

  /** What is wrong, if anything; a blob that no record names is wrong. */
  public List<Finding> findings() {
    return findings(blob -> false);
  }

  /**
   * What is wrong, if anything.
   *
   * @param mayBeLoose the blobs that may lie in the blob store without a record that names them:
   *     after a crash, and before a sweep, those of uploads that were not acknowledged
   */
  public List<Finding> findings(Predicate<BlobId> mayBeLoose) {
    StoreContents contents = StoreContents.of(metadata);
    List<Finding> findings = new ArrayList<>(contents.findings);
    findings.addAll(contents.accounts.findings());
    findings.addAll(contents.signIns.findings());
    checkAudit(contents, findings);
    checkBuckets(contents, findings);
    checkSettings(contents, findings);
    checkCounters(contents, findings);
    VersionsCheck.run(contents, findings);
    UploadsCheck.run(contents, findings);
    checkReferences(contents, findings);
    checkBlobs(contents, mayBeLoose, findings);
    LayoutsCheck.run(contents, findings);
    ObjectBytesCheck bytes = new ObjectBytesCheck(metadata, blobs);
    contents.objects.forEach(
        located -> findings.addAll(bytes.findings(located, contents.layout(located.object()))));
    contents.parts.forEach(part -> findings.addAll(bytes.findings(part)));
    return List.copyOf(findings);
  }

  /** Fails with every finding in its text, one a line, unless the store is consistent. */
  public void requireConsistent() {
    requireConsistent(blob -> false);
  }

  /** The same, with blobs that may be loose; see {@link #findings(Predicate)}. */
  public void requireConsistent(Predicate<BlobId> mayBeLoose) {
    List<Finding> findings = findings(mayBeLoose);
    if (!findings.isEmpty()) {
      throw new AssertionError(
          findings.stream()
              .map(Finding::toString)
              .collect(Collectors.joining("\n", "the store is inconsistent:\n", "")));
    }
  }

  private void checkAudit(StoreContents contents, List<Finding> findings) {
    AuditCheck check = AuditCheck.of(metadata);
    check
        .broken()
        .ifPresent(broken ->
            findings.add(new Finding(Kind.AUDIT, "audit record " + broken.id(), broken.reason())));
    long counted = contents.auditHead.map(AuditHead::sizeBytes).orElse(0L);
    if (counted != contents.auditBytes) {
      findings.add(
          new Finding(
              Kind.AUDIT,
              "audit log",
              "counted " + counted + " bytes, there are " + contents.auditBytes));
    }
  }

  private static void checkBuckets(StoreContents contents, List<Finding> findings) {
    long given = contents.system.getOrDefault(SystemRecord.BUCKET_IDS, 0L);
    for (Bucket bucket : contents.buckets.values()) {
      if (bucket.id() < 1 || bucket.id() > given) {
        findings.add(
            new Finding(
                Kind.BUCKET_ID,
                "bucket " + bucket.name(),
                "id " + bucket.id() + " of " + given + " given out"));
      }
    }
    long counted = contents.system.getOrDefault(SystemRecord.BUCKETS, 0L);
    if (counted != contents.buckets.size()) {
      findings.add(
          new Finding(
              Kind.BUCKET_COUNT,
              "all buckets",
              "counted " + counted + ", there are " + contents.buckets.size()));
    }
  }

  private static void checkSettings(StoreContents contents, List<Finding> findings) {
    contents.settings.forEach((bucketId, settings) -> {
      Bucket bucket = contents.buckets.get(bucketId);
      String subject = "settings " + settings + " of " + bucketId;
      if (bucket == null) {
        findings.add(new Finding(Kind.WITHOUT_BUCKET, subject, "no bucket has that number"));
      } else if (!bucket.settings().containsAll(settings)) {
        findings.add(new Finding(Kind.SETTING, subject, "the bucket says " + bucket.settings()));
      }
    });
  }

  private static void checkCounters(StoreContents contents, List<Finding> findings) {
    Map<Long, Map<BucketCounter, Long>> actual = new HashMap<>();
    for (Located located : contents.objects) {
      if (!contents.buckets.containsKey(located.bucketId())) {
        findings.add(
            new Finding(Kind.WITHOUT_BUCKET, located.toString(), "no bucket has that number"));
      }
      Map<BucketCounter, Long> counts =
          actual.computeIfAbsent(located.bucketId(), id -> new EnumMap<>(BucketCounter.class));
      long sizeBytes = located.object().sizeBytes();
      if (located.isCurrent()) {
        counts.merge(BucketCounter.OBJECTS, 1L, Long::sum);
        counts.merge(BucketCounter.BYTES, sizeBytes, Long::sum);
      } else {
        counts.merge(BucketCounter.NONCURRENT_VERSIONS, 1L, Long::sum);
        counts.merge(BucketCounter.NONCURRENT_BYTES, sizeBytes, Long::sum);
      }
    }
    for (StoreContents.OpenUpload upload : contents.uploads.values()) {
      actual
          .computeIfAbsent(upload.bucketId(), id -> new EnumMap<>(BucketCounter.class))
          .merge(BucketCounter.UPLOADS, 1L, Long::sum);
    }
    for (StoreContents.LocatedPart part : contents.parts) {
      StoreContents.OpenUpload upload = contents.uploads.get(part.upload());
      if (upload != null && part.part().isCounted()) {
        actual
            .computeIfAbsent(upload.bucketId(), id -> new EnumMap<>(BucketCounter.class))
            .merge(BucketCounter.PART_BYTES, part.part().sizeBytes(), Long::sum);
      }
    }
    for (Long bucketId : contents.counters.keySet()) {
      if (contents.endedBuckets.contains(bucketId)) {
        checkEnded(bucketId, actual.getOrDefault(bucketId, Map.of()), contents, findings);
      } else if (!contents.buckets.containsKey(bucketId)) {
        findings.add(
            new Finding(
                Kind.WITHOUT_BUCKET, "counters of " + bucketId, "no bucket has that number"));
      }
    }
    for (Bucket bucket : contents.buckets.values()) {
      for (BucketCounter counter : BucketCounter.values()) {
        long is = actual.getOrDefault(bucket.id(), Map.of()).getOrDefault(counter, 0L);
        long counted =
            contents.counters.getOrDefault(bucket.id(), Map.of()).getOrDefault(counter, 0L);
        if (is != counted) {
          findings.add(
              new Finding(
                  Kind.COUNTER,
                  "bucket " + bucket.name(),
                  counter + " counted " + counted + ", there are " + is));
        }
      }
    }
  }

  /** Of a bucket that is gone the uploads are counted until the last one is freed, nothing else. */
  private static void checkEnded(
      long bucketId,
      Map<BucketCounter, Long> actual,
      StoreContents contents,
      List<Finding> findings) {
    Map<BucketCounter, Long> counted = contents.counters.getOrDefault(bucketId, Map.of());
    Map<BucketCounter, Long> there = new EnumMap<>(BucketCounter.class);
    there.put(BucketCounter.UPLOADS, actual.getOrDefault(BucketCounter.UPLOADS, 0L));
    // It is not there until a part comes.
    if (counted.containsKey(BucketCounter.PART_BYTES)) {
      there.put(BucketCounter.PART_BYTES, 0L);
    }
    actual.forEach((counter, number) -> {
      if (counter.isOfUploads()) {
        there.put(counter, number);
      }
    });
    if (!counted.equals(there)) {
      findings.add(
          new Finding(
              Kind.COUNTER,
              "ended bucket " + bucketId,
              "counted " + counted + ", there are " + there));
    }
  }

  private static void checkReferences(StoreContents contents, List<Finding> findings) {
    Map<BlobId, Long> namings = contents.namings();
    Set<BlobId> stored = new TreeSet<>();
    contents.holders().forEach(extents -> addStored(extents, stored));
    Set<BlobId> all = new TreeSet<>(contents.references.keySet());
    all.addAll(namings.keySet());
    for (BlobId blob : all) {
      long named = namings.getOrDefault(blob, 0L);
      // An inline blob that one object names needs no record.
      long unrecorded = stored.contains(blob) || named != 1 ? 0 : 1;
      long counted = contents.references.getOrDefault(blob, unrecorded);
      if (counted != named || counted == 0) {
        findings.add(
            new Finding(
                Kind.REFERENCES,
                "blob " + blob,
                "counted " + counted + ", named by " + named + " objects, layouts and parts"));
      }
    }
  }

  private static void addStored(List<Extent> extents, Set<BlobId> stored) {
    for (Extent extent : extents) {
      switch (extent.placement()) {
        case INLINE -> {}
        case STORED -> stored.add(extent.blob());
      }
    }
  }

  private void checkBlobs(
      StoreContents contents, Predicate<BlobId> mayBeLoose, List<Finding> findings) {
    Map<BlobId, Long> namings = contents.namings();
    for (BlobId blob : contents.inline) {
      if (!namings.containsKey(blob) && contents.garbage.get(blob) != Placement.INLINE) {
        findings.add(new Finding(Kind.INLINE_WITHOUT_OBJECT, "blob " + blob, "no object names it"));
      }
    }
    for (BlobId blob : contents.garbage.keySet()) {
      if (namings.containsKey(blob)) {
        findings.add(new Finding(Kind.GARBAGE_IN_USE, "blob " + blob, "an object names it"));
      }
    }
    long starts = contents.system.getOrDefault(SystemRecord.STARTS, 0L);
    for (BlobId blob : namings.keySet()) {
      if (blob.start() > starts) {
        findings.add(
            new Finding(
                Kind.UNCOUNTED_START, "blob " + blob, "only " + starts + " starts counted"));
      }
    }
    blobs.forEach(blob -> {
      if (!namings.containsKey(blob)
          && contents.garbage.get(blob) != Placement.STORED
          && !mayBeLoose.test(blob)) {
        findings.add(new Finding(Kind.LOOSE_BLOB, "blob " + blob, "no record names it"));
      }
    });
  }
}
