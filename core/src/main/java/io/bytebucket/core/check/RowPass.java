package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Goes through every row of one state of a store, and says what is wrong with rows, counters and
 * references. It holds all buckets and some fixed sums, however many rows there are.
 */
final class RowPass {
  private static final int PAGE_ROWS = 500;

  private final Pass pass;
  private final LongConsumer read;
  private final BlobRows blobs;
  private final NameReader names;
  private final BucketRows buckets;
  private final VersionRows versions;
  private final UploadRows uploads;
  private final LayoutRows layouts;
  private final AccountRows accounts;
  private final StoreRows store;

  /**
   * A pass.
   *
   * @param read is told how many rows were read, page after page
   */
  RowPass(Pass pass, Instant now, LongConsumer read) {
    this.pass = pass;
    this.read = read;
    this.blobs = new BlobRows(pass);
    this.names = new NameReader(blobs);
    this.buckets = new BucketRows(pass, now);
    this.versions = new VersionRows(pass, buckets, names, now);
    this.uploads = new UploadRows(pass, buckets, names);
    this.layouts = new LayoutRows(pass, names, blobs);
    this.accounts = new AccountRows(pass);
    this.store = new StoreRows(pass);
  }

  /**
   * Does it.
   *
   * @return blobs that something names and that have no reference record; those that fit into
   *     memory
   */
  Set<BlobId> run() {
    for (int tag = 0; tag <= 0xFF; tag++) {
      table((byte) tag);
      layouts.end();
      names.endLayout();
    }
    buckets.end();
    store.end(buckets.lastId(), buckets.rows(), blobs.lastStart());
    SuspectBlobs suspects = new SuspectBlobs(pass);
    suspects.layouts(blobs.layouts().slots());
    suspects.blobs(blobs.blobs().slots());
    return suspects.withoutReference();
  }

  private void table(byte tag) {
    Key first = Key.of(new byte[] {tag});
    Key until = tag == (byte) 0xFF ? beyondAll() : first.afterPrefix();
    try {
      RangeReader.of(pass.snapshot())
          .pages(
              first,
              until,
              PAGE_ROWS,
              page -> {
                pass.stopPoint().run();
                page.forEach(this::row);
                read.accept(page.size());
                return true;
              });
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      pass.isBlind(NameReader.isOfNames(first) || tag == 'Q');
      pass.found(Kind.UNREADABLE_TABLE, new Place.OfRow(first), Damage.text(e), Remedy.NONE);
    }
  }

  private static Key beyondAll() {
    byte[] bytes = new byte[MetadataStore.KEY_LIMIT_BYTES + 1];
    Arrays.fill(bytes, (byte) 0xFF);
    return Key.of(bytes);
  }

  private void row(Row.Entry row) {
    StoredKey stored = StoredKey.of(row.key()).orElse(null);
    if (stored == null) {
      pass.isBlind(NameReader.isOfNames(row.key()));
      pass.found(
          Kind.UNKNOWN_ROW,
          new Place.OfRow(row.key()),
          "no table makes such a key",
          Remedy.quarantine(row.key(), row.value()));
      return;
    }
    try {
      read(stored, row);
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      unreadable(stored, row, e);
    }
  }

  private void read(StoredKey stored, Row.Entry row) {
    switch (stored) {
      case StoredKey.OfBucket(String name) -> buckets.bucket(name, row);
      case StoredKey.OfCounter(long id, BucketCounter counter) -> buckets.counter(id, counter, row);
      case StoredKey.OfEndedBucket(long id) -> buckets.endedBucket(id, row);
      case StoredKey.OfBucketSetting(long id, BucketSetting setting) ->
          buckets.setting(id, setting, row);
      case StoredKey.OfObject(long bucketId, String key) -> versions.current(bucketId, key, row);
      case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
          versions.version(bucketId, key, sequence, row);
      case StoredKey.OfNullVersion(long bucketId, String key) ->
          versions.nullVersion(bucketId, key, row);
      case StoredKey.OfUpload(long bucketId, String key, BlobId upload) -> {
        blobs.seen(upload);
        uploads.upload(bucketId, key, upload, row);
      }
      case StoredKey.OfUploadByAge(BlobId upload) -> {
        blobs.seen(upload);
        uploads.trace(upload, row);
      }
      case StoredKey.OfPart(BlobId upload, int number) -> uploads.part(upload, number, row);
      case StoredKey.OfLayoutNamings _,
          StoredKey.OfLayoutIndex _,
          StoredKey.OfLayoutExtents _,
          StoredKey.OfLayoutParts _ ->
          layouts.read(stored, row);
      case StoredKey.OfReferences(BlobId blob) -> blobs.references(blob, row.value());
      case StoredKey.OfGarbage(BlobId blob) -> {
        blobs.garbage(blob, row.value());
        BlobRows.placement(row.value()).ifPresent(_ -> store.garbage(row.value()));
      }
      case StoredKey.OfInlineBytes(BlobId blob) -> blobs.inline(blob);
      case StoredKey.OfQuarantine _ -> pass.isBlind(!names.quarantined(row));
      case StoredKey.OfUser _,
          StoredKey.OfAccessKey _,
          StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAdministrator _,
          StoredKey.OfLastUse _,
          StoredKey.OfLastSeen _,
          StoredKey.OfUserLimits _,
          StoredKey.OfSession _,
          StoredKey.OfSessionOfUser _,
          StoredKey.OfSecondFactor _ ->
          accounts.read(stored, row);
      case StoredKey.OfSystem _,
          StoredKey.OfLease _,
          StoredKey.OfJob _,
          StoredKey.OfSavedSetting _,
          StoredKey.OfAuditRecord _ ->
          store.read(stored, row);
      // Nothing else depends on these, and they are let go of in days.
      case StoredKey.OfActivity _ -> {}
    }
  }

  private void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    switch (stored) {
      case StoredKey.OfBucket _, StoredKey.OfEndedBucket _, StoredKey.OfBucketSetting _ ->
          buckets.unreadable(stored, row, e);
      case StoredKey.OfObject _, StoredKey.OfVersion _ -> versions.unreadable(stored, row, e);
      case StoredKey.OfUpload _, StoredKey.OfUploadByAge _, StoredKey.OfPart _ ->
          uploads.unreadable(stored, row, e);
      case StoredKey.OfLayoutIndex _, StoredKey.OfLayoutExtents _, StoredKey.OfLayoutParts _ ->
          layouts.unreadable(stored, row, e);
      case StoredKey.OfUser _,
          StoredKey.OfAccessKey _,
          StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAdministrator _,
          StoredKey.OfLastUse _,
          StoredKey.OfLastSeen _,
          StoredKey.OfUserLimits _,
          StoredKey.OfSession _,
          StoredKey.OfSessionOfUser _,
          StoredKey.OfSecondFactor _ ->
          accounts.unreadable(stored, row, e);
      case StoredKey.OfSystem _,
          StoredKey.OfLease _,
          StoredKey.OfJob _,
          StoredKey.OfSavedSetting _,
          StoredKey.OfAuditRecord _ ->
          store.unreadable(stored, row, e);
      // What is counted is looked at otherwise, and these are not read here.
      case StoredKey.OfCounter _,
          StoredKey.OfNullVersion _,
          StoredKey.OfLayoutNamings _,
          StoredKey.OfReferences _,
          StoredKey.OfGarbage _,
          StoredKey.OfInlineBytes _,
          StoredKey.OfQuarantine _,
          StoredKey.OfActivity _ ->
          throw e;
    }
  }
}
