package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the bytes that objects, versions and parts name: that they are there in the length that
 * is said; where it is to go deep, that all of them are what was written. The store may change
 * meanwhile: what looks damaged is looked at once more, and is only if the record that names it
 * still stands.
 */
final class BytesPass {
  private static final int PAGE_ROWS = 200;

  /** What opening a blob counts for, in bytes. */
  private static final long OPENING_BYTES = 4 << 10;

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final ExtentReader extents;
  private final boolean isDeep;
  private final Pace pace;
  private final Findings findings;
  private final Map<Long, String> bucketNames;
  private final Instant now;
  private final Progress progress;

  /** Hears how far it is. */
  interface Progress {
    /** One more object, version or part was looked at. */
    void looked(long bytes);
  }

  /**
   * What is wrong with some bytes.
   *
   * @param isRead whether that was read: what a disk does not give now, it may give later
   */
  private record Fault(Kind kind, String detail, boolean isRead) {
    Fault(Kind kind, String detail) {
      this(kind, detail, true);
    }

    static Fault of(Kind kind, String subject, RuntimeException e) {
      boolean isRead = !(e.getCause() instanceof IOException);
      return new Fault(kind, subject + Damage.text(e), isRead);
    }
  }

  BytesPass(
      MetadataStore metadata,
      BlobStore blobs,
      boolean isDeep,
      Pace pace,
      Findings findings,
      Map<Long, String> bucketNames,
      Instant now,
      Progress progress) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.extents = new ExtentReader(metadata, blobs);
    this.isDeep = isDeep;
    this.pace = pace;
    this.findings = findings;
    this.bucketNames = bucketNames;
    this.now = now;
    this.progress = progress;
  }

  void run() {
    for (Key table : List.of(WholeTables.objects(), WholeTables.versions(), WholeTables.parts())) {
      try {
        RangeReader.of(metadata)
            .rows(
                table,
                table.afterPrefix(),
                PAGE_ROWS,
                row -> {
                  pace.requireGoing();
                  StoredKey.of(row.key()).ifPresent(stored -> look(stored, row));
                  return true;
                });
      } catch (RuntimeException e) {
        // That the table cannot be read was said before.
        Damage.requireOf(e);
      }
    }
  }

  private void look(StoredKey stored, Row.Entry row) {
    Optional<Fault> fault = fault(stored, row.value());
    if (fault.isPresent() && isUnchanged(row)) {
      fault = fault(stored, row.value());
    }
    if (fault.isPresent() && isUnchanged(row)) {
      progress.looked(0);
      Kind kind = fault.get().kind();
      boolean isLost = kind != Kind.DAMAGED_LABEL && fault.get().isRead();
      Remedy remedy = isLost ? remedy(stored, row) : Remedy.NONE;
      findings.add(kind, place(stored, row), fault.get().detail(), remedy);
    }
  }

  private boolean isUnchanged(Row.Entry row) {
    return metadata.<Boolean>read(snapshot ->
        snapshot.get(row.key()).filter(value -> Arrays.equals(value, row.value())).isPresent());
  }

  private Optional<Fault> fault(StoredKey stored, byte[] value) {
    try {
      return switch (stored) {
        case StoredKey.OfPart(BlobId _, int number) -> {
          UploadedPart part = UploadedPartCodec.decode(number, value);
          yield look(
              part.extents(),
              part.sizeBytes(),
              new ContentDigests(part.etag(), Optional.of(part.checksum()), List.of()));
        }
        default -> fault(ObjectRecordCodec.decode(value));
      };
    } catch (UncheckedIOException e) {
      return Optional.of(new Fault(Kind.DAMAGED_BYTES, "cannot be read"));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return isReadable(stored, value)
          ? Optional.of(Fault.of(Kind.DAMAGED_BYTES, "", e))
          // That it cannot be read was said before.
          : Optional.empty();
    }
  }

  private static boolean isReadable(StoredKey stored, byte[] value) {
    try {
      if (stored instanceof StoredKey.OfPart(BlobId _, int number)) {
        UploadedPartCodec.decode(number, value);
      } else {
        ObjectRecordCodec.decode(value);
      }
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private Optional<Fault> fault(ObjectRecord object) throws UncheckedIOException {
    Optional<Layout.Here> layout =
        switch (object.layout()) {
          case Layout.Here here -> Optional.of(here);
          case Layout.Apart(BlobId id, int _) ->
              metadata.read(snapshot -> LayoutRows.whole(snapshot, id));
        };
    if (layout.isEmpty()) {
      return Optional.of(
          new Fault(Kind.DAMAGED_BYTES, "the rows that say where they are are not whole"));
    }
    Layout.Here here = layout.get();
    long partBytes = here.parts().stream().mapToLong(ObjectPart::sizeBytes).sum();
    if (here.sizeBytes() != object.sizeBytes()
        || here.partCount() != object.partCount()
        || (!here.parts().isEmpty() && partBytes != object.sizeBytes())) {
      return Optional.of(new Fault(Kind.DAMAGED_BYTES, "its parts do not make up its size"));
    }
    if (object.isDeleteMarker()) {
      progress.looked(0);
      return Optional.empty();
    }
    return look(
        here.extents(),
        object.sizeBytes(),
        new ContentDigests(object.etag(), object.checksum(), here.parts()));
  }

  private Optional<Fault> look(List<Extent> all, long sizeBytes, ContentDigests digests) {
    if (!isDeep) {
      all.stream().filter(extent -> !saysOnly(extent)).forEach(this::requireThere);
      progress.looked(sizeBytes);
      return labels(all.stream().filter(BytesPass::saysOnly).toList());
    }
    try {
      extents.transfer(
          all,
          0,
          sizeBytes,
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            digests.update(bytes);
            pace.took(bytes.length);
          });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    progress.looked(sizeBytes);
    return digests.wrong().map(detail -> new Fault(Kind.WRONG_BYTES, detail)).or(() -> labels(all));
  }

  /** A blob that only says something of an object holds none of its bytes. */
  private static boolean saysOnly(Extent extent) {
    return extent.lengthBytes() == 0 && extent.placement() == Extent.Placement.STORED;
  }

  /** What blobs say of themselves is asked only when the metadata is lost: too late to find out. */
  private Optional<Fault> labels(List<Extent> extents) {
    for (Extent extent : extents) {
      if (extent.placement() == Extent.Placement.STORED) {
        Optional<Fault> fault = label(extent);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> label(Extent extent) {
    BlobId blob = extent.blob();
    pace.took(OPENING_BYTES);
    try {
      byte[] _ = blobs.label(blob);
      if (saysOnly(extent)) {
        try (BlobReader reader = blobs.open(blob)) {
          reader.transfer(0, reader.lengthBytes(), piece -> pace.took(piece.remaining()));
        }
      }
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (StoreException e) {
      Damage.requireOf(e);
      return Optional.of(Fault.of(Kind.DAMAGED_LABEL, "label: ", e));
    }
  }

  private void requireThere(Extent extent) {
    switch (extent.placement()) {
      case INLINE -> {
        metadata.read(snapshot -> ExtentReader.inline(snapshot, extent));
        pace.took(extent.lengthBytes());
      }
      case STORED -> {
        pace.took(OPENING_BYTES);
        try (BlobReader reader = blobs.open(extent.blob())) {
          ExtentReader.requireLength(extent, reader);
        }
      }
    }
  }

  private Place place(StoredKey stored, Row.Entry row) {
    return switch (stored) {
      case StoredKey.OfObject(long bucketId, String key) -> object(bucketId, key, row);
      case StoredKey.OfVersion(long bucketId, String key, long _) -> object(bucketId, key, row);
      case StoredKey.OfPart(BlobId id, int number) -> {
        Optional<UploadTrace> trace = metadata.read(snapshot -> UploadRows.traceOf(snapshot, id));
        yield new Place.OfPart(
            trace.map(of -> name(of.bucketId())).orElse(""),
            trace.map(of -> of.key().value()).orElse(""),
            new UploadId(id).text(),
            number);
      }
      default -> new Place.OfRow(row.key());
    };
  }

  private Place object(long bucketId, String key, Row.Entry row) {
    return new Place.OfObject(
        name(bucketId), key, ObjectRecordCodec.decode(row.value()).version().text());
  }

  private String name(long bucketId) {
    return bucketNames.getOrDefault(bucketId, "(bucket " + bucketId + ")");
  }

  private Remedy remedy(StoredKey stored, Row.Entry row) {
    if (!(stored instanceof StoredKey.OfPart(BlobId id, int number))) {
      ObjectRecord object = ObjectRecordCodec.decode(row.value());
      return Remedy.quarantine(
          metadata.<List<Edit>>read(
              snapshot -> ObjectMoves.of(snapshot, stored, row, Optional.of(object), now)));
    }
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit.Expect(row.key(), Optional.of(row.value())));
    edits.add(new Edit.Move(row.key()));
    UploadedPart part = UploadedPartCodec.decode(number, row.value());
    Optional<UploadTrace> trace = metadata.read(snapshot -> UploadRows.traceOf(snapshot, id));
    if (part.isCounted() && trace.isPresent()) {
      Key counter = Keyspace.counter(trace.get().bucketId(), BucketCounter.PART_BYTES);
      edits.add(new Edit.Add(counter, -part.sizeBytes()));
    }
    return Remedy.quarantine(edits);
  }
}
