package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The buckets that a request has to do with, which are one or two, each looked up once and when it
 * is first asked for. Used by the thread of its request.
 */
public final class KnownBuckets {
  private final Buckets buckets;
  private final BucketFacts.Source source;
  private final Realm realm;

  /** Of two at the most a walk is cheaper than a hash. */
  private final List<Known> known = new ArrayList<>(2);

  private record Known(BucketName name, Optional<BucketFacts> facts) {}

  KnownBuckets(Buckets buckets, BucketFacts.Source source, Realm realm) {
    this.buckets = buckets;
    this.source = source;
    this.realm = realm;
  }

  /** What is known of a bucket; empty when there is none. */
  public Optional<BucketFacts> find(BucketName name) {
    for (Known one : known) {
      if (one.name().equals(name)) {
        return one.facts();
      }
    }
    Optional<BucketFacts> facts = buckets.find(name).map(this::factsOf);
    known.add(new Known(name, facts));
    return facts;
  }

  /** What is known of a bucket that was asked for before; empty for every other one. */
  Optional<BucketFacts> peek(BucketName name) {
    return known.stream().filter(one -> one.name().equals(name)).findFirst().flatMap(Known::facts);
  }

  /**
   * What is known of a bucket.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public BucketFacts require(BucketName name) {
    return find(name).orElseThrow(() -> new StoreException(new Failure.NoSuchBucket(name.value())));
  }

  private BucketFacts factsOf(Bucket bucket) {
    return source.of(bucket, realm.in(bucket));
  }
}
