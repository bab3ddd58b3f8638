package io.bytebucket.core.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records of the audit log are wanted: those that fit all that is given.
 *
 * @param from not before then
 * @param until before then
 * @param actor done by that user or key: its id or its name
 * @param action that action, or one it is the beginning of: {@code user} for {@code user.rules}
 * @param target done to something whose name begins so: {@code bucket/logs-}
 */
public record AuditQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> actor,
    Optional<String> action,
    Optional<String> target) {
  /** All of them. */
  public static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  boolean fits(AuditRecord record) {
    return until.filter(end -> !record.time().isBefore(end)).isEmpty()
        && !isTooOld(record)
        && actor.filter(wanted -> !isBy(record.who(), wanted)).isEmpty()
        && action.filter(wanted -> !isOf(record.event().action(), wanted)).isEmpty()
        && target.filter(wanted -> !record.event().target().startsWith(wanted)).isEmpty();
  }

  /** Whether it is older than all that are wanted. Then so are all before it. */
  boolean isTooOld(AuditRecord record) {
    return from.filter(start -> record.time().isBefore(start)).isPresent();
  }

  private static boolean isBy(Origin.Who who, String wanted) {
    return who.userId().equals(wanted) || who.name().equals(wanted) || who.keyId().equals(wanted);
  }

  private static boolean isOf(String action, String wanted) {
    return action.equals(wanted) || action.startsWith(wanted + ".");
  }
}
