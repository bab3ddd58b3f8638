package io.bytebucket.core.job;

import io.bytebucket.core.audit.AuditedTransaction;

/**
 * One thing that a job has to do.
 *
 * @param cursor where the job goes on after it
 * @param key what it is about; empty for the bucket itself, which is not counted
 * @param within which version or upload of the key; empty for the object
 * @param bytes how long it is
 * @param work does it
 */
record Item(Job.Cursor cursor, String key, String within, long bytes, Work work) {
  /** What is done, as part of a commit. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @return how many pieces it touched, which is what it costs
     * @throws io.bytebucket.core.failure.StoreException when it cannot be done; then nothing of the
     *     commit may stand
     */
    int run(AuditedTransaction transaction, long nowMillis);
  }
}
