package io.bytebucket.core.audit;

import java.time.Instant;

/**
 * One entry of the audit log.
 *
 * @param sequence its number, which grows by one with every record and orders them
 * @param time when it was, to the millisecond; never before that of the record before
 * @param who who did it
 * @param address from where; empty for what no request asked for
 * @param requestId the id of the request; empty for none
 * @param event what was done
 */
public record AuditRecord(
    long sequence,
    Instant time,
    Origin.Who who,
    String address,
    String requestId,
    AuditEvent event) {
  /** The name of the record: names sort as the records do. */
  public String id() {
    return idOf(sequence);
  }

  static String idOf(long sequence) {
    return "%016x".formatted(sequence);
  }
}
