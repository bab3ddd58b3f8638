package io.bytebucket.core.question;

import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Decision;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether somebody may do something, and why.
 *
 * @param action its name in rules
 * @param resource the name of what it would be done to
 * @param by what decided
 * @param reason in words
 * @param statement the place of what decided among the statements of its document, from 0 on, if
 *     one did
 * @param sid what that statement is called, if it has a name
 * @param absentKeys what conditions of the bucket's policy ask, and such a request does not say;
 *     where the answer is no
 */
public record Answer(
    boolean isAllowed,
    String action,
    String resource,
    Decision.Layer by,
    String reason,
    OptionalInt statement,
    Optional<String> sid,
    List<String> absentKeys) {
  static Answer of(Decision decision) {
    return new Answer(
        decision.isAllowed(),
        decision.action().policyName(),
        Realm.arnOf(decision.resource()),
        decision.layer(),
        decision.reason().text(),
        decision.statement(),
        decision.sid(),
        decision.absentKeys());
  }

  static Answer of(AdminAction action, Resource resource, AdminGate.Ruling ruling) {
    return new Answer(
        ruling.isAllowed(),
        action.policyName(),
        Realm.arnOf(resource),
        ruling.rule().isPresent() ? Decision.Layer.RULES : Decision.Layer.NONE,
        ruling.reason(),
        ruling.rule(),
        Optional.empty(),
        List.of());
  }
}
