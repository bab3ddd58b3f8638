package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRequest;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a page of another origin may do something, by the rules of a bucket or by others
 * that are not set yet: with what the port of S3 asks.
 */
final class CorsCheck {
  private final BucketSettings settings;

  CorsCheck(BucketSettings settings) {
    this.settings = settings;
  }

  /**
   * What is asked.
   *
   * @param rules in place of those that are set
   */
  private record Asked(
      String origin, String method, Optional<List<String>> headers, Optional<CorsDocument> rules) {}

  /**
   * What is answered.
   *
   * @param isConfigured whether there are any rules
   * @param rule the place of the rule that allows it, from 0 on
   */
  private record Answer(
      boolean isConfigured,
      boolean isAllowed,
      Optional<Integer> rule,
      Optional<String> ruleId,
      Optional<Boolean> anyOrigin,
      Optional<List<String>> exposeHeaders,
      Optional<Integer> maxAgeSeconds) {}

  Response check(AdminRequest request, BucketDemand input, Admission admission) throws IOException {
    Asked asked = request.document(Asked.class);
    List<String> headers = asked.headers().orElse(List.of());
    if (!CorsRule.METHODS.contains(asked.method()) || headers.size() > CorsRequest.HEADERS_MAX) {
      throw AdminException.invalid(
          "The method is GET, PUT, HEAD, POST or DELETE, and there are up to 100 headers.");
    }
    Optional<CorsConfiguration> rules =
        asked.rules().isPresent()
            ? asked.rules().map(CorsDocument::configuration)
            : settings.cors(input.bucket());
    Optional<CorsRule> found =
        CorsRequest.of(asked.origin(), asked.method(), headers)
            .flatMap(page -> rules.flatMap(all -> all.matching(page)));
    return Json.answer(
        200,
        new Answer(
            rules.isPresent(),
            found.isPresent(),
            found.flatMap(rule -> rules.map(all -> all.rules().indexOf(rule))),
            found.flatMap(CorsRule::id),
            found.map(CorsRule::allowsAnyOrigin),
            found.map(CorsRule::exposeHeaders),
            found.flatMap(CorsCheck::maxAge)));
  }

  private static Optional<Integer> maxAge(CorsRule rule) {
    return rule.maxAgeSeconds().isPresent()
        ? Optional.of(rule.maxAgeSeconds().getAsInt())
        : Optional.empty();
  }
}
