package io.bytebucket.s3;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of the tests; the secret of each is its access key id with {@code -secret}. */
public final class TestUsers implements CallerSource {
  /** May do everything. */
  public static final String OWNER = "AKIDOWNER";

  /** What clients call that user. */
  public static final String OWNER_CANONICAL_ID =
      "4e600a0adc16e2d0c160fee5e10e62c264766b190b44096c8e53bb6756fe76b6";

  /** May do everything too, so that things can belong to somebody else. */
  public static final String OTHER = "AKIDOTHER";

  /** May read objects, and not list them. */
  public static final String READER = "AKIDREADER";

  /** May put objects, and not read them. */
  public static final String WRITER = "AKIDWRITER";

  /** May read and put objects, and not their tags. */
  public static final String COPIER = "AKIDCOPIER";

  /** May list buckets, and the keys in those that are called logs. */
  public static final String LOGGER = "AKIDLOGGER";

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
          LOGGER,
          List.of(
              new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:ListAllMyBuckets")),
              new AccessRule(AccessRule.Effect.ALLOW, List.of("logs-?"), List.of("s3:listbucket"))),
          NOBODY,
          List.of());

  /** What the ids of users begin with who may do what stands behind it. */
  private static final String MAY = "AKIDMAY";

  /** A user who may do that, everywhere, and nothing else: by the names of actions, without s3. */
  public static String may(List<String> actions) {
    return MAY + "." + String.join(".", actions);
  }

  private static Optional<List<AccessRule>> rules(String accessKeyId) {
    if (!accessKeyId.startsWith(MAY + ".")) {
      return Optional.ofNullable(RULES.get(accessKeyId));
    }
    List<String> actions =
        Arrays.stream(accessKeyId.split("\\.")).skip(1).map(name -> "s3:" + name).toList();
    return Optional.of(List.of(new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), actions)));
  }

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
    return rules(accessKeyId).map(_ -> secret(accessKeyId));
  }

  @Override
  public Optional<Caller.Known> callerOf(String accessKeyId) {
    return rules(accessKeyId).map(rules -> new Caller.Known(id(accessKeyId), accessKeyId, rules));
  }
}
