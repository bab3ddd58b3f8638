package io.bytebucket.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.selftest.wire.Endpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is told of servers that are wrong. */
class SelfTestTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void aServerThatSaysYesToEverythingFailsInEveryArea() throws Exception {
    Report report = run(request -> answer(200, ""));

    assertThat(report.findings()).hasSameSizeAs(FactTable.read().facts());
    assertThat(report.areas()).hasSize(FactTable.areas().size());
    assertThat(report.areas())
        .allSatisfy((area, score) -> assertThat(score.failed()).as(area).isPositive());
    assertThat(report.score().passed()).isLessThan(report.findings().size() / 4);
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void aServerThatRefusesEverythingPassesNoFactButThoseOfRefusals() throws Exception {
    String error = "<Error><Code>AccessDenied</Code><Message>No</Message></Error>";
    Report report =
        run(request -> answer(request.startsWith("PUT /bytebucket") ? 200 : 403, error));

    assertThat(report.areas())
        .allSatisfy((area, score) -> assertThat(score.failed()).as(area).isPositive());
    assertThat(report.findings())
        .filteredOn(finding -> finding.outcome() == Finding.Outcome.PASSED)
        .allSatisfy(finding ->
            assertThat(finding.fact().status()).as(finding.fact().name()).isIn(403, 200));
    assertThat(report.findings().getFirst().seen()).isEqualTo("answered 403 AccessDenied: No");
  }

  @Test
  void everyFindingIsHeardAndATimeThatIsOverIsToldAsNotRun() throws Exception {
    List<Finding> heard = new ArrayList<>();
    try (WrongServer server = new WrongServer(SelfTestTest::first404)) {
      Report report =
          new SelfTest(
                  FactTable.read(), target(server.port(), Optional.empty()), CLOCK, Duration.ZERO)
              .run(heard::add);

      assertThat(heard).isEqualTo(report.findings());
      assertThat(report.score().notRun()).isEqualTo(report.findings().size());
      assertThat(report.isClean()).isFalse();
    }
  }

  @Test
  void aBucketThatHoldsSomethingIsNotTouched() throws Exception {
    List<String> requests = new ArrayList<>();
    String listing =
        "<ListBucketResult><Name>mine</Name><Contents><Key>a</Key></Contents></ListBucketResult>";
    try (WrongServer server =
        new WrongServer(request -> {
          requests.add(request);
          return answer(200, listing);
        })) {
      SelfTest test =
          new SelfTest(
              FactTable.read(),
              target(server.port(), Optional.of("mine")),
              CLOCK,
              Duration.ofMinutes(1));

      assertThatThrownBy(() -> test.run(_ -> {}))
          .isInstanceOf(CannotRunException.class)
          .hasMessageContaining("mine is not empty");
    }
    assertThat(requests).isNotEmpty().allMatch(request -> request.startsWith("GET /mine?"));
  }

  @Test
  void whateverAServerListsNothingOfOthersIsRemoved() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    String empty = "<ListBucketResult><Name>mine</Name></ListBucketResult>";
    String others =
        "<ListVersionsResult><Name>mine</Name><Version><Key>precious</Key><VersionId>1</VersionId>"
            + "</Version></ListVersionsResult>";
    String uploads =
        "<ListMultipartUploadsResult><Upload><Key>precious</Key><UploadId>u</UploadId></Upload>"
            + "</ListMultipartUploadsResult>";
    try (WrongServer server =
        new WrongServer(request -> {
          requests.add(request);
          String body =
              request.contains("prefix=") && request.contains("?versions")
                  ? others
                  : request.contains("prefix=") && request.contains("?uploads") ? uploads : empty;
          return answer(200, body);
        })) {
      Report report =
          new SelfTest(
                  FactTable.read(),
                  target(server.port(), Optional.of("mine")),
                  CLOCK,
                  Duration.ZERO)
              .run(_ -> {});

      assertThat(report.leftovers()).isEmpty();
    }
    assertThat(requests)
        .anyMatch(request -> request.contains("prefix="))
        .noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void whatAServerSaysIsCutAndNoTerminalObeysIt() throws Exception {
    String error = "<Error><Code>&#155;2J" + "x".repeat(5_000) + "</Code></Error>";
    Report report =
        run(request ->
            request.startsWith("PUT /bytebucket") ? answer(200, "") : answer(400, error));

    assertThat(report.findings())
        .allSatisfy(finding -> assertThat(finding.seen()).hasSizeLessThan(3_000))
        .anyMatch(finding -> finding.seen().contains("\\u009b2J"))
        .noneMatch(finding -> finding.seen().contains("\u009b"));
  }

  @Test
  void anIdThatNoRequestCanCarryIsAFindingAndNoFault() throws Exception {
    String upload =
        "<R><UploadId>x [!as: liar] &lt;- %zz</UploadId><NextContinuationToken>[a: b]"
            + "</NextContinuationToken></R>";
    Report report = run(_ -> answer(200, upload));

    assertThat(report.findings()).hasSameSizeAs(FactTable.read().facts());
    assertThat(report.findings())
        .anyMatch(finding -> finding.seen().contains("told what cannot be a UploadId"));
  }

  @Test
  void whoStopsItGetsWhatWasMadeRemovedAndTheRestAsNotRun() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (WrongServer server =
        new WrongServer(request -> {
          requests.add(request);
          return first404(request);
        })) {
      SelfTest test =
          new SelfTest(
              FactTable.read(),
              target(server.port(), Optional.empty()),
              CLOCK,
              Duration.ofMinutes(5));
      Report report = test.run(_ -> test.stop());

      assertThat(report.score().notRun()).isGreaterThan(report.findings().size() - 10);
      assertThat(requests.getLast()).startsWith("DELETE /bytebucket-selftest-");
    }
  }

  @Test
  void whereNobodyListensNothingCanBeAsked() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SelfTest test =
        new SelfTest(
            FactTable.read(), target(port, Optional.empty()), CLOCK, Duration.ofMinutes(1));

    assertThatThrownBy(() -> test.run(_ -> {}))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("no answer: ");
  }

  private static Report run(UnaryOperator<String> answers) throws IOException, CannotRunException {
    AtomicInteger asked = new AtomicInteger();
    try (WrongServer server =
        new WrongServer(
            request -> asked.getAndIncrement() == 0 ? answer(404, "") : answers.apply(request))) {
      return new SelfTest(
              FactTable.read(),
              target(server.port(), Optional.empty()),
              CLOCK,
              Duration.ofMinutes(5))
          .run(_ -> {});
    }
  }

  private static Target target(int port, Optional<String> bucket) {
    return new Target(
        new Endpoint("127.0.0.1", port, Optional.empty()), "key", "secret", "us-east-1", bucket);
  }

  private static String first404(String request) {
    return answer(request.startsWith("GET ") ? 404 : 200, "");
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 " + status + " x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }
}
