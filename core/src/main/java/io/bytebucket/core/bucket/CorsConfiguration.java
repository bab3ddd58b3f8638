package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * Which pages of other origins may use a bucket from within a browser. Pure; thread-safe.
 *
 * @param rules 1 to {@value #RULE_LIMIT} rules; the first one that matches a request counts
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing</a>
 */
public record CorsConfiguration(List<CorsRule> rules) {
  /** The most rules a bucket may have. */
  public static final int RULE_LIMIT = 100;

  /**
   * Checks how many rules there are, and keeps its own list of them.
   *
   * @throws StoreException with {@link Failure.InvalidCors}
   */
  public CorsConfiguration {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new StoreException(new Failure.InvalidCors(new CorsFault.NoRules()));
    }
    if (rules.size() > RULE_LIMIT) {
      requireRoom(rules.size() - 1);
    }
  }

  /**
   * Refuses one more rule when there are already as many as there may be.
   *
   * @param count how many there are
   * @throws StoreException with {@link Failure.InvalidCors}
   */
  public static void requireRoom(int count) {
    if (count >= RULE_LIMIT) {
      throw new StoreException(new Failure.InvalidCors(new CorsFault.TooManyRules(RULE_LIMIT)));
    }
  }

  /**
   * Checks that S3 would accept each of the rules.
   *
   * @return this
   * @throws StoreException with {@link Failure.InvalidCors}
   */
  CorsConfiguration requireAllowed() {
    rules.forEach(CorsRule::requireAllowed);
    return this;
  }

  /** The rule that allows the request; empty when none does. */
  public Optional<CorsRule> matching(CorsRequest request) {
    return rules.stream().filter(rule -> rule.matches(request)).findFirst();
  }
}
