package io.bytebucket.s3.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signing keys of all access keys. A key is remembered once a signature made with it has proved
 * right, so that it need not be derived for each request. Everything with a string to sign is
 * checked with a key from here.
 *
 * <p>Thread-safe. Strangers cannot fill the memory, because only keys that made a right signature
 * are remembered. A key is remembered together with its secret, so a changed secret never meets an
 * old key.
 */
final class SigningKeys {
  /** How many keys are remembered: one for each access key, day and region in use. */
  static final int REMEMBERED_LIMIT = 1_000;

  /**
   * The secret for access keys that do not exist, so that refusing them takes as long as checking a
   * real key.
   */
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
   * @param exists whether the access key exists; if not, no signature is right
   */
  record Candidate(CredentialScope scope, String secret, SigningKey key, boolean exists) {
    /** Whether that is this key's signature of a string to sign. */
    boolean signs(String stringToSign, byte[] signature) {
      return key.signs(stringToSign, signature) && exists;
    }
  }

  /** The key with which to check signatures of that scope, even if there is no such access key. */
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
      // Most of them are of past days. Deriving a key again takes a few microseconds, so nothing
      // cleverer is needed.
      remembered.clear();
    }
    remembered.put(name, proved.key());
  }

  /** How many keys are remembered. */
  int size() {
    return remembered.size();
  }
}
