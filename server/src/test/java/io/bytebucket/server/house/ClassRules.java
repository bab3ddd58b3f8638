package io.bytebucket.server.house;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/** How a class of ours is made and named. */
final class ClassRules {
  private static final String OPERATION = "io.bytebucket.s3.route.Operation";
  private static final Set<String> PORTS = Set.of("Engine", "MetadataStore", "BlobStore");

  private ClassRules() {}

  static List<HouseRule> all() {
    return List.of(
        operationsStandAlone(),
        operationsAreFinal(),
        namesSayMore(),
        noFutures(),
        noState(),
        servicesArePutTogetherOnce());
  }

  private static HouseRule operationsStandAlone() {
    return HouseRule.of(
        classes()
            .that()
            .doNotHaveFullyQualifiedName("io.bytebucket.s3.op.Routes")
            .should(notUseAnOperation())
            .because(
                "an operation is reached through its row of the route table, and what two of them"
                    + " share is a class that both use"),
        """
        package io.bytebucket.s3.op.bucket;
        import io.bytebucket.s3.route.Operation;
        public abstract class GetNothing implements Operation<Operation.Input> {}
        """,
        """
        package io.bytebucket.s3.op.object;
        class GetMore { io.bytebucket.s3.op.bucket.GetNothing used; }
        """);
  }

  private static ArchCondition<JavaClass> notUseAnOperation() {
    return new ArchCondition<>("use no operation but itself") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          JavaClass used = outermost(dependency.getTargetClass().getBaseComponentType());
          boolean isForeign = !used.isInterface() && used.isAssignableTo(OPERATION);
          if (isForeign && !used.equals(outermost(user))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static HouseRule operationsAreFinal() {
    return HouseRule.of(
        classes()
            .that()
            .resideInAPackage("io.bytebucket.s3.op..")
            .and()
            .areNotInterfaces()
            .and()
            // What the compiler makes for a switch over an enum.
            .areNotAnonymousClasses()
            .should()
            .haveModifier(FINAL)
            .because("what operations share is a class they use, not one they extend"),
        "package io.bytebucket.s3.op.bucket; class GetNothing {}");
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

  private static HouseRule servicesArePutTogetherOnce() {
    DescribedPredicate<JavaConstructorCall> service =
        DescribedPredicate.describe(
            "makes a service of the core, which works on a port",
            call ->
                call.getTargetOwner().getPackageName().startsWith("io.bytebucket.core.")
                    && call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type ->
                            type.getPackageName().equals("io.bytebucket.core.store")
                                && PORTS.contains(type.getSimpleName())));
    return HouseRule.of(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.bytebucket.core..")
            .and()
            // It reads a store that nobody has opened.
            .haveSimpleNameNotEndingWith("Check")
            .should()
            .callConstructorWhere(service)
            .because("the core offers its services assembled, as a Store"),
        """
        package io.bytebucket.server;
        class Offender {
          Object made(io.bytebucket.core.store.MetadataStore metadata) {
            return new io.bytebucket.core.user.CanonicalUsers(metadata);
          }
        }
        """);
  }
}
