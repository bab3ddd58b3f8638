package io.bytebucket.server.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;

/** Which module and which package may use which, and which library is known where. */
final class ModuleRules {
  private static final String CORE = "io.bytebucket.core..";
  private static final String HTTP = "io.bytebucket.http..";
  private static final String ENGINES = "io.bytebucket.engine..";
  private static final String PIPELINE = "io.bytebucket.pipeline..";
  private static final String S3 = "io.bytebucket.s3..";
  private static final String ADMIN = "io.bytebucket.admin..";
  private static final String TRANSFER = "io.bytebucket.transfer..";
  private static final String SELFTEST = "io.bytebucket.selftest..";
  private static final String TRANSFER_S3 = "io.bytebucket.transfer.s3..";
  private static final String SERVER = "io.bytebucket.server..";
  private static final String TESTKIT = "io.bytebucket.testkit..";

  private static final String[] EVERYWHERE = {"java..", "javax..", "org.jspecify.."};

  private ModuleRules() {}

  static List<HouseRule> all() {
    return Stream.of(
            arrows(), arrowsOfTools(), libraries(), loadedWhereUsed(), decisions(), cycles())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HouseRule> arrows() {
    return List.of(
        HouseRule.of(
            only(
                    CORE,
                    "org.slf4j..",
                    "com.dynatrace.hash4j..",
                    "com.github.benmanes.caffeine..",
                    "tools.jackson.core..")
                .because("the core says what storage means, whatever carries or keeps it"),
            offender("core.bad", "java.util.List<io.bytebucket.http.Headers>")),
        HouseRule.of(
            only(HTTP).because("requests and responses have no server and no storage in them"),
            offender("http.bad", "java.util.List<io.bytebucket.core.store.Key>")),
        HouseRule.of(
            only(ENGINES, CORE, "org.slf4j..", "org.rocksdb..", "com.github.benmanes.caffeine..")
                .because("an engine keeps bytes and never sees a protocol"),
            offender("engine.bad", "java.util.List<io.bytebucket.http.Headers>")),
        HouseRule.of(
            only(
                    PIPELINE,
                    HTTP,
                    CORE,
                    "org.slf4j..",
                    "io.github.bucket4j..",
                    "com.github.benmanes.caffeine..")
                .because("what all addresses have in common knows no protocol of one of them"),
            offender("pipeline.bad", "java.util.List<io.bytebucket.s3.CallerSource>")),
        HouseRule.of(
            only(S3, PIPELINE, HTTP, CORE, "org.slf4j..", "tools.jackson.core..")
                .because("S3 is spoken the same way over every engine and every HTTP server"),
            offender("s3.bad", "java.util.List<org.rocksdb.RocksDB>")),
        HouseRule.of(
            only(
                    ADMIN,
                    PIPELINE,
                    HTTP,
                    CORE,
                    "org.slf4j..",
                    "com.github.benmanes.caffeine..",
                    "com.eatthepath.otp..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..")
                .because("the operator's API is no part of S3, and both say what the core means"),
            offender("admin.bad", "java.util.List<io.bytebucket.s3.CallerSource>")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackages(TESTKIT, "io.bytebucket.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TESTKIT, "org.junit..", "org.assertj..", "io.minio..")
                .because("what only tests need does not ship"),
            offender("server.bad", "org.junit.jupiter.api.Assertions")));
  }

  private static List<HouseRule> arrowsOfTools() {
    return List.of(
        HouseRule.of(
            classes()
                .that()
                .resideInAPackage(TRANSFER)
                .and()
                .resideOutsideOfPackage(TRANSFER_S3)
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(allowed(TRANSFER, CORE, "org.slf4j..", "tools.jackson.."))
                        .and(resideOutsideOfPackage(TRANSFER_S3)))
                .because("what moves in and out uses the store as front ends do"),
            offender("transfer.bad", "java.util.List<io.bytebucket.http.Headers>"),
            offender("transfer.worse", "io.bytebucket.transfer.s3.S3Transfer")),
        HouseRule.of(
            only(
                    TRANSFER_S3,
                    TRANSFER,
                    "io.github.bucket4j..",
                    "software.amazon.awssdk..",
                    "org.slf4j..")
                .because("it knows endpoints alone: the store is one of them"),
            offender("transfer.s3.bad", "java.util.List<io.bytebucket.core.store.Key>")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackages(TRANSFER_S3, TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSFER_S3, "software.amazon..")
                .because(
                    "a client of S3 is loaded by the commands that need one, and found by name"),
            offender("server.bad", "io.bytebucket.transfer.s3.S3Transfer"),
            offender("admin.bad", "software.amazon.awssdk.services.s3.S3Client")),
        HouseRule.of(
            only(SELFTEST, HTTP)
                .because("what asks any server for S3 shares nothing with how ours answers"),
            offender("selftest.bad", "java.util.List<io.bytebucket.s3.CallerSource>")));
  }

  private static List<HouseRule> libraries() {
    return List.of(
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "ch.qos.logback..", "picocli..")
                .because("HTTP server, log and command line are choices of the process"),
            offender("s3.bad", "org.eclipse.jetty.server.Server")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    SERVER,
                    ADMIN,
                    TRANSFER,
                    "io.bytebucket.s3.form..",
                    "io.bytebucket.core.policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..")
                .because("nothing of S3 is JSON but the policies of buckets and of forms"),
            offender("s3.bad", "tools.jackson.core.JsonParser")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage("io.bytebucket.server.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.prometheus..")
                .because("parts tell figures, and one place knows who reads them"),
            offender("server.bad", "io.prometheus.metrics.model.snapshots.Labels")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage("io.bytebucket.engine.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.rocksdb..")
                .because("RocksDB is how one engine keeps its keys"),
            offender("server.bad", "org.rocksdb.RocksDB")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage("io.bytebucket.core.checksum..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dynatrace.hash4j..")
                .because("a hash of that library is one of S3's checksums, and nothing else"),
            offender("core.bad", "com.dynatrace.hash4j.hashing.Hashing")));
  }

  private static List<HouseRule> decisions() {
    String access = "io.bytebucket.core.access.";
    return List.of(
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackages(CORE, TESTKIT)
                .and()
                .doNotHaveFullyQualifiedName("io.bytebucket.s3.S3Handler")
                .and()
                .doNotHaveFullyQualifiedName("io.bytebucket.s3.S3FrontEnd")
                .and()
                .doNotHaveFullyQualifiedName("io.bytebucket.admin.AdminHandler")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(access + "AccessGate")
                .because("a front end asks the gate in one place, and no operation does"),
            offender("s3.op.object", access + "AccessGate")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackages(CORE, TESTKIT)
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "decide who may do what",
                        type ->
                            type.getName().equals(access + "Authorizer")
                                || type.getName().equals(access + "AccessRequest")
                                || type.getName().equals(access + "Decision")))
                .because("who may do what is decided in the core"),
            offender("s3.op.object", access + "Authorizer"),
            offender("s3.op.value", access + "AccessRequest")),
        HouseRule.of(
            noClasses()
                .that()
                .resideInAPackage(S3)
                .should()
                .callMethod(access + "Caller$Known", "rules")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.bytebucket.core.user.AccessRule")
                .because("what a user may do is nothing that S3 looks at"),
            offender("s3.op.object", "io.bytebucket.core.user.AccessRule")));
  }

  private static List<HouseRule> loadedWhereUsed() {
    return List.of(
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage("io.bytebucket.server.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..")
                .because("where nothing is traced nothing of it is loaded"),
            offender("server.bad", "io.opentelemetry.api.trace.Span")),
        HouseRule.of(
            noClasses()
                .that()
                .resideOutsideOfPackage("io.bytebucket.server.acme..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.shredzone..", "org.bouncycastle..")
                .because("how certificates are asked for is loaded where they are"),
            offender("server.bad", "org.shredzone.acme4j.Session")));
  }

  private static List<HouseRule> cycles() {
    return Stream.of(
            "core",
            "http",
            "pipeline",
            "engine",
            "s3",
            "admin",
            "transfer",
            "selftest",
            "server",
            "testkit")
        .map(module ->
            HouseRule.of(
                slices()
                    .assignedFrom(packagesOf("io.bytebucket." + module))
                    .should()
                    .beFreeOfCycles()
                    .because("packages that use each other in a ring are one package"),
                offender(module + ".one", "io.bytebucket." + module + ".two.Offender"),
                offender(module + ".two", "io.bytebucket." + module + ".one.Offender")))
        .toList();
  }

  private static com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction only(
      String module, String... others) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed(module, others));
  }

  private static String[] allowed(String module, String... others) {
    return Stream.of(new String[] {module}, others, EVERYWHERE)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  /** Each package a slice of its own, the root package of the module included. */
  private static SliceAssignment packagesOf(String module) {
    return new SliceAssignment() {
      @Override
      public String getDescription() {
        return "packages of " + module;
      }

      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(module) || name.startsWith(module + ".")
            ? SliceIdentifier.of(name)
            : SliceIdentifier.ignore();
      }
    };
  }

  private static String offender(String name, String used) {
    return """
    package io.bytebucket.%s;
    public class Offender { public %s used; }
    """
        .formatted(name, used);
  }
}
