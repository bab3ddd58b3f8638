package io.bytebucket.server.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When certificates are asked for, and what becomes of those that are there, by a clock of ours.
 */
class RenewalTest {
  private static final List<String> NAMES = List.of("s3.example.com", "files.example.com");
  private static final URI DIRECTORY = URI.create("https://acme.example.com/directory");

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-03-01T10:20:30Z");
  private Issuer issuer = () -> SelfSigned.make(NAMES, now);
  private final List<Instant> renewed = new ArrayList<>();

  private KeptCertificate kept() {
    return KeptCertificate.of(directory, DIRECTORY);
  }

  private static RenewalPlan plan(List<String> names) {
    return new RenewalPlan(names, new Random(4_711));
  }

  private Renewal renewal() {
    return new Renewal(
        plan(NAMES), () -> issuer.issue(), kept(), () -> renewed.add(now), () -> now);
  }

  private X509Certificate certificate(List<String> names) throws IOException {
    kept().keep(SelfSigned.make(names, now));
    return kept().certificate().orElseThrow();
  }

  @Test
  void whereThereIsNoneOrOneForOtherNamesItIsDueAtOnce() throws IOException {
    assertThat(plan(NAMES).due(Optional.empty())).isBefore(now);
    X509Certificate certificate = certificate(List.of("s3.example.com"));
    assertThat(plan(NAMES).due(Optional.of(certificate))).isBefore(now);
    assertThat(plan(List.of("s3.example.com")).due(Optional.of(certificate))).isAfter(now);
  }

  @Test
  void itIsRenewedWhenAboutAThirdOfItsTimeIsLeft() throws IOException {
    X509Certificate certificate = certificate(NAMES);
    Duration whole =
        Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    RenewalPlan plan = plan(NAMES);
    for (int i = 0; i < 100; i++) {
      Duration left =
          Duration.between(
              plan.due(Optional.of(certificate)), certificate.getNotAfter().toInstant());
      assertThat(left).isBetween(whole.dividedBy(4), whole.dividedBy(3).plusSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "9,256", "11,720", "1000000,720"})
  void pausesGrowAndHaveAnEnd(int failures, long minutes) {
    RenewalPlan plan = plan(NAMES);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pauses.add(plan.pause(failures, Optional.empty()));
    }

    Duration about = Duration.ofMinutes(minutes);
    assertThat(pauses)
        .allMatch(pause -> pause.compareTo(about.multipliedBy(3).dividedBy(4)) >= 0)
        .allMatch(pause -> pause.compareTo(about.multipliedBy(5).dividedBy(4)) <= 0)
        .doesNotHaveDuplicates();
  }

  @Test
  void anAcmeServerThatWantsToBeLeftAloneIsForADayAtTheMost() {
    assertThat(plan(NAMES).pause(1, Optional.of(Duration.ofHours(3))))
        .isEqualTo(Duration.ofHours(3));
    assertThat(plan(NAMES).pause(1, Optional.of(Duration.ofDays(99))))
        .isEqualTo(Duration.ofDays(1));
    assertThat(plan(NAMES).pause(1, Optional.of(Duration.ofSeconds(-9)))).isPositive();
  }

  @Test
  void whatIsIssuedIsKeptForItsOwnerAloneAndShown() throws Exception {
    Instant next = renewal().step();

    assertThat(renewed).containsExactly(now);
    assertThat(next).isAfter(now.plus(Duration.ofDays(365)));
    assertThat(plan(NAMES).due(kept().certificate())).isAfter(now);
    for (Path path : List.of(kept().file(), kept().folder(), directory.resolve("acme"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .endsWith("------");
    }
    assertThat(KeptCertificate.of(directory, URI.create("https://acme.example.com/other")).file())
        .doesNotExist();
  }

  @Test
  void whatFailsLeavesWhatIsThereAndIsTriedAgain() throws Exception {
    Renewal renewal = renewal();
    renewal.step();
    byte[] before = Files.readAllBytes(kept().file());
    Duration last = Duration.ZERO;
    for (Exception failure :
        List.of(
            new NotIssuedException("no", null),
            new IOException("no"),
            new IllegalStateException("no"),
            new NotIssuedException("no", null, Optional.of(now.plus(Duration.ofHours(9)))))) {
      issuer =
          () -> {
            switch (failure) {
              case NotIssuedException refused -> throw refused;
              case IOException unwritten -> throw unwritten;
              default -> throw (RuntimeException) failure;
            }
          };
      Duration pause = Duration.between(now, renewal.step());
      assertThat(pause).isGreaterThan(last);
      last = pause;
    }

    assertThat(last).isEqualTo(Duration.ofHours(9));
    assertThat(Files.readAllBytes(kept().file())).isEqualTo(before);
    assertThat(renewed).hasSize(1);
  }

  @Test
  void oneForOtherNamesThanThoseThatWereAskedForDoesNotMakeItAskAtOnceAgain() throws Exception {
    issuer = () -> SelfSigned.make(List.of("other.example.com"), now);

    assertThat(Duration.between(now, renewal().step())).isPositive();
  }

  @Test
  void theKeyOfTheAccountIsReadBack() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(256);
    KeyPair pair = keys.generateKeyPair();
    kept().keepAccount(Pem.of(pair));
    KeyPair read = Pem.pair(kept().account().orElseThrow());

    assertThat(read.getPublic()).isEqualTo(pair.getPublic());
    assertThat(read.getPrivate()).isEqualTo(pair.getPrivate());
    assertThatThrownBy(() -> Pem.pair("nothing")).isInstanceOf(IOException.class);
  }

  @Test
  void oneThatCannotBeShownIsAskedForAtOnceThoughItHasNotEnded() throws Exception {
    renewal().step();
    CountDownLatch asked = new CountDownLatch(1);
    issuer =
        () -> {
          asked.countDown();
          return SelfSigned.make(NAMES, now);
        };
    try (Renewal renewal = renewal()) {
      renewal.start(false);
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void itStopsWhileItWaitsAndWhileItAsks() throws Exception {
    renewal().step();
    Renewal waiting = renewal();
    waiting.start(true);
    waiting.close();

    Files.delete(kept().file());
    issuer =
        () -> {
          new CountDownLatch(1).await();
          return "";
        };
    Renewal asking = renewal();
    asking.start(true);
    asking.close();
    assertThat(kept().file()).doesNotExist();
  }
}
