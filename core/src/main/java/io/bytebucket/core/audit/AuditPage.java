package io.bytebucket.core.audit;

import java.util.List;
import java.util.Optional;

/**
 * A page of the audit log.
 *
 * @param records the latest first; there may be fewer than asked for, or none, although more follow
 * @param next where the page after this one begins; empty when this is the last one
 */
public record AuditPage(List<AuditRecord> records, Optional<String> next) {}
