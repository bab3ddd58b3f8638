package io.bytebucket.core.access;

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
 */
public record Decision(
    boolean isAllowed,
    Layer layer,
    Action action,
    Resource resource,
    Reason reason,
    OptionalInt statement) {
  /** What decides. */
  public enum Layer {
    /** Who the client says must own the bucket. */
    EXPECTED_OWNER,
    /** What the user may do. */
    RULES,
    /** Nothing says anything; then the answer is no. */
    NONE
  }

  /** Why a decision is what it is. */
  public enum Reason {
    ALLOWED_BY_RULE("allowed by a rule of the user"),
    FORBIDDEN_BY_RULE("forbidden by a rule of the user"),
    ALLOWED_BY_NOTHING("no rule of the user allows it"),
    NOT_SIGNED("nothing allows it to those who do not sign"),
    OTHER_OWNER("the bucket has another owner than the client expects");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }

  static Decision by(AccessRequest request, Reason reason, OptionalInt statement) {
    Layer layer =
        switch (reason) {
          case ALLOWED_BY_RULE, FORBIDDEN_BY_RULE -> Layer.RULES;
          case ALLOWED_BY_NOTHING, NOT_SIGNED -> Layer.NONE;
          case OTHER_OWNER -> Layer.EXPECTED_OWNER;
        };
    return new Decision(
        reason == Reason.ALLOWED_BY_RULE,
        layer,
        request.action(),
        request.resource(),
        reason,
        statement);
  }
}
