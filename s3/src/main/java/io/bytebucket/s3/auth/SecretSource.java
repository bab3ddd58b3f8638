package io.bytebucket.s3.auth;

import java.util.Optional;

/**
 * Where the secrets of access keys come from. Called once for each signed request, so it should
 * answer from memory; called from many threads at once.
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
