package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.MetadataStore;
import java.time.Clock;

/**
 * All that is done with users, put together over a store.
 *
 * @param users finds them
 * @param changes changes them
 * @param own changes a user's own keys, where anybody may have asked for that
 * @param recovery what needs nobody who is signed in
 * @param lastUses when they were seen
 */
public record UserServices(
    Users users, UserChanges changes, UserChanges own, UserRecovery recovery, LastUses lastUses) {
  /**
   * The users of a store.
   *
   * @param cipher reads and writes their secrets
   * @param names what the names of actions in their rules mean
   * @param limits where the audit log has far more than it should have, only administrators go on
   */
  public static UserServices of(
      MetadataStore metadata,
      SecretCipher cipher,
      Clock clock,
      AccessRules.Names names,
      AuditLog.Limits limits) {
    AuditedStore audited = AuditedStore.ofOperators(metadata, clock);
    AuditedStore byUsers = AuditedStore.ofUsers(metadata, clock, limits);
    LastUses uses = new LastUses(metadata, clock);
    Users users = new Users(metadata, cipher, uses);
    AccessRules rules = new AccessRules(names);
    return new UserServices(
        users,
        new UserChanges(audited, users, cipher, clock, rules),
        new UserChanges(byUsers, users, cipher, clock, rules),
        new UserRecovery(audited, users, cipher, clock),
        uses);
  }
}
