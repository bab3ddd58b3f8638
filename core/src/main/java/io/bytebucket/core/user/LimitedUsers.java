package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the limits of users, all of them in memory as well: most stores have none, and every
 * request asks. Thread-safe; a change is durable on return, and counts at once here. What another
 * process changed counts once {@link #refresh} ran.
 */
public final class LimitedUsers {
  /** How many users may have limits. */
  public static final int USERS_MAX = 10_000;

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private volatile Map<UserId, UserLimits> all = Map.of();

  /** The users of that store; {@code clock} tells when limits were set. */
  public LimitedUsers(MetadataStore metadata, Clock clock) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
    refresh();
  }

  /** All users that have limits; another map whenever anything changed. */
  public Map<UserId, UserLimits> all() {
    return all;
  }

  /** The limits of a user. */
  public UserLimits get(UserId id) {
    return all.getOrDefault(id, UserLimits.NONE);
  }

  /**
   * Sets the limits of a user.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}, or {@link Failure.TooManyLimitedUsers}
   */
  public synchronized void put(UserId id, UserLimits limits) {
    Key key = Keyspace.userLimits(id.value());
    if (!limits.isNone() && !all.containsKey(id) && all.size() >= USERS_MAX) {
      throw new StoreException(new Failure.TooManyLimitedUsers(USERS_MAX));
    }
    audited.write(transaction -> {
      User user = UserRows.require(transaction, id);
      transaction.audit(
          "user.limits",
          UserText.target(user),
          transaction.get(key).map(bytes -> UserLimitsCodec.decode(bytes).toString()).orElse(""),
          limits.isNone() ? "" : limits.toString());
      if (limits.isNone()) {
        transaction.delete(key);
      } else {
        transaction.put(key, UserLimitsCodec.encode(limits));
      }
      return id;
    });
    refresh();
  }

  /** Looks what limits there are by now. Limits of users who are gone stay without effect. */
  public synchronized void refresh() {
    Map<UserId, UserLimits> found = new HashMap<>();
    Key prefix = Keyspace.allUserLimits();
    RangeReader.of(metadata)
        .rows(
            prefix,
            prefix.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              found.put(
                  new UserId(Keyspace.accountName(row.key())), UserLimitsCodec.decode(row.value()));
              return found.size() <= USERS_MAX;
            });
    if (!found.equals(all)) {
      all = Map.copyOf(found);
    }
  }
}
