package io.bytebucket.core.check;

import io.bytebucket.core.audit.AuditHead;
import io.bytebucket.core.audit.AuditRecordCodec;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.job.JobCodec;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.saved.SavedCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.util.Optional;

/** What there is of the store as a whole: its counters and marks, leases, jobs, the audit log. */
final class StoreRows {
  private final Pass pass;
  private Optional<AuditHead> auditHead = Optional.empty();
  private long auditBytes;
  private long lastEpoch;

  StoreRows(Pass pass) {
    this.pass = pass;
  }

  void read(StoredKey stored, Row.Entry row) {
    byte[] value = row.value();
    switch (stored) {
      case StoredKey.OfSystem(SystemRecord record) -> system(record, value);
      case StoredKey.OfLease(int start) ->
          lastEpoch = Math.max(lastEpoch, Lease.decode(start, value).renewedAt());
      case StoredKey.OfJob(boolean isOpen, BlobId job) -> job(isOpen, new JobId(job), row);
      case StoredKey.OfSavedSetting(String _) -> SavedCodec.decode(value);
      case StoredKey.OfAuditRecord(long sequence) -> {
        auditBytes += value.length;
        AuditRecordCodec.decode(sequence, value);
      }
      default -> throw new IllegalArgumentException("a row of another table");
    }
  }

  /** Notes the epoch of some garbage. */
  void garbage(byte[] value) {
    lastEpoch = Math.max(lastEpoch, Garbage.decode(value).epoch());
  }

  private void system(SystemRecord record, byte[] value) {
    switch (record) {
      // Compared with what they count in the end.
      case BUCKET_IDS, BUCKETS, STARTS, EPOCH -> {}
      case SWEEP_DUE -> {
        // Earlier versions did not say since which start.
        if (value.length > 0) {
          Counters.decode(value);
        }
      }
      case AUDIT_HEAD -> auditHead = Optional.of(AuditHead.decode(value));
      case RUNNING, USERS_INDEXED -> {
        if (value.length > 0) {
          found(record, "a mark has no value", new Edit.Put(Keyspace.system(record), new byte[0]));
        }
      }
    }
  }

  private void job(boolean isOpen, JobId id, Row.Entry row) {
    if (JobCodec.decode(id, row.value()).isOpen() != isOpen) {
      pass.found(
          Kind.UNREADABLE_ROW,
          new Place.OfStore("job " + id.text()),
          "filed where it is not",
          Remedy.quarantine(row.key(), row.value()));
    }
  }

  private void found(SystemRecord record, String detail, Edit edit) {
    Key key = Keyspace.system(record);
    pass.found(
        Kind.UNREADABLE_ROW,
        new Place.OfStore(record.toString()),
        detail,
        Remedy.mend(new Edit.Expect(key, pass.get(key)), edit));
  }

  /** A record that cannot be read. */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    switch (stored) {
      case StoredKey.OfSystem(SystemRecord record) -> unreadable(record, row, e);
      case StoredKey.OfLease(int start) ->
          pass.unreadable(
              row,
              new Place.OfStore("lease of start " + start),
              e,
              Remedy.mend(
                  new Edit.Expect(row.key(), Optional.of(row.value())),
                  new Edit.Delete(row.key()),
                  new Edit.Put(Keyspace.system(SystemRecord.SWEEP_DUE), Counters.encode(start))));
      case StoredKey.OfJob(boolean _, BlobId job) ->
          pass.unreadable(
              row,
              new Place.OfStore("job " + new JobId(job).text()),
              e,
              Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfSavedSetting(String name) ->
          pass.unreadable(
              row,
              new Place.OfStore("saved setting " + name),
              e,
              Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfAuditRecord(long _) ->
          pass.unreadable(row, new Place.OfStore("audit log"), e, Remedy.NONE);
      default -> throw e;
    }
  }

  private void unreadable(SystemRecord record, Row.Entry row, RuntimeException e) {
    Edit edit =
        switch (record) {
          case AUDIT_HEAD -> new Edit.Put(row.key(), AuditHead.ofRecords(pass.snapshot()).encode());
          case SWEEP_DUE -> new Edit.Put(row.key(), new byte[0]);
          case BUCKET_IDS, BUCKETS, STARTS, EPOCH, RUNNING, USERS_INDEXED -> throw e;
        };
    found(record, Damage.text(e), edit);
  }

  /**
   * Compares the counters of the store; to be called after the last row.
   *
   * @param lastBucketId the largest id of a bucket
   * @param buckets how many there are
   * @param lastStart the latest start that made something
   */
  void end(long lastBucketId, long buckets, int lastStart) {
    compare(SystemRecord.BUCKETS, buckets, Kind.COUNTER, true);
    compare(SystemRecord.BUCKET_IDS, lastBucketId, Kind.UNCOUNTED_ID, false);
    compare(SystemRecord.STARTS, lastStart, Kind.UNCOUNTED_ID, false);
    compare(SystemRecord.EPOCH, lastEpoch, Kind.UNCOUNTED_ID, false);
    auditHead
        .filter(head -> head.sizeBytes() != auditBytes)
        .ifPresent(head ->
            found(
                SystemRecord.AUDIT_HEAD,
                "counted " + head.sizeBytes() + " bytes, there are " + auditBytes,
                new Edit.Put(
                    Keyspace.system(SystemRecord.AUDIT_HEAD),
                    new AuditHead(
                            head.next(),
                            head.hash(),
                            head.millis(),
                            head.first(),
                            head.anchor(),
                            auditBytes)
                        .encode())));
  }

  /**
   * Compares a counter.
   *
   * @param isExact whether more is as wrong as less
   */
  private void compare(SystemRecord record, long there, Kind kind, boolean isExact) {
    Key key = Keyspace.system(record);
    Optional<byte[]> value = pass.get(key);
    Edit.Expect seen = new Edit.Expect(key, value);
    Place place = new Place.OfStore(record.toString());
    if (value.filter(bytes -> bytes.length != Long.BYTES).isPresent()) {
      pass.found(
          Kind.UNREADABLE_ROW, place, "counter", Remedy.mend(seen, new Edit.Restart(key, there)));
      return;
    }
    long counted = value.map(Counters::decode).orElse(0L);
    if (isExact ? counted != there : counted < there) {
      pass.found(
          kind,
          place,
          "counted " + counted + ", there are " + there,
          Remedy.mend(seen, new Edit.Add(key, there - counted)));
    }
  }
}
