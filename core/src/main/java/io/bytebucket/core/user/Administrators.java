package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;

/**
 * Who may do everything and can sign in for good: is enabled, has a rule that grants everything and
 * none that forbids what it takes to undo the others, and a key that is active and never expires. A
 * row says so of each, which is written in the commit that makes it so or ends it; so whether there
 * is one left is known in every commit, whatever others do at the same moment, and does not change
 * with time alone.
 */
final class Administrators {
  /** What it takes to take back whatever else is forbidden: to sign in, and to change rules. */
  private static final List<String> NEEDED = List.of("admin:SignIn", "admin:UpdateUser");

  private Administrators() {}

  /** Whether there is one. */
  static boolean exist(Snapshot snapshot) {
    return !snapshot.scan(ScanRequest.prefix(AccountKeys.administrators(), 1)).rows().isEmpty();
  }

  /** Notes whether that user, as it is in this transaction, is one. */
  static void settle(Transaction transaction, User user) {
    Key key = AccountKeys.administrator(user.id().value());
    boolean isNoted = transaction.get(key).isPresent();
    boolean isOne = isOne(transaction, user);
    if (isOne && !isNoted) {
      transaction.put(key, new RecordWriter(1).toBytes());
    } else if (!isOne && isNoted) {
      transaction.delete(key);
    }
  }

  private static boolean isOne(Snapshot snapshot, User user) {
    return user.isEnabled()
        && user.isAdministrator()
        && NEEDED.stream().noneMatch(action -> isForbidden(user, action))
        && user.keyIds().stream().anyMatch(keyId -> isForGood(snapshot, keyId));
  }

  private static boolean isForbidden(User user, String action) {
    return user.rules().stream()
        .anyMatch(rule ->
            rule.effect() == AccessRule.Effect.DENY
                && rule.covers(action, AccessRule.STORE, false));
  }

  /** One that cannot be read lets nobody in. */
  private static boolean isForGood(Snapshot snapshot, String keyId) {
    try {
      return UserRows.key(snapshot, keyId)
          .map(AccessKeyCodec.Stored::key)
          .filter(key -> key.status() == AccessKey.Status.ACTIVE && key.expiresAt().isEmpty())
          .isPresent();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return false;
      }
      throw e;
    }
  }
}
