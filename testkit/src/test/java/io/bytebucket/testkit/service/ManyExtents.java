package io.bytebucket.testkit.service;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes objects by hand whose bytes are stretches of the bytes of others: what completing an
 * upload, and copying, come to.
 */
final class ManyExtents {
  private final TestStore store;
  private final List<Extent> extents = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ManyExtents(TestStore store) {
    this.store = store;
  }

  /** Adds a stretch of the bytes of an object of one extent. */
  ManyExtents add(String key, int offset, int length) {
    Extent whole;
    try (ObjectReader.Content content = store.open(key)) {
      whole = content.extents().getFirst();
    }
    extents.add(new Extent(whole.placement(), whole.blob(), whole.offset() + offset, length));
    bytes.writeBytes(Arrays.copyOfRange(store.get(key), offset, offset + length));
    return this;
  }

  /** The bytes so far. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Makes the object, which shares the blobs of those it was made from. */
  void put(String key) {
    Bucket bucket = store.services.buckets().get(TestStore.BUCKET);
    ObjectRecord object =
        new ObjectRecord(
            new VersionId(1, true),
            false,
            TestStore.NOW,
            bytes.size(),
            ETag.ofMd5(md5(bytes())),
            TestStore.ATTRIBUTES,
            TestStore.OWNER,
            Optional.empty(),
            new Layout.Here(List.copyOf(extents), List.of()));
    store.metadata.write(transaction -> {
      BlobLedger.share(transaction, extents);
      transaction.put(
          Keyspace.object(bucket.id(), new ObjectKey(key).toBytes()),
          ObjectRecordCodec.encode(object));
      transaction.add(Keyspace.counter(bucket.id(), BucketCounter.OBJECTS), 1);
      transaction.add(Keyspace.counter(bucket.id(), BucketCounter.BYTES), bytes.size());
      return object;
    });
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
