package io.bytebucket.core.audit;

import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * How settings, users, keys, rules and all else is changed that says what the store is and who may
 * do what: with a record in the audit log, in the same commit. So no such change is acknowledged
 * without its record, and there is no record of a change that was not made. Thread-safe.
 *
 * <p>What administrators and the server itself change so draws on the reserve of a store that has
 * little room left; what others change does not, who could use it up.
 */
public final class AuditedStore {
  private final MetadataStore metadata;
  private final InstantSource clock;
  private final boolean isOfOperators;
  private final long fullBytes;

  private AuditedStore(
      MetadataStore metadata, InstantSource clock, boolean isOfOperators, long fullBytes) {
    this.metadata = metadata;
    this.clock = clock;
    this.isOfOperators = isOfOperators;
    this.fullBytes = fullBytes;
  }

  /**
   * Changes to that store that any user may make.
   *
   * @param clock tells when they are made
   * @param limits where the log has far more than it should have, only administrators go on
   */
  public static AuditedStore ofUsers(
      MetadataStore metadata, InstantSource clock, AuditLog.Limits limits) {
    return new AuditedStore(metadata, clock, false, limits.fullBytes());
  }

  /** Changes that only those make who run the server, whoever they say they are. */
  public static AuditedStore ofOperators(MetadataStore metadata, InstantSource clock) {
    return new AuditedStore(metadata, clock, true, Long.MAX_VALUE);
  }

  /**
   * Changes something, for the {@link Origin} that is bound to this thread; as {@link
   * MetadataStore#write}.
   *
   * @param change tells its transaction what it did, unless it wrote nothing
   * @throws io.bytebucket.core.failure.StoreException also with {@link
   *     io.bytebucket.core.failure.Failure.StorageFull} when the log is full, for who is no
   *     administrator
   */
  public <R> R write(Function<? super AuditedTransaction, ? extends R> change) {
    // Read here: the change may run on another thread.
    Origin origin = Origin.current();
    AuditedTransaction.Source source =
        new AuditedTransaction.Source(
            Instant.ofEpochMilli(clock.millis()),
            origin.who(),
            origin.address(),
            origin.requestId());
    return metadata.write(transaction -> {
      boolean isPrivileged = isOfOperators || isAdministrator(transaction, source.who());
      if (isPrivileged) {
        transaction.drawOnReserve();
      }
      long limitBytes = isPrivileged ? Long.MAX_VALUE : fullBytes;
      return change.apply(new AuditedTransaction(transaction, source, limitBytes));
    });
  }

  private static boolean isAdministrator(Snapshot snapshot, Origin.Who who) {
    return !who.userId().isEmpty()
        && snapshot.get(AccountKeys.administrator(who.userId())).isPresent();
  }
}
