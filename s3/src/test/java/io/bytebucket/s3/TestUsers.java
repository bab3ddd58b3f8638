package io.bytebucket.s3;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of the tests; the secret of each is its access key id with {@code -secret}. */
public final class TestUsers implements CallerSource {
  /** May do everything. */
  public static final String OWNER = "AKIDOWNER";

  /** May do everything too, so that things can belong to somebody else. */
  public static final String OTHER = "AKIDOTHER";

  /** May read objects, and not list them. */
  public static final String READER = "AKIDREADER";

  /** May put objects, and not read them. */
  public static final String WRITER = "AKIDWRITER";

  /** May read and put objects, and not their tags. */
  public static final String COPIER = "AKIDCOPIER";

  /** May do nothing. */
  public static final String NOBODY = "AKIDNOBODY";

  private static final Map<String, List<AccessRule>> RULES =
      Map.of(
          OWNER,
          List.of(AccessRule.FULL_ACCESS),
          OTHER,
          List.of(AccessRule.FULL_ACCESS),
          READER,
          List.of(new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:GetObject"))),
          WRITER,
          List.of(new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:PutObject"))),
          COPIER,
          List.of(
              new AccessRule(
                  AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:GetObject", "s3:PutObject"))),
          NOBODY,
          List.of());

  public static String secret(String accessKeyId) {
    return accessKeyId + "-secret";
  }

  /**
   * The user of that key: of another name than the key, so that nothing takes one for the other.
   */
  public static UserId id(String accessKeyId) {
    return new UserId("user-of-" + accessKeyId);
  }

  /** What clients call the user of that key. */
  public static String canonicalId(String accessKeyId) {
    return CanonicalId.of(id(accessKeyId));
  }

  @Override
  public Optional<String> secretOf(String accessKeyId) {
    return RULES.containsKey(accessKeyId) ? Optional.of(secret(accessKeyId)) : Optional.empty();
  }

  @Override
  public Optional<Caller.Known> callerOf(String accessKeyId) {
    return Optional.ofNullable(RULES.get(accessKeyId))
        .map(rules -> new Caller.Known(id(accessKeyId), accessKeyId, rules));
  }
}
