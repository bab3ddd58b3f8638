package io.bytebucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final Headers HEADERS =
      Headers.builder()
          .add("Host", "example.test")
          .add("X-Amz-Meta-A", "1")
          .add("Authorization", "top secret")
          .add("x-amz-meta-a", "2")
          .add("X-Empty", "")
          .build();

  @Test
  void namesAreFoundInLowerCaseWhateverCaseTheyWereSentIn() {
    assertThat(HEADERS.first("host")).contains("example.test");
    assertThat(HEADERS.contains("authorization")).isTrue();
    assertThat(HEADERS.first("accept")).isEmpty();
    assertThat(HEADERS.contains("accept")).isFalse();
  }

  @Test
  void lowerCaseDoesNotDependOnTheLocale() {
    // In Turkish, I becomes a dotless i.
    assertThat(Headers.builder().add("X-ID", "1").build().contains("x-id")).isTrue();
  }

  @Test
  void aNameSentTwiceKeepsBothValuesInOrder() {
    assertThat(HEADERS.first("x-amz-meta-a")).contains("1");
    assertThat(HEADERS.all("x-amz-meta-a")).containsExactly("1", "2");
    assertThat(HEADERS.all("accept")).isEmpty();
    assertThat(HEADERS.size()).isEqualTo(5);
  }

  @Test
  void theValuesOfANameSentTwiceAreOneWithAComma() {
    assertThat(HEADERS.joined("x-amz-meta-a")).contains("1,2");
    assertThat(HEADERS.joined("host")).contains("example.test");
    assertThat(HEADERS.joined("x-empty")).contains("");
    assertThat(HEADERS.joined("accept")).isEmpty();
  }

  @Test
  void anEmptyValueIsAValue() {
    assertThat(HEADERS.contains("x-empty")).isTrue();
    assertThat(HEADERS.first("x-empty")).contains("");
  }

  @Test
  void fieldsComeInTheOrderSent() {
    List<String> seen = new ArrayList<>();
    HEADERS.forEach((name, value) -> seen.add(name + "=" + value));
    assertThat(seen)
        .containsExactly(
            "host=example.test",
            "x-amz-meta-a=1",
            "authorization=top secret",
            "x-amz-meta-a=2",
            "x-empty=");
  }

  @Test
  void addAllTakesEveryFieldOfTheOther() {
    Headers copy = Headers.builder().addAll(HEADERS).build();
    assertThat(copy).isEqualTo(HEADERS).hasSameHashCodeAs(HEADERS);
    assertThat(copy).isNotEqualTo(Headers.EMPTY);
  }

  @Test
  void theTextHoldsNoValuesBecauseTheyCanBeCredentials() {
    assertThat(HEADERS.toString()).contains("authorization").doesNotContain("secret");
  }
}
