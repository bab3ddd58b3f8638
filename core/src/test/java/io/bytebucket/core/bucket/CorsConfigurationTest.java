package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsConfigurationTest {
  private static CorsRule rule(
      String id, List<String> methods, List<String> origins, List<String> headers) {
    return new CorsRule(Optional.of(id), methods, origins, headers, List.of(), OptionalInt.empty());
  }

  private static boolean allows(CorsRule rule, String origin, String method, String... headers) {
    return new CorsConfiguration(List.of(rule))
        .matching(new CorsRequest(origin, method, List.of(headers)))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "*, https://a.example, true",
    "*, null, true",
    "https://a.example, https://a.example, true",
    "https://a.example, https://a.example:443, false",
    "https://a.example, https://a.example/, false",
    "https://a.example, http://a.example, false",
    "https://a.example, https://A.example, false",
    "https://*.example, https://a.b.example, true",
    "https://*.example, https://.example, true",
    "https://*.example, https://example, false",
    "https://*.example, https://a.example.evil, false",
    "https://*, https://a, true",
    "https://*, http://a, false",
    "start*end, startend, true",
    "start*end, start12end, true",
    "start*end, 0start12end, false",
    // The two halves of a pattern must not share characters.
    "abc*bcd, abcd, false",
    "abc*bcd, abcbcd, true",
    "'', '', true",
  })
  void anOriginMatchesAsAWholeWithOneStarForAnything(
      String pattern, String origin, boolean matches) {
    CorsRule rule = rule("a", List.of("GET"), List.of("x", pattern), List.of());

    assertThat(allows(rule, origin, "GET")).isEqualTo(matches);
  }

  @Test
  void theMethodMustBeOneOfTheRule() {
    CorsRule rule = rule("a", List.of("GET", "PUT"), List.of("*"), List.of());

    assertThat(allows(rule, "https://a", "PUT")).isTrue();
    assertThat(allows(rule, "https://a", "put")).isFalse();
    assertThat(allows(rule, "https://a", "DELETE")).isFalse();
  }

  @Test
  void everyHeaderMustBeAllowedInAnyCase() {
    CorsRule rule =
        rule("a", List.of("PUT"), List.of("*"), List.of("X-Amz-Meta-*", "content-TYPE"));

    assertThat(allows(rule, "https://a", "PUT", "content-type", "x-amz-meta-a")).isTrue();
    assertThat(allows(rule, "https://a", "PUT", "content-type", "x-amz-acl")).isFalse();
    assertThat(allows(rule, "https://a", "PUT")).isTrue();
  }

  @Test
  void aRuleWithoutHeadersAllowsNone() {
    CorsRule rule = rule("a", List.of("PUT"), List.of("*"), List.of());

    assertThat(allows(rule, "https://a", "PUT")).isTrue();
    assertThat(allows(rule, "https://a", "PUT", "content-type")).isFalse();
  }

  @Test
  void theFirstRuleThatMatchesInEverythingCounts() {
    CorsRule one = rule("one", List.of("GET"), List.of("https://a"), List.of());
    CorsRule two = rule("two", List.of("PUT"), List.of("https://a"), List.of("x-a"));
    CorsRule three = rule("three", List.of("PUT", "GET"), List.of("*"), List.of("*"));
    CorsConfiguration all = new CorsConfiguration(List.of(one, two, three));

    assertThat(all.matching(new CorsRequest("https://a", "GET", List.of()))).contains(one);
    assertThat(all.matching(new CorsRequest("https://a", "GET", List.of("x-b")))).contains(three);
    assertThat(all.matching(new CorsRequest("https://a", "PUT", List.of("x-a")))).contains(two);
    assertThat(all.matching(new CorsRequest("https://b", "PUT", List.of("x-a")))).contains(three);
    assertThat(all.matching(new CorsRequest("https://b", "HEAD", List.of()))).isEmpty();
  }

  @Test
  void thereAre1To100Rules() {
    CorsRule rule = rule("a", List.of("GET"), List.of("*"), List.of());

    assertThat(new CorsConfiguration(Collections.nCopies(100, rule)).rules()).hasSize(100);
    assertThat(Refused.because(() -> new CorsConfiguration(List.of())))
        .isEqualTo(new Failure.InvalidCors(new CorsFault.NoRules()));
    assertThat(Refused.because(() -> new CorsConfiguration(Collections.nCopies(101, rule))))
        .isEqualTo(new Failure.InvalidCors(new CorsFault.TooManyRules(100)));
    CorsConfiguration.requireRoom(99);
    assertThat(Refused.because(() -> CorsConfiguration.requireRoom(100)))
        .isEqualTo(new Failure.InvalidCors(new CorsFault.TooManyRules(100)));
  }
}
