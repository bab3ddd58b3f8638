package io.bytebucket.s3.auth;

import java.util.Optional;

/**
 * Knows the secrets of access keys. It is called once for each signed request, from many threads at
 * once, so it should answer from memory.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * The secret of that access key.
   *
   * @return empty when no such key exists, or it must not be used
   */
  Optional<String> secretOf(String accessKeyId);
}
