package io.bytebucket.admin.audit;

import io.bytebucket.core.audit.AuditRecord;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A record of the audit log as documents have it. What does not apply is an empty text.
 *
 * @param ts nanoseconds since 1970
 * @param actor the name of who did it
 */
record AuditDocument(
    String id,
    long ts,
    String time,
    String actor,
    String actorID,
    String accessKeyID,
    String address,
    String requestId,
    String action,
    String target,
    String before,
    String after,
    String result) {
  static AuditDocument of(AuditRecord record) {
    return new AuditDocument(
        record.id(),
        TimeUnit.MILLISECONDS.toNanos(record.time().toEpochMilli()),
        record.time().toString(),
        record.who().name(),
        record.who().userId(),
        record.who().keyId(),
        record.address(),
        record.requestId(),
        record.event().action(),
        record.event().target(),
        record.event().before(),
        record.event().after(),
        record.event().result().name().toLowerCase(Locale.ROOT));
  }
}
