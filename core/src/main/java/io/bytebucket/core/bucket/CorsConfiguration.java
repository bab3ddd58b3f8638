package io.bytebucket.core.bucket;

import java.util.List;
import java.util.Optional;

/**
 * Which pages of other origins may use a bucket from within a browser. Pure; thread-safe.
 *
 * @param rules 1 to {@value #RULE_LIMIT}, of which the first that matches counts
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing</a>
 */
public record CorsConfiguration(List<CorsRule> rules) {
  /** The most rules a bucket may have. */
  public static final int RULE_LIMIT = 100;

  /** Checks how many rules there are, and keeps its own list of them. */
  public CorsConfiguration {
    rules = List.copyOf(rules);
    if (rules.isEmpty() || rules.size() > RULE_LIMIT) {
      throw new IllegalArgumentException("a CORS configuration has 1 to 100 rules");
    }
  }

  /** The rule that allows the request; empty when none does. */
  public Optional<CorsRule> matching(CorsRequest request) {
    return rules.stream().filter(rule -> rule.matches(request)).findFirst();
  }
}
