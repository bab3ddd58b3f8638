package io.bytebucket.s3.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signing keys of a server's access keys, remembered once they have proved right. Everything
 * signed is checked with a key from here: requests, and whatever else has a string to sign.
 *
 * <p>Thread-safe. A key is remembered only after a good signature, so a stranger cannot fill the
 * memory; its name holds the secret, so a changed secret never meets an old key.
 */
final class SigningKeys {
  /** How many keys are remembered: one for each access key, day and region in use. */
  static final int REMEMBERED_LIMIT = 1_000;

  /** Signs for keys that do not exist, so that refusing them takes the same work. */
  private static final String NO_SECRET = "no such access key";

  private final SecretSource secrets;
  private final Map<Name, SigningKey> remembered = new ConcurrentHashMap<>();

  SigningKeys(SecretSource secrets) {
    this.secrets = secrets;
  }

  private record Name(CredentialScope scope, String secret) {}

  /**
   * A signing key to check a claim with.
   *
   * @param exists whether the access key exists; when not, no signature is right
   */
  record Candidate(CredentialScope scope, String secret, SigningKey key, boolean exists) {
    /** Whether that is this key's signature of a string to sign. */
    boolean signs(String stringToSign, byte[] signature) {
      return key.signs(stringToSign, signature) && exists;
    }
  }

  /** The key to check that scope's signatures with, also when no such access key exists. */
  Candidate candidate(CredentialScope scope) {
    Optional<String> known = secrets.secretOf(scope.accessKeyId());
    String secret = known.orElse(NO_SECRET);
    SigningKey key = remembered.get(new Name(scope, secret));
    if (key == null) {
      key = SigningKey.derive(secret, scope);
    }
    return new Candidate(scope, secret, key, known.isPresent());
  }

  /** Remembers a key with which a signature was right. */
  void remember(Candidate proved) {
    Name name = new Name(proved.scope(), proved.secret());
    if (remembered.containsKey(name)) {
      return;
    }
    if (remembered.size() >= REMEMBERED_LIMIT) {
      // Mostly past days. Deriving again costs a few microseconds, so nothing cleverer is worth it.
      remembered.clear();
    }
    remembered.put(name, proved.key());
  }

  /** How many keys are remembered. */
  int size() {
    return remembered.size();
  }
}
