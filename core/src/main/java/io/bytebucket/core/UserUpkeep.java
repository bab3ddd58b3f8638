package io.bytebucket.core;

import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.SignIns;
import io.bytebucket.core.user.LastUses;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written now and then of who used the store, so that no request waits for it.
 *
 * @param lastUses when keys and users were seen at this server
 * @param signIns who signed in at this server
 * @param auditLog what is let go of when it is old
 */
record UserUpkeep(LastUses lastUses, SignIns signIns, AuditLog auditLog) {
  /** How much older than the last use what is stored of it may be. */
  static final Duration LAST_USES_PAUSE = Duration.ofMinutes(5);

  static final Duration SIGN_INS_PAUSE = Duration.ofMinutes(1);
  static final Duration PRUNING_PAUSE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(UserUpkeep.class);

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
