package io.bytebucket.core.rebuild;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.Cause;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.Reason;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects anew of what blobs say. The latest of a key is the current one; what it replaces in
 * a bucket that keeps no versions goes to the quarantine: it may be the only copy of something that
 * was renamed since. A record that was taken over, and of which no later state may be lost, is
 * replaced by nothing. One key after the other.
 */
final class FoundObjects {
  /** No list of parts is longer: 10,000 of them in 8 pieces each, and the small bytes. */
  private static final long ASSEMBLY_MAX_BYTES = 16 << 20;

  /** About what one extent takes in a commit: its count, and its place in a layout. */
  private static final int EXTENT_BYTES = 256;

  private final MetadataStore to;
  private final BlobStore blobs;
  private final LostRows lost;
  private final BlobIds ids;
  private final VersionChanges changes;
  private final Counts counts;
  private final Instant now;

  /** Whether something names the blob that is being looked at. */
  private boolean isNamed;

  /** The key that is being looked at, and the versions that were made of it. */
  private @Nullable OneKey lastKey;

  private final Set<VersionId> made = new HashSet<>();

  private record OneKey(long bucketId, ObjectKey key) {}

  FoundObjects(
      MetadataStore to,
      BlobStore blobs,
      LostRows lost,
      BlobIds ids,
      VersionChanges changes,
      Counts counts,
      Instant now) {
    this.to = to;
    this.blobs = blobs;
    this.lost = lost;
    this.ids = ids;
    this.changes = changes;
    this.counts = counts;
    this.now = now;
  }

  /**
   * What is to be done to make one object, unless it is there. How it is made up, and whether its
   * bytes are there, is found out here, so that the commit has little to do. A blob that something
   * names by now may be that of an object whose record is lost, and that was copied.
   */
  Step step(BlobId blob, Said said) {
    return switch (said) {
      case Said.OfObject(ObjectLabel label) -> {
        Extent all = new Extent(Extent.Placement.STORED, blob, 0, label.sizeBytes());
        Optional<Made> whole =
            areThere(List.of(all))
                ? Optional.of(new Made(new Layout.Here(List.of(all), List.of()), Map.of()))
                : Optional.empty();
        yield step(blob, label, whole, "an object whose bytes are not whole");
      }
      case Said.OfAssembly(var label) ->
          step(
              blob,
              label.object(),
              assemble(blob, label.object().sizeBytes()),
              "an object of parts of which some are missing");
      case Said.OfPart _ -> throw new IllegalArgumentException("a part is no object");
    };
  }

  private Step step(BlobId blob, ObjectLabel label, Optional<Made> whole, String otherwise) {
    return new Step(
        blob,
        whole.map(Made::sizeBytes).orElse(0L),
        transaction -> {
          if (transaction.get(Keyspace.garbage(blob)).isPresent()) {
            return;
          }
          isNamed = transaction.get(Keyspace.references(blob)).isPresent();
          if (whole.isPresent()) {
            put(transaction, blob, label, whole.get());
          } else {
            notWhole(transaction, blob, otherwise);
          }
        });
  }

  /** Keeps a blob that nothing else does; whether it needed that. */
  private boolean keep(Transaction transaction, BlobId blob, String reason) {
    if (isNamed) {
      return false;
    }
    Quarantine.keep(transaction, blob, reason, now);
    return true;
  }

  private void notWhole(Transaction transaction, BlobId blob, String reason) {
    counts.notWhole += keep(transaction, blob, reason) ? 1 : 0;
  }

  private void replaced(Transaction transaction, BlobId blob, String reason) {
    counts.replaced += keep(transaction, blob, reason) ? 1 : 0;
  }

  /** How an object is made up, and the bytes of it that go to the metadata. */
  private record Made(Layout.Here layout, Map<BlobId, byte[]> inline) {
    long sizeBytes() {
      return (long) EXTENT_BYTES * (layout.extents().size() + layout.parts().size())
          + inline.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
  }

  private void put(Transaction transaction, BlobId blob, ObjectLabel label, Made whole) {
    Optional<Bucket> found = FoundBuckets.of(transaction, label.bucket());
    if (found.isEmpty()) {
      replaced(
          transaction, blob, "an object of a bucket that is gone, or whose name another one has");
      return;
    }
    OneKey key = new OneKey(found.get().id(), label.key());
    if (!key.equals(lastKey)) {
      lastKey = key;
      made.clear();
    }
    VersionId version = label.versionOrDerived();
    Bucket bucket =
        version.isNull() ? found.get() : FoundBuckets.versioned(transaction, found.get());
    if (!bucket.isVersioned() && !lost.mayBeCurrent(label)) {
      over(transaction, blob);
      return;
    }
    if (version.isNull()) {
      Optional<ObjectRecord> there =
          VersionChanges.inTheWay(transaction, bucket, label.key(), version);
      if (there.isPresent()) {
        if (there.get().version().sequence() >= version.sequence()) {
          replaced(transaction, blob, "an object that was replaced by a later one");
          return;
        }
        Key place = place(transaction, bucket, label, there.get());
        if (!made.contains(there.get().version()) && !lost.mayBe(place)) {
          over(transaction, blob);
          return;
        }
        displace(transaction, bucket, label, there.get(), place);
        counts.displaced++;
      }
    }
    if (isNamed && isThere(transaction, bucket, label, version)) {
      return;
    }
    version = free(transaction, bucket, label, version);
    BlobLedger.found(
        transaction,
        whole.layout().extents().stream()
            .filter(extent -> extent.placement() == Extent.Placement.STORED)
            .map(Extent::blob)
            .toList());
    whole.inline().forEach((id, bytes) -> BlobLedger.foundInline(transaction, id, bytes));
    changes.insert(
        transaction,
        bucket,
        label.key(),
        Reason.of(Cause.IMPORT, UserId.NOBODY),
        label.record(version, whole.layout()));
    made.add(version);
    counts.objects++;
  }

