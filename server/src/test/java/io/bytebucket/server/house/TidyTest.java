package io.bytebucket.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidyTest {
  private Repository repository = Repository.of();

  @BeforeAll
  void readTheRepository() throws IOException {
    repository = Repository.read(Repository.root());
  }

  static List<TidyRule> rules() {
    return Stream.of(
            SizeRules.all(),
            WordRules.all(),
            WireRules.all(),
            LayoutRules.all(),
            DocumentRules.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRepositoryKeepsTheRule(TidyRule rule) {
    assertThat(rule.check().findings(repository)).as(rule.name()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleFindsItsOffender(TidyRule rule) {
    assertThat(rule.check().findings(rule.offender())).hasSize(1);
  }

  @Test
  void theRepositoryIsReadWithAllItsModules() {
    assertThat(repository.mainJavaFiles().map(file -> file.path().replaceFirst("/.*", "")))
        .contains("core", "http", "engine-local", "s3", "server");
  }
}
