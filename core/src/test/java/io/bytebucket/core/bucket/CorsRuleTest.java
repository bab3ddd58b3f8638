package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.CorsFault.Field;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rules a caller may set; what they match is for {@link CorsConfigurationTest}. */
class CorsRuleTest {
  private static final List<String> GET = List.of("GET");
  private static final List<String> ANY = List.of("*");
  private static final List<String> NONE = List.of();

  static Stream<CorsRule> allowed() {
    return Stream.of(
        rule("", List.of("GET", "PUT", "HEAD", "POST", "DELETE"), ANY, NONE, NONE),
        rule("i".repeat(255), GET, List.of("", "null", "https://*.example"), NONE, NONE),
        rule("a", GET, ANY, List.of("*", "x-amz-*", "!#$%&'+.^_`|~-"), NONE),
        rule("a", GET, ANY, NONE, List.of("ETag", "x".repeat(8_000))),
        rule("a", GET, ANY, NONE, Collections.nCopies(2_729, "x")));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void whatS3LetsOneSayIsTaken(CorsRule rule) {
    assertThat(rule.requireAllowed()).isSameAs(rule);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(rule("i".repeat(256), GET, ANY, NONE, NONE), new CorsFault.IdTooLong(255)),
        Arguments.of(rule("a", NONE, ANY, NONE, NONE), new CorsFault.NoMethodOrOrigin()),
        Arguments.of(rule("a", GET, NONE, NONE, NONE), new CorsFault.NoMethodOrOrigin()),
        Arguments.of(rule("a", GET, List.of("a\nb"), NONE, NONE), new CorsFault.ControlCharacter()),
        Arguments.of(rule("a", GET, ANY, NONE, List.of("a\tb")), new CorsFault.ControlCharacter()),
        Arguments.of(
            rule("a", List.of("GET", "get"), ANY, NONE, NONE), new CorsFault.UnknownMethod("get")),
        Arguments.of(
            rule("a", List.of("OPTIONS"), ANY, NONE, NONE), new CorsFault.UnknownMethod("OPTIONS")),
        Arguments.of(
            rule("a", GET, List.of("*a*"), NONE, NONE),
            new CorsFault.ManyWildcards(Field.ALLOWED_ORIGIN, "*a*")),
        Arguments.of(
            rule("a", GET, ANY, List.of("**"), NONE),
            new CorsFault.ManyWildcards(Field.ALLOWED_HEADER, "**")),
        Arguments.of(
            rule("a", GET, ANY, List.of("x y"), NONE),
            new CorsFault.BadCharacter(Field.ALLOWED_HEADER, "x y")),
        Arguments.of(rule("a", GET, ANY, List.of(""), NONE), new CorsFault.NamelessHeader()),
        Arguments.of(
            rule("a", GET, ANY, NONE, List.of("x-*")), new CorsFault.ExposedWildcard("x-*")),
        Arguments.of(
            rule("a", GET, ANY, NONE, List.of("x:")),
            new CorsFault.BadCharacter(Field.EXPOSED_HEADER, "x:")),
        Arguments.of(rule("a", GET, ANY, NONE, List.of("")), new CorsFault.NamelessHeader()),
        Arguments.of(
            rule("a", GET, ANY, NONE, Collections.nCopies(2_730, "x")),
            new CorsFault.TooLongToSend(8_192)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNoRuleMaySayIsRefused(CorsRule rule, CorsFault fault) {
    assertThat(Refused.because(rule::requireAllowed)).isEqualTo(new Failure.InvalidCors(fault));
    assertThat(Refused.because(() -> new CorsConfiguration(List.of(rule)).requireAllowed()))
        .isEqualTo(new Failure.InvalidCors(fault));
  }

  @Test
  void aBrowserRemembersForNoTimeOrLonger() {
    CorsRule rule = rule("a", GET, ANY, NONE, NONE);

    assertThat(rule.withMaxAgeSeconds(0).maxAgeSeconds()).hasValue(0);
    assertThat(Refused.because(() -> rule.withMaxAgeSeconds(-1)))
        .isEqualTo(new Failure.InvalidCors(new CorsFault.NegativeAge()));
    CorsRule stored = new CorsRule(rule.id(), GET, ANY, NONE, NONE, OptionalInt.of(-1));
    assertThat(Refused.because(stored::requireAllowed))
        .isEqualTo(new Failure.InvalidCors(new CorsFault.NegativeAge()));
  }

  private static CorsRule rule(
      String id,
      List<String> methods,
      List<String> origins,
      List<String> headers,
      List<String> exposed) {
    return new CorsRule(
        Optional.of(id).filter(text -> !text.isEmpty()),
        methods,
        origins,
        headers,
        exposed,
        OptionalInt.empty());
  }
}
