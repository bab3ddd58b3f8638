package io.bytebucket.core.bucket;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last records of buckets that were decoded, since every request decodes that of its bucket at
 * least twice. Never wrong: a bucket is what its record says, and is given for that very array of
 * bytes alone, which nobody changes. Bounded by its places; thread-safe.
 */
final class DecodedBuckets {
  /** A power of two. Buckets that share a place take turns in it. */
  private static final int PLACES = 128;

  private final AtomicReferenceArray<@Nullable Decoded> places = new AtomicReferenceArray<>(PLACES);

  @SuppressWarnings("ArrayRecordComponent") // known by its identity, never compared by content
  private record Decoded(byte[] record, Bucket bucket) {}

  /**
   * The bucket that a record says.
   *
   * @param record not to be changed, ever
   */
  @SuppressWarnings("ReferenceEquality") // the very array, which is what makes this cheap
  Bucket of(BucketName name, byte[] record) {
    int place = name.hashCode() & PLACES - 1;
    Decoded last = places.get(place);
    if (last != null && last.record() == record && last.bucket().name().equals(name)) {
      return last.bucket();
    }
    Bucket bucket = BucketCodec.decode(name, record);
    places.set(place, new Decoded(record, bucket));
    return bucket;
  }
}
