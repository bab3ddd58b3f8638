package io.bytebucket.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FactTableTest {
  private static final int FACTS_MIN = 400;
  private static final int AREA_MIN = 9;

  private final FactTable table = FactTable.read();

  @Test
  void thereAreManyFactsOfEveryArea() {
    assertThat(table.facts()).hasSizeGreaterThan(FACTS_MIN);
    assertThat(table.facts().stream().collect(Collectors.groupingBy(Fact::area)))
        .hasSize(FactTable.areas().size())
        .allSatisfy(
            (area, facts) -> assertThat(facts).as(area).hasSizeGreaterThanOrEqualTo(AREA_MIN));
  }

  @Test
  void everyFactHasAPageOfAwsAndANameOfItsOwnInItsArea() {
    Set<String> names = new HashSet<>();
    for (Fact fact : table.facts()) {
      assertThat(fact.source())
          .as(fact.name())
          .matches("https://docs\\.aws\\.amazon\\.com/AmazonS3/latest/(API|userguide)/\\S+\\.html");
      assertThat(fact.name()).isNotBlank();
      assertThat(names.add(fact.area() + ": " + fact.name())).as(fact.name()).isTrue();
    }
  }

  @Test
  void everyRequestOfTheTableIsOne() {
    assertThat(table.facts())
        .allSatisfy(fact -> {
          Asked asked = Asked.of(fact.request());
          assertThat(asked.method())
              .isIn("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "FORM");
          assertThat(asked.target()).isNotBlank();
        });
  }

  @Test
  void aFactIsReadWithItsSourceAndWhatTheAnswerHas() {
    FactTable one =
        FactTable.of(
            "area",
            """
            ## A title [own bucket]
            @ api/API_GetObject
            + PUT /{b}/a <- x => etag etag
            It is so | GET /{b}/a [range: bytes=0-1] | 206 | - | body=x ; etag: {etag}
            It is not | GET /{b}/none | 404 | NoSuchKey | -
            """);

    assertThat(one.facts())
        .containsExactly(
            new Fact(
                1,
                "area",
                "It is so",
                "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html",
                "GET /{b}/a [range: bytes=0-1]",
                206,
                "",
                List.of("body=x", "etag: {etag}")),
            new Fact(
                2,
                "area",
                "It is not",
                "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html",
                "GET /{b}/none",
                404,
                "NoSuchKey",
                List.of()));
    assertThat(one.scenarios().getFirst().ownBucket()).isTrue();
  }

  @Test
  void whatIsNoRequestIsRefusedAndNotSentWithLess() {
    assertThatThrownBy(() -> Asked.of("GET /{b}/a [no value] [range: bytes=0-1]"))
        .hasMessageContaining("[no value]");
    assertThat(Asked.of("FORM b [!condition: [\"a\",1]] [x_y: z] <- file").headers())
        .containsExactly(new Asked.Field("x_y", "z"));
  }
}
