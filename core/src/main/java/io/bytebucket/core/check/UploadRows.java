package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCodec;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Uploads in parts: every open one has a trace that says where it is, and every part is of an open
 * upload.
 */
final class UploadRows {
  private static final int PAGE_ROWS = 200;

  private final Pass pass;
  private final BucketRows buckets;
  private final NameReader names;

  /** The upload whose parts pass by, and where it is, if it is there. */
  private @Nullable BlobId last;

  private Optional<UploadTrace> lastTrace = Optional.empty();

  UploadRows(Pass pass, BucketRows buckets, NameReader names) {
    this.pass = pass;
    this.buckets = buckets;
    this.names = names;
  }

  void upload(long bucketId, String key, BlobId id, Row.Entry row) {
    ObjectKey objectKey = new ObjectKey(key);
    Upload upload = UploadCodec.decode(new UploadId(id), objectKey, row.value());
    buckets.count(bucketId, BucketCounter.UPLOADS, 1);
    Key traceKey = Keyspace.uploadByAge(id);
    Optional<byte[]> trace = pass.get(traceKey);
    boolean isTraced =
        trace
            .flatMap(UploadRows::readable)
            .filter(UploadTrace.Open.class::isInstance)
            .filter(open -> open.bucketId() == bucketId && open.key().equals(objectKey))
            .isPresent();
    if (!isTraced) {
      UploadTrace right = new UploadTrace.Open(bucketId, objectKey, upload.initiatedAt());
      pass.found(
          Kind.UPLOAD,
          place(bucketId, key, id),
          "nothing says where it is",
          Remedy.mend(new Edit.Expect(traceKey, trace), new Edit.Put(traceKey, right.encode())));
    }
  }

  private Place place(long bucketId, String key, BlobId id) {
    return new Place.OfUpload(pass.bucketName(bucketId), key, new UploadId(id).text());
  }

  private static Optional<UploadTrace> readable(byte[] trace) {
    try {
      return Optional.of(UploadTrace.decode(trace));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  void trace(BlobId id, Row.Entry row) {
    UploadTrace trace = UploadTrace.decode(row.value());
    if (trace instanceof UploadTrace.Open open && upload(open, id).isEmpty()) {
      pass.found(
          Kind.UPLOAD,
          place(open.bucketId(), open.key().value(), id),
          "there is no such upload",
          Remedy.quarantine(row.key(), row.value()));
    }
  }

  private Optional<byte[]> upload(UploadTrace trace, BlobId id) {
    return pass.get(Keyspace.upload(trace.bucketId(), trace.key().toBytes(), id));
  }

  void part(BlobId id, int number, Row.Entry row) {
    UploadedPart part = UploadedPartCodec.decode(number, row.value());
    names.extents(part.extents());
    Optional<UploadTrace> trace = traceOf(id);
    if (trace.isEmpty()) {
      pass.found(
          Kind.UPLOAD,
          new Place.OfPart("", "", new UploadId(id).text(), number),
          "there is no such upload",
          Remedy.quarantine(row.key(), row.value()));
    } else if (part.isCounted()) {
      buckets.count(trace.get().bucketId(), BucketCounter.PART_BYTES, part.sizeBytes());
    }
  }

  /** Where the upload is, if it is. */
  private Optional<UploadTrace> traceOf(BlobId id) {
    if (!id.equals(last)) {
      last = id;
      lastTrace = traceOf(pass.snapshot(), id);
    }
    return lastTrace;
  }

  /** The trace of an open upload that is there. */
  static Optional<UploadTrace> traceOf(Snapshot snapshot, BlobId id) {
    return snapshot
        .get(Keyspace.uploadByAge(id))
        .flatMap(UploadRows::readable)
        .filter(UploadTrace.Open.class::isInstance)
        .filter(trace ->
            snapshot.get(Keyspace.upload(trace.bucketId(), trace.key().toBytes(), id)).isPresent());
  }

  /** A record of uploads that cannot be read. */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    switch (stored) {
      case StoredKey.OfUpload(long bucketId, String key, BlobId id) ->
          pass.unreadable(row, place(bucketId, key, id), e, Remedy.quarantine(moveAll(id, row)));
      case StoredKey.OfUploadByAge(BlobId id) ->
          pass.unreadable(
              row,
              new Place.OfUpload("", "", new UploadId(id).text()),
              e,
              Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfPart(BlobId id, int number) ->
          pass.unreadable(
              row,
              traceOf(id)
                  .<Place>map(trace -> place(pass, trace, id, number))
                  .orElse(new Place.OfPart("", "", new UploadId(id).text(), number)),
              e,
              Remedy.quarantine(row.key(), row.value()));
      default -> throw e;
    }
  }

  private static Place place(Pass pass, UploadTrace trace, BlobId id, int number) {
    return new Place.OfPart(
        pass.bucketName(trace.bucketId()), trace.key().value(), new UploadId(id).text(), number);
  }

  /** An upload goes with its trace and its parts, of which there are 10,000 at the most. */
  private List<Edit> moveAll(BlobId id, Row.Entry row) {
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit.Expect(row.key(), Optional.of(row.value())));
    edits.add(new Edit.Move(row.key()));
    Key trace = Keyspace.uploadByAge(id);
    if (pass.get(trace).isPresent()) {
      edits.add(new Edit.Move(trace));
    }
    Key parts = Keyspace.parts(id);
    RangeReader.of(pass.snapshot())
        .rows(
            parts,
            parts.afterPrefix(),
            PAGE_ROWS,
            part -> {
              edits.add(new Edit.Move(part.key()));
              return true;
            });
    return edits;
  }
}
