package io.bytebucket.core.object;

import io.bytebucket.core.store.Transaction;

/**
 * Sees every change to the versions of objects, inside the commit that makes it. What an observer
 * writes is durable together with the change, or not at all. Thread-safe.
 */
@FunctionalInterface
public interface VersionObserver {
  /**
   * Sees a step of a change before it is written. A commit may run again, and then all of its steps
   * are seen again; so nothing may be changed here except through {@code transaction}.
   *
   * @throws io.bytebucket.core.failure.StoreException to refuse the change. Only {@link
   *     VersionEvent.Step#REMOVED} can be refused: of a deletion it is the first step, so that
   *     nothing of it was written, and others in the same commit go on
   */
  void see(Transaction transaction, VersionEvent event);
}
