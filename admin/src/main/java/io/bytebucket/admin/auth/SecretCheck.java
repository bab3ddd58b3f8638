package io.bytebucket.admin.auth;

import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks an access key id with its secret. That there is no such key takes as long to find out as
 * that the secret is another, and looks the same from outside. Thread-safe.
 */
public final class SecretCheck {
  /** What is compared where there is no secret; nobody is let in by it. */
  private static final String NOBODYS = "there is no such access key";

  private final Users users;
  private final InstantSource clock;

  /** Of those users. */
  public SecretCheck(Users users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
  }

  /** Whose credentials these are; empty when they are nobody's who may sign in. */
  Optional<Credential> check(String accessKeyId, String secret) {
    Optional<Credential> found =
        users.find(accessKeyId).filter(credential -> credential.isUsable(clock));
    boolean isRight = isEqual(found.map(Credential::secret).orElse(NOBODYS), secret);
    return found.filter(_ -> isRight);
  }

  /** Of hashes, which are of one length: how far two secrets agree does not show in the time. */
  private static boolean isEqual(String stored, String sent) {
    return MessageDigest.isEqual(hash(stored), hash(sent));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }
}
