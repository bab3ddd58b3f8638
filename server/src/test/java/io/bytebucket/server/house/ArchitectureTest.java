package io.bytebucket.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.bytebucket");
  private final OffenderCompiler compiler = new OffenderCompiler();

  @AfterAll
  void closeTheCompiler() throws IOException {
    compiler.close();
  }

  static List<HouseRule> rules() {
    return Stream.of(ModuleRules.all(), ClassRules.all()).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ourClassesKeepTheRule(HouseRule rule) {
    rule.rule().check(classes);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleFindsItsOffender(HouseRule rule, @TempDir Path folder) throws IOException {
    JavaClasses offenders = compiler.classes(rule.offenders(), folder);

    assertThat(rule.rule().allowEmptyShould(true).evaluate(offenders).hasViolation()).isTrue();
  }

  @Test
  void theClassesOfAllModulesAreSeen() {
    assertThat(classes.stream().map(type -> type.getPackageName()))
        .contains(
            "io.bytebucket.core.store",
            "io.bytebucket.http",
            "io.bytebucket.pipeline",
            "io.bytebucket.engine.local",
            "io.bytebucket.s3.op.object",
            "io.bytebucket.admin.route",
            "io.bytebucket.selftest",
            "io.bytebucket.server",
            "io.bytebucket.testkit");
  }
}
