package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.MetadataStore;
import java.time.Clock;

/**
 * All that is done with users, put together over a store.
 *
 * @param users finds them
 * @param changes changes them
 * @param recovery what needs nobody who is signed in
 * @param lastUses when they were seen
 */
public record UserServices(
    Users users, UserChanges changes, UserRecovery recovery, LastUses lastUses) {
  /**
   * The users of a store.
   *
   * @param cipher reads and writes their secrets
   * @param names what the names of actions in their rules mean
   */
  public static UserServices of(
      MetadataStore metadata, SecretCipher cipher, Clock clock, AccessRules.Names names) {
    AuditedStore audited = AuditedStore.ofOperators(metadata, clock);
    Users users = new Users(metadata, cipher);
    return new UserServices(
        users,
        new UserChanges(audited, users, cipher, clock, new AccessRules(names)),
        new UserRecovery(audited, users, cipher, clock),
        new LastUses(metadata, clock));
  }
}
