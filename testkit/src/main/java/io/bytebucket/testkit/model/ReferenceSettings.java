package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What settings of buckets mean, as {@link ReferenceStore} is written. Not thread-safe. */
final class ReferenceSettings implements ObservedSettings {
  private final Map<String, ReferenceBucket> buckets;

  ReferenceSettings(Map<String, ReferenceBucket> buckets) {
    this.buckets = buckets;
  }

  @Override
  public String describe(BucketName bucket) {
    return in(
        bucket,
        found ->
            "bucket "
                + found.owner
                + " "
                + found.createdAt
                + " "
                + found.versioning
                + " "
                + found.tags
                + " "
                + found.cors);
  }

  @Override
  public String putTags(BucketName bucket, Map<String, String> tags) {
    return set(bucket, found -> found.tags = new LinkedHashMap<>(tags));
  }

  @Override
  public String deleteTags(BucketName bucket) {
    return set(bucket, found -> found.tags = Map.of());
  }

  @Override
  public String putCors(BucketName bucket, CorsConfiguration configuration) {
    return set(bucket, found -> found.cors = Optional.of(configuration));
  }

  @Override
  public String deleteCors(BucketName bucket) {
    return set(bucket, found -> found.cors = Optional.empty());
  }

  private String set(BucketName bucket, Consumer<ReferenceBucket> change) {
    return in(
        bucket,
        found -> {
          change.accept(found);
          return "set";
        });
  }

  private String in(BucketName bucket, Function<ReferenceBucket, String> operation) {
    ReferenceBucket found = buckets.get(bucket.value());
    return found == null ? ReferenceStore.noSuchBucket(bucket) : operation.apply(found);
  }
}