  /** Of a key whose record is there as it was, or is known not to be there. */
  private void over(Transaction transaction, BlobId blob) {
    replaced(transaction, blob, LostRows.OVER);
  }

  /** Whether the version that a blob tells of has its record. */
  private static boolean isThere(
      Transaction transaction, Bucket bucket, ObjectLabel label, VersionId version) {
    return VersionChanges.inTheWay(transaction, bucket, label.key(), version)
        .filter(record -> record.etag().equals(label.etag()))
        .isPresent();
  }

  /** The version, or the next that no other one is. */
  private static VersionId free(
      Transaction transaction, Bucket bucket, ObjectLabel label, VersionId version) {
    VersionId free = version;
    while (VersionChanges.inTheWay(transaction, bucket, label.key(), free).isPresent()) {
      free = new VersionId(free.sequence() + 1, free.isNull());
    }
    return free;
  }

  /** Where the record of a version is. */
  private static Key place(
      Transaction transaction, Bucket bucket, ObjectLabel label, ObjectRecord there) {
    byte[] key = label.key().toBytes();
    Key current = Keyspace.object(bucket.id(), key);
    return transaction
            .get(current)
            .map(ObjectRecordCodec::decode)
            .filter(record -> record.version().equals(there.version()))
            .isPresent()
        ? current
        : Keyspace.version(bucket.id(), key, there.version().sequence());
  }

  /** Moves the null version of a key to the quarantine; what it names it goes on naming. */
  private void displace(
      Transaction transaction, Bucket bucket, ObjectLabel label, ObjectRecord there, Key place) {
    byte[] key = label.key().toBytes();
    boolean isCurrent = place.equals(Keyspace.object(bucket.id(), key));
    Quarantine.note(
        transaction,
        place,
        transaction.get(place).orElseThrow(),
        "an object that was replaced by a later one",
        now);
    transaction.delete(place);
    if (!isCurrent) {
      transaction.delete(Keyspace.nullVersion(bucket.id(), key));
    }
    transaction.add(
        Keyspace.counter(
            bucket.id(), isCurrent ? BucketCounter.OBJECTS : BucketCounter.NONCURRENT_VERSIONS),
        -1);
    transaction.add(
        Keyspace.counter(
            bucket.id(), isCurrent ? BucketCounter.BYTES : BucketCounter.NONCURRENT_BYTES),
        -there.sizeBytes());
  }

  /** The layout that a blob says, if all bytes are there. */
  private Optional<Made> assemble(BlobId blob, long sizeBytes) {
    AssemblyCodec.Assembly assembly;
    try {
      assembly = AssemblyCodec.decode(bytes(blob));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
    Layout.Here said = assembly.layout();
    boolean isWhole =
        said.sizeBytes() == sizeBytes
            && said.extents().stream().allMatch(extent -> isThere(extent, assembly.inline()))
            && areThere(said.extents());
    if (!isWhole) {
      return Optional.empty();
    }
    Map<BlobId, BlobId> renamed = new HashMap<>();
    Map<BlobId, byte[]> inline = new HashMap<>();
    assembly
        .inline()
        .forEach((old, value) -> {
          BlobId own = ids.next();
          inline.put(own, value);
          renamed.put(old, own);
        });
    List<Extent> extents = new ArrayList<>();
    for (Extent extent : said.extents()) {
      extents.add(
          new Extent(
              extent.placement(),
              // Only those that stand in the metadata have another id now.
              renamed.getOrDefault(extent.blob(), extent.blob()),
              extent.offset(),
              extent.lengthBytes()));
    }
    Layout.Here layout =
        new Layout.Here(
            Stream.concat(Stream.of(Extent.note(blob)), extents.stream()).toList(), said.parts());
    return Optional.of(new Made(layout, inline));
  }

  /** Whether the bytes are there, if they stand in the metadata. */
  private static boolean isThere(Extent extent, Map<BlobId, byte[]> inline) {
    return switch (extent.placement()) {
      case STORED -> true;
      case INLINE -> {
        byte[] value = inline.get(extent.blob());
        yield value != null && extent.offset() + extent.lengthBytes() <= value.length;
      }
    };
  }

  /** Whether the stored blobs are there in their lengths, and are not to be deleted. */
  private boolean areThere(List<Extent> extents) {
    Map<BlobId, Long> ends = new HashMap<>();
    extents.stream()
        .filter(extent -> extent.placement() == Extent.Placement.STORED)
        .forEach(
            extent -> ends.merge(extent.blob(), extent.offset() + extent.lengthBytes(), Math::max));
    boolean isAnyGarbage =
        to.<Boolean>read(snapshot ->
            ends.keySet().stream()
                .anyMatch(blob -> snapshot.get(Keyspace.garbage(blob)).isPresent()));
    return !isAnyGarbage
        && ends.entrySet().stream().allMatch(end -> isThere(end.getKey(), end.getValue()));
  }

  private boolean isThere(BlobId blob, long lengthBytes) {
    try (BlobReader reader = blobs.open(blob)) {
      return lengthBytes <= reader.lengthBytes();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return false;
      }
      throw e;
    }
  }

  private byte[] bytes(BlobId blob) {
    try (BlobReader reader = blobs.open(blob)) {
      if (reader.lengthBytes() > ASSEMBLY_MAX_BYTES) {
        throw new StoreException(new Failure.Corrupt("assembly", blob + " length"));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      reader.transfer(
          0,
          reader.lengthBytes(),
          piece -> {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            out.write(copy);
          });
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
