package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import java.util.Map;

/** The buckets of an {@link ObservedStore}, apart from what is in them. */
interface ObservedSettings {
  /** All that is said about a bucket. */
  String describe(BucketName bucket);

  /** Sets tags; none takes all away. */
  String putTags(BucketName bucket, Map<String, String> tags);

  String deleteTags(BucketName bucket);

  String putCors(BucketName bucket, CorsConfiguration configuration);

  String deleteCors(BucketName bucket);
}
