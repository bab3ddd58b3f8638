package io.bytebucket.core;

import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.SignIns;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.UserServices;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written now and then of who used the store, so that no request waits for it.
 *
 * @param lastUses when keys and users were seen at this server
 * @param signIns who signed in at this server
 * @param auditLog what is let go of when it is old
 * @param secrets what is encrypted anew when the encryption key is another
 */
record UserUpkeep(LastUses lastUses, SignIns signIns, AuditLog auditLog, StoredSecrets secrets) {
  /** How much older than the last use what is stored of it may be. */
  static final Duration LAST_USES_PAUSE = Duration.ofMinutes(5);

  static final Duration SIGN_INS_PAUSE = Duration.ofMinutes(1);
  static final Duration PRUNING_PAUSE = Duration.ofMinutes(10);

  /** A server with another key in a store that several share may have left some. */
  static final Duration SECRETS_PAUSE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(UserUpkeep.class);

  static UserUpkeep of(
      UserServices users,
      SignIns signIns,
      AuditLog auditLog,
      MetadataStore metadata,
      SecretCipher cipher,
      Clock clock) {
    return new UserUpkeep(
        users.lastUses(), signIns, auditLog, StoreSecrets.of(metadata, cipher, clock));
  }

  /** Writes what this server has noted, at its end. */
  void end() {
    quietly(lastUses::write);
    quietly(signIns::write);
  }

  /** A store that takes no more writes ends all the same. */
  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("what was noted of users could not be written at the end");
    }
  }
}
