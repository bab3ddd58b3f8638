package io.bytebucket.core.user;

/**
 * A key that was just made, or was just given another secret.
 *
 * @param user whose it is, as that is now
 * @param secret to be told to who asked, once: nobody is told it again
 */
public record IssuedKey(User user, AccessKey key, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "IssuedKey[" + key.id() + "]";
  }
}
