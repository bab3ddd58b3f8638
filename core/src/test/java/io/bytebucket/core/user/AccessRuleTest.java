package io.bytebucket.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.user.AccessRule.Effect;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "*|abc|true",
        "*|''|true",
        "''|''|true",
        "''|a|false",
        "abc|abc|true",
        "abc|abcd|false",
        "abcd|abc|false",
        "a*|a|true",
        "a*|abc|true",
        "*c|abc|true",
        "*c|abcd|false",
        "a*c|ac|true",
        "a*c|abbbc|true",
        "a*c|abcb|false",
        "*b*|abc|true",
        "a**c|abc|true",
        "a*b*c|aXbYc|true",
        "a*b*c|aXcYb|false",
        "ab*ab|ab|false",
        "a?c|abc|true",
        "a?c|ac|false",
        "?|''|false",
        "??*|ab|true",
        "??*|a|false",
        "a.c|abc|false",
        "A*|abc|false"
      },
      delimiter = '|')
  void aStarStandsForAnyCharactersAndAQuestionMarkForOne(
      String pattern, String text, boolean matches) {
    assertThat(Wildcards.matches(pattern, text)).isEqualTo(matches);
  }

  @Test
  void agreesWithARegularExpression() {
    long seed = 7;
    System.out.println("AccessRuleTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String pattern = random(random, "ab*?", 7);
      String text = random(random, "ab", 9);
      assertThat(Wildcards.matches(pattern, text))
          .as("%s on %s", pattern, text)
          .isEqualTo(Pattern.matches(pattern.replace("*", ".*").replace("?", "."), text));
    }
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    assertThat(Wildcards.matches("*a".repeat(60) + "b", "a".repeat(10_000))).isFalse();
  }

  @Test
  void aRuleSpeaksOfItsActionsOnItsBuckets() {
    AccessRule rule =
        new AccessRule(
            Effect.ALLOW, List.of("logs-*", "photos"), List.of("s3:Get*", "s3:PutObject"));
    assertThat(rule.covers("s3:GetObject", "photos", false)).isTrue();
    assertThat(rule.covers("s3:GetBucketLocation", "logs-2026", false)).isTrue();
    assertThat(rule.covers("s3:PutObject", "logs-2026", false)).isTrue();
    assertThat(rule.covers("s3:DeleteObject", "photos", false)).isFalse();
    assertThat(rule.covers("s3:GetObject", "photos2", false)).isFalse();
    assertThat(rule.covers("s3:GetObject", "", false)).isFalse();
  }

  @Test
  void onlyAStarSpeaksOfTheStoreAsAWhole() {
    assertThat(AccessRule.FULL_ACCESS.covers("s3:ListAllMyBuckets", "", false)).isTrue();
  }

  @Test
  void actionsAreTheSameInUpperAndLowerCaseAndBucketsAreNot() {
    AccessRule rule =
        new AccessRule(Effect.ALLOW, List.of("photos"), List.of("S3:getobject", "s3:LIST*"));
    assertThat(rule.covers("s3:GetObject", "photos", false)).isTrue();
    assertThat(rule.covers("s3:ListBucket", "photos", false)).isTrue();
    assertThat(rule.covers("s3:GetObject", "Photos", false)).isFalse();
  }

  @Test
  void whatIsOnesOwnIsCoveredWhateverItIsCalled() {
    AccessRule rule = new AccessRule(Effect.ALLOW, List.of(AccessRule.OWN), List.of("*"));
    assertThat(rule.namesOwn()).isTrue();
    assertThat(rule.covers("s3:GetObject", "photos", true)).isTrue();
    assertThat(rule.covers("s3:GetObject", "photos", false)).isFalse();
    assertThat(rule.covers("s3:ListAllMyBuckets", "", false)).isFalse();
    assertThat(rule.covers("s3:GetObject", AccessRule.OWN, false)).isFalse();
  }

  @Test
  void onlyAGrantOfEverythingEverywhereMakesAnAdministrator() {
    assertThat(AccessRule.FULL_ACCESS.isFullAccess()).isTrue();
    assertThat(
            new AccessRule(Effect.ALLOW, List.of("a", "*"), List.of("s3:GetObject", "*"))
                .isFullAccess())
        .isTrue();
    for (AccessRule less :
        List.of(
            new AccessRule(Effect.DENY, List.of("*"), List.of("*")),
            new AccessRule(Effect.ALLOW, List.of("*"), List.of("s3:*")),
            new AccessRule(Effect.ALLOW, List.of("*a"), List.of("*")),
            new AccessRule(Effect.ALLOW, List.of(AccessRule.OWN), List.of("*")))) {
      assertThat(less.isFullAccess()).as(less.toString()).isFalse();
    }
  }

  private static String random(Random random, String alphabet, int limit) {
    return random
        .ints(random.nextInt(limit), 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
