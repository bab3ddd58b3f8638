package io.bytebucket.server.house;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.List;

/** How a class of ours is made and named. */
final class ClassRules {
  private ClassRules() {}

  static List<HouseRule> all() {
    return List.of(
        operationsAreHidden(), operationsAreFinal(), namesSayMore(), noFutures(), noState());
  }

  private static HouseRule operationsAreHidden() {
    return HouseRule.of(
        classes()
            .that()
            .resideInAPackage("io.bytebucket.s3.op")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("Routes")
            .should()
            .notBePublic()
            .because(
                "an operation is reached through its row of the route table, and no other way"),
        "package io.bytebucket.s3.op; public final class GetNothing {}");
  }

  private static HouseRule operationsAreFinal() {
    return HouseRule.of(
        classes()
            .that()
            .resideInAPackage("io.bytebucket.s3.op")
            .and()
            .areNotInterfaces()
            .and()
            // What the compiler makes for a switch over an enum.
            .areNotAnonymousClasses()
            .should()
            .haveModifier(FINAL)
            .because("what operations share is a class they use, not one they extend"),
        "package io.bytebucket.s3.op; class GetNothing {}");
  }

  private static HouseRule namesSayMore() {
    return HouseRule.of(
        noClasses()
            .should()
            .haveNameMatching(".*(?:Utils?|Helpers?|Manager|Common|Impl|Base)")
            .orShould()
            .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
            .because("such a name says that the class has no subject"),
        "package io.bytebucket.core; class KeyUtil {}");
  }

  private static HouseRule noFutures() {
    // By name: what a class of the JDK extends is not read, see archunit.properties.
    DescribedPredicate<JavaClass> future =
        HasName.Predicates.nameMatching("java\\.util\\.concurrent\\..*(?:Future|CompletionStage)")
            .as("a future")
            .forSubtype();
    return HouseRule.of(
        methods()
            .that()
            .areNotPrivate()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .notHaveRawReturnType(future)
            .because("callers block: each has a virtual thread of its own"),
        """
        package io.bytebucket.core;
        class Key { java.util.concurrent.CompletableFuture<String> text() { return null; } }
        """);
  }

  private static HouseRule noState() {
    return HouseRule.of(
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("state belongs to an object that somebody made and closes"),
        "package io.bytebucket.core; class Key { static int count; }");
  }
}
