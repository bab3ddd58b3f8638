package io.bytebucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Query.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @Test
  void parametersComeDecodedInTheOrderSent() {
    Query query = parse("prefix=a%2Fb&list-type=2&prefix=c+d");
    assertThat(query.parameters())
        .containsExactly(
            new Parameter("prefix", "a/b"),
            new Parameter("list-type", "2"),
            new Parameter("prefix", "c d"));
    assertThat(query.first("prefix")).contains("a/b");
  }

  @Test
  void aNameWithAndWithoutAnEqualsSignHasTheEmptyValue() {
    assertThat(parse("uploads").first("uploads")).contains("");
    assertThat(parse("uploads=").first("uploads")).contains("");
    assertThat(parse("a=1&uploads&b=2").parameters())
        .containsExactly(
            new Parameter("a", "1"), new Parameter("uploads", ""), new Parameter("b", "2"));
  }

  @Test
  void namesAreCaseSensitiveAndMayBeEscaped() {
    Query query = parse("X-Amz-Date=1&%70refix=2");
    assertThat(query.contains("x-amz-date")).isFalse();
    assertThat(query.contains("X-Amz-Date")).isTrue();
    assertThat(query.first("prefix")).contains("2");
  }

  @Test
  void onlyTheFirstEqualsSignEndsAName() {
    assertThat(parse("a=b=c&d==").parameters())
        .containsExactly(new Parameter("a", "b=c"), new Parameter("d", "="));
  }

  @Test
  void anEscapedSeparatorSeparatesNothing() {
    assertThat(parse("a=1%262&b%3D=3").parameters())
        .containsExactly(new Parameter("a", "1&2"), new Parameter("b=", "3"));
  }

  @Test
  void emptyPartsBetweenAmpersandsAreNothing() {
    assertThat(parse("&&a=1&&").parameters()).containsExactly(new Parameter("a", "1"));
    assertThat(parse("").parameters()).isEmpty();
    assertThat(parse("&").parameters()).isEmpty();
  }

  @Test
  void anEmptyNameIsKept() {
    assertThat(parse("=x").parameters()).containsExactly(new Parameter("", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=1&%zz", "%FF=1", "a=%C3"})
  void whatIsNotPercentEncodedUtf8IsRefusedAsAWhole(String raw) {
    assertThat(Query.parse(raw)).isEmpty();
  }

  @Test
  void aMegabyteOfParametersIsRead() {
    // A search through the rest of the text for each of these made it quadratic.
    Query query = parse("a&".repeat(512 << 10) + "b=1");
    assertThat(query.parameters()).hasSize((512 << 10) + 1);
    assertThat(query.first("b")).contains("1");
  }

  private static Query parse(String raw) {
    return Query.parse(raw).orElseThrow();
  }
}
