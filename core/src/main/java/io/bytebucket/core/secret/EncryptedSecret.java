package io.bytebucket.core.secret;

/**
 * A secret as it is stored. {@link SecretCipher} reads it.
 *
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EncryptedSecret(byte[] bytes) {
  /** Nothing of what it is. */
  @Override
  public String toString() {
    return "EncryptedSecret";
  }
}
