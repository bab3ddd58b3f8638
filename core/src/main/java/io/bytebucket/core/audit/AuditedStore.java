package io.bytebucket.core.audit;

import io.bytebucket.core.store.MetadataStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * How settings, users, keys, rules and all else is changed that says what the store is and who may
 * do what: with a record in the audit log, in the same commit. So no such change is acknowledged
 * without its record, and there is no record of a change that was not made. Thread-safe.
 */
public final class AuditedStore {
  private final MetadataStore metadata;
  private final InstantSource clock;

  /** Changes to that store; {@code clock} tells when they are made. */
  public AuditedStore(MetadataStore metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /**
   * Changes something, for the {@link Origin} that is bound to this thread; as {@link
   * MetadataStore#write}.
   *
   * @param change tells its transaction what it did, unless it wrote nothing
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
    return metadata.write(transaction -> change.apply(new AuditedTransaction(transaction, source)));
  }
}
