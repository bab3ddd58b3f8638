package io.bytebucket.admin.bucket;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules for pages of other origins, as a document has them. */
record CorsDocument(@JsonProperty("CORSRules") List<Rule> rules) {
  /** The longest document that is read, as on the port of S3. */
  static final int LIMIT_BYTES = 64 << 10;

  /** One rule; what may be missing is optional. */
  record Rule(
      @JsonProperty("ID") Optional<String> id,
      @JsonProperty("AllowedMethods") List<String> allowedMethods,
      @JsonProperty("AllowedOrigins") List<String> allowedOrigins,
      @JsonProperty("AllowedHeaders") Optional<List<String>> allowedHeaders,
      @JsonProperty("ExposeHeaders") Optional<List<String>> exposeHeaders,
      @JsonProperty("MaxAgeSeconds") Optional<Integer> maxAgeSeconds) {
    static Rule of(CorsRule rule) {
      return new Rule(
          rule.id(),
          rule.allowedMethods(),
          rule.allowedOrigins(),
          some(rule.allowedHeaders()),
          some(rule.exposeHeaders()),
          rule.maxAgeSeconds().isPresent()
              ? Optional.of(rule.maxAgeSeconds().getAsInt())
              : Optional.empty());
    }

    private static Optional<List<String>> some(List<String> texts) {
      return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    CorsRule rule() {
      CorsRule rule =
          new CorsRule(
              id.filter(text -> !text.isEmpty()),
              allowedMethods,
              allowedOrigins,
              allowedHeaders.orElse(List.of()),
              exposeHeaders.orElse(List.of()),
              OptionalInt.empty());
      return maxAgeSeconds.map(rule::withMaxAgeSeconds).orElse(rule).requireAllowed();
    }
  }

  static CorsDocument of(CorsConfiguration configuration) {
    return new CorsDocument(configuration.rules().stream().map(Rule::of).toList());
  }

  CorsConfiguration configuration() {
    return new CorsConfiguration(rules.stream().map(Rule::rule).toList());
  }
}
