package io.bytebucket.pipeline.object;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import java.time.Duration;
import java.time.Instant;

/**
 * Signs links to objects where S3 is served, for front ends that do not speak its language.
 * Thread-safe.
 */
@FunctionalInterface
public interface ObjectLinks {
  /** The longest time that a link can be good for. */
  Duration LONGEST = Duration.ofDays(7);

  /**
   * What a link allows whoever has it.
   *
   * @param method the HTTP method that it is for
   * @param signedAt from when on it is good, in whole seconds
   * @param goodFor for how long, in whole seconds
   */
  record Link(
      String method,
      BucketName bucket,
      ObjectKey key,
      VersionSelector version,
      Instant signedAt,
      Duration goodFor) {}

  /**
   * The link as a URL.
   *
   * @param accessKeyId whose rights it has
   * @param secret that of the key, which does not stand in the link
   */
  String sign(Link link, String accessKeyId, String secret);
}
