package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.value.Tags;
import java.util.Map;

/** The settings of buckets that core keeps, with their answers as texts. */
final class ServiceSettings implements ObservedSettings {
  private final Store services;
  private final BucketSettings settings;

  ServiceSettings(Store services) {
    this.services = services;
    this.settings = services.bucketSettings();
  }

  @Override
  public String describe(BucketName name) {
    return ServiceStore.answer(() -> {
      Bucket bucket = services.buckets().get(name);
      return "bucket "
          + bucket.ownerId().value()
          + " "
          + bucket.createdAt()
          + " "
          + bucket.versioning()
          + " "
          + settings.tags(name)
          + " "
          + settings.cors(name);
    });
  }

  @Override
  public String putTags(BucketName bucket, Map<String, String> tags) {
    return set(() -> settings.putTags(bucket, Tags.ofBucket(tags)));
  }

  @Override
  public String deleteTags(BucketName bucket) {
    return set(() -> settings.deleteTags(bucket));
  }

  @Override
  public String putCors(BucketName bucket, CorsConfiguration configuration) {
    return set(() -> settings.putCors(bucket, configuration));
  }

  @Override
  public String deleteCors(BucketName bucket) {
    return set(() -> settings.deleteCors(bucket));
  }

  private static String set(Runnable change) {
    return ServiceStore.answer(() -> {
      change.run();
      return "set";
    });
  }
}
