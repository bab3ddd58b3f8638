package io.bytebucket.pipeline;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refusal;
import io.bytebucket.core.failure.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, by name: for those who run the store, and nobody else. What decided,
 * and which of its statements; or what would have to be there and is not. Never a secret.
 */
final class Because {
  private static final String REASON = "reason";

  private Because() {}

  /**
   * What a refusal came of.
   *
   * @param told what its client was told, which says more than the decision where there was none
   */
  static Map<String, String> of(Exception cause, @Nullable String told) {
    Map<String, String> because = new LinkedHashMap<>();
    if (cause instanceof StoreException store) {
      of(store.failure(), because);
    }
    if (because.isEmpty() && told != null) {
      because.put(REASON, told);
    }
    return because;
  }

  /** The same of single things that were refused where the rest was done: of the first of them. */
  static Map<String, String> of(Admission.RefusedParts parts) {
    Map<String, String> because = new LinkedHashMap<>();
    of(parts.first(), because);
    because.put("refused_parts", Integer.toString(parts.count()));
    return because;
  }

  private static void of(Failure failure, Map<String, String> because) {
    switch (failure) {
      case Failure.AccessDenied denied -> {
        because.put("action", denied.action());
        because.put(REASON, denied.reason());
        denied.refusal().ifPresent(refusal -> of(denied.action(), refusal, because));
      }
      case Failure.SignInRequired(var what) -> {
        because.put(REASON, "nobody may do this who does not sign, whatever is allowed");
        because.put("operation_of", what.name());
      }
      case Failure.PublicAccessBlocked(var by) -> {
        because.put(REASON, "public access of that kind is blocked, in the bucket or the store");
        because.put("kind", by.name());
      }
      case Failure.QuotaExceeded(String _, var measure, long limit) -> {
        because.put(REASON, "the quota of the bucket would be exceeded");
        because.put("measure", measure.name());
        because.put("limit", Long.toString(limit));
      }
      case Failure.InvalidAcl(AclFault.OtherOwner()) ->
          because.put(REASON, "the list names another owner, and no list changes that");
      case Failure.NoSuchAccessKey(String _) ->
          because.put(
              REASON,
              "there is no such access key, or it has expired, or it or its user is disabled");
      default -> {}
    }
  }

  private static void of(String action, Refusal refusal, Map<String, String> because) {
    String who = refusal.user().orElse("who does not sign");
    because.put("resource", refusal.resource());
    refusal.user().ifPresent(user -> because.put("user", user));
    switch (refusal.by()) {
      case EXPECTED_OWNER -> because.put("decided_by", "the owner that the client expects");
      case RULES -> because.put("decided_by", "the rules of " + who);
      case POLICY -> because.put("decided_by", "the policy of the bucket");
      case NOTHING ->
          because.put(
              "missing",
              refusal.user().isPresent()
                  ? "a rule of "
                      + who
                      + ", a statement of the policy or a grant that allows "
                      + action
                  : "a statement of the policy or a grant that allows everybody " + action);
    }
    refusal
        .statement()
        .ifPresent(statement -> because.put("statement", Integer.toString(statement)));
    refusal.sid().ifPresent(sid -> because.put("sid", sid));
    if (!refusal.absentKeys().isEmpty()) {
      because.put("absent_keys", String.join(", ", refusal.absentKeys()));
    }
  }
}
