package io.bytebucket.core.access;

import io.bytebucket.core.failure.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to an {@link AccessRequest}, and why it is that. For those who run the store: clients
 * learn no more of it than S3 tells them.
 *
 * @param isAllowed whether the caller may
 * @param layer what decided
 * @param action what was asked for
 * @param resource what it was to be done to
 * @param reason why
 * @param statement the place of what decided among the statements of its layer, from 0 on, if one
 *     did
 * @param sid what that statement is called, if it has a name
 * @param absentKeys what conditions of the bucket's policy ask about such a request, and it does
 *     not say; looked for only where the answer is no
 */
public record Decision(
    boolean isAllowed,
    Layer layer,
    Action action,
    Resource resource,
    Reason reason,
    OptionalInt statement,
    Optional<String> sid,
    List<String> absentKeys) {
  /** What decides. */
  public enum Layer {
    /** Who the client says must own the bucket. */
    EXPECTED_OWNER,
    /** What the user may do. */
    RULES,
    /** What the policy of the bucket says. */
    POLICY,
    /** What an access control list gives. */
    ACL,
    /** Which public access the bucket, or the store, refuses. */
    ACCESS_BLOCK,
    /** Nothing says anything; then the answer is no. */
    NONE
  }

  /** Why a decision is what it is. */
  public enum Reason {
    ALLOWED_BY_RULE(Layer.RULES, "allowed by a rule of the user"),
    FORBIDDEN_BY_RULE(Layer.RULES, "forbidden by a rule of the user"),
    ALLOWED_BY_POLICY(Layer.POLICY, "allowed by the policy of the bucket"),
    FORBIDDEN_BY_POLICY(Layer.POLICY, "forbidden by the policy of the bucket"),
    POLICY_UNREADABLE(Layer.POLICY, "the policy of the bucket cannot be read"),
    ALLOWED_BY_ACL(Layer.ACL, "allowed by an access control list"),
    PUBLIC_POLICY_RESTRICTED(
        Layer.ACCESS_BLOCK, "what the policy allows to everybody counts for users alone"),
    PUBLIC_ACL_IGNORED(
        Layer.ACCESS_BLOCK, "what access control lists give to everybody does not count"),
    ALLOWED_BY_NOTHING(Layer.NONE, "no rule of the user allows it"),
    NOT_SIGNED(Layer.NONE, "nothing allows it to those who do not sign"),
    OTHER_OWNER(Layer.EXPECTED_OWNER, "the bucket has another owner than the client expects");

    private final Layer layer;
    private final String text;

    Reason(Layer layer, String text) {
      this.layer = layer;
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }

    private boolean isAllowed() {
      return this == ALLOWED_BY_RULE || this == ALLOWED_BY_POLICY || this == ALLOWED_BY_ACL;
    }

    private Refusal.By by() {
      return switch (layer) {
        case EXPECTED_OWNER -> Refusal.By.EXPECTED_OWNER;
        case RULES -> Refusal.By.RULES;
        case POLICY -> Refusal.By.POLICY;
        case ACL, ACCESS_BLOCK, NONE -> Refusal.By.NOTHING;
      };
    }
  }

  static Decision by(AccessRequest request, Reason reason, OptionalInt statement) {
    return by(request, reason, statement, Optional.empty(), List.of());
  }

  static Decision by(
      AccessRequest request,
      Reason reason,
      OptionalInt statement,
      Optional<String> sid,
      List<String> absentKeys) {
    return new Decision(
        reason.isAllowed(),
        reason.layer,
        request.action(),
        request.resource(),
        reason,
        statement,
        sid,
        absentKeys);
  }

  /** Why it is a no. */
  Refusal refusal(Optional<String> user) {
    return new Refusal(reason.by(), user, Realm.arnOf(resource), statement, sid, absentKeys);
  }
}
