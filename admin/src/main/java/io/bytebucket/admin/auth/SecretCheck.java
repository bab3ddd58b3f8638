package io.bytebucket.admin.auth;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks an access key id with its secret. That there is no such key takes as long to find out as
 * that the secret is another, and looks the same from outside. Thread-safe.
 */
public final class SecretCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SecretCheck.class);

  /** What is compared where there is no secret; nobody is let in by it. */
  private static final String NOBODYS = "there is no such access key";

  private final Users users;
  private final InstantSource clock;
  private volatile String decoy = "";

  /** Of those users. */
  public SecretCheck(Users users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
  }

  /** Whose credentials these are; empty when they are nobody's who may sign in. */
  Optional<Credential> check(String accessKeyId, String secret) {
    Optional<Credential> there = readable(users, accessKeyId);
    // One that there is and one that there is not are looked for, whichever this one is.
    Optional<Credential> _ = readable(users, there.isPresent() ? NOBODYS : decoy());
    Optional<Credential> found = there.filter(credential -> credential.isUsable(clock));
    boolean isRight = isEqual(found.map(Credential::secret).orElse(NOBODYS), secret);
    return found.filter(_ -> isRight);
  }

  /** Of a secret that cannot be read nobody can show that they have it. */
  static Optional<Credential> readable(Users users, String accessKeyId) {
    try {
      return users.find(accessKeyId);
    } catch (StoreException e) {
      boolean isUnreadable =
          switch (e.failure()) {
            case Failure.WrongEncryptionKey _, Failure.Corrupt _ -> true;
            case Failure _ -> false;
          };
      if (!isUnreadable) {
        throw e;
      }
      LOG.atError()
          .addKeyValue("user_access_key", accessKeyId)
          .setCause(e)
          .log("the secret of an access key cannot be read");
      return Optional.empty();
    }
  }

  /** Whether there is such a key, whoever may use it. */
  boolean isKey(String accessKeyId) {
    return users.byKey(accessKeyId).isPresent();
  }

  /** The id of some key that there is, or was: it is looked up where there is none to be found. */
  private String decoy() {
    if (decoy.isEmpty()) {
      decoy =
          users.idsAfter(UserId.NOBODY).stream()
              .flatMap(id -> users.user(id).stream())
              .flatMap(user -> user.keyIds().stream())
              .findFirst()
              .orElse("");
    }
    return decoy;
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
