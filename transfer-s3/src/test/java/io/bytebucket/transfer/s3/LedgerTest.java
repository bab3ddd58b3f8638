package io.bytebucket.transfer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.remote.TransferOrder.Mode;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Clock CLOCK = Clock.fixed(THEN.plusSeconds(9), ZoneOffset.UTC);

  @TempDir private Path folder;

  private static final Mode FIRST = new Mode.First();
  private static final Mode CONTINUED = new Mode.Continued(false, false);
  private static final Mode ALIGNING = new Mode.Continued(true, false);

  private static TransferOrder order(Mode mode, String... buckets) {
    RemoteEndpoint end =
        new RemoteEndpoint(
            URI.create("http://127.0.0.1:1"),
            new RemoteEndpoint.Access.Nobody(),
            "us-east-1",
            true,
            Optional.empty(),
            false);
    return new TransferOrder(
        "import s3",
        end,
        end,
        List.of(buckets),
        Optional.empty(),
        mode,
        Set.of(TransferOrder.Wish.VERSIONS, TransferOrder.Wish.ACLS),
        new TransferOrder.Limits(1, 0, 0, 1));
  }

  private static ReportLine.OfObject line(String bucket, String key, String version) {
    return ReportLine.OfObject.of(bucket, key, version, version, false, 1, "e");
  }

  private Path report() {
    return folder.resolve("a.report");
  }

  private Ledger open(Mode mode, String... buckets) {
    return Ledger.open(order(mode, buckets), report(), THEN, CLOCK);
  }

  @Test
  void aRunThatWasCutGoesOnBehindWhatItToldAndTellsNothingTwice() throws IOException {
    try (Ledger ledger = open(FIRST)) {
      assertThat(ledger.place()).isEmpty();
      ledger.add(line("b", "k1", "v1"));
      ledger.add(line("b", "k2", "v1"));
      ledger.add(line("b", "k2", "v2"));
    }
    try (Ledger ledger = open(FIRST)) {
      assertThat(ledger.place()).hasValue(new Ledger.Place("b", "k2", Optional.of("k1")));
      ledger.add(line("b", "k2", "v1"));
      ledger.add(line("b", "k2", "v2"));
      ledger.add(line("b", "k2", "v3"));
      ledger.add(line("b", "k3", "v1"));
      ledger.finish();
    }
    List<String> told = new ArrayList<>();
    ReportReader.read(
        report(),
        line -> {
          if (line instanceof ReportLine.OfObject object) {
            told.add(object.key() + object.versionId());
          }
        });

    assertThat(told).containsExactly("k1v1", "k2v1", "k2v2", "k2v3", "k3v1");
  }

  @Test
  void whatIsDoneIsContinuedOnlyWhenTold() throws IOException {
    try (Ledger ledger = open(FIRST)) {
      assertThat(ledger.since()).isEmpty();
      ledger.finish();
    }
    assertThatThrownBy(() -> open(FIRST)).isInstanceOf(RemoteException.class);
    try (Ledger ledger = open(CONTINUED)) {
      assertThat(ledger.since()).hasValue(THEN);
      assertThat(ledger.place()).isEmpty();
    }
    assertThat(folder.resolve("a.report.1")).exists();
  }

  /** Else a run that was cut behind its last object would have the other one do nothing at all. */
  @Test
  void whatAnotherKindOfRunLeftUnfinishedIsBegunAnew() throws IOException {
    try (Ledger ledger = open(FIRST)) {
      ledger.add(line("b", "k1", "v1"));
    }
    try (Ledger ledger = open(ALIGNING)) {
      assertThat(ledger.isResumed()).isFalse();
      assertThat(ledger.place()).isEmpty();
      // All that is at the target was brought since then.
      assertThat(ledger.since()).hasValue(THEN);
      ledger.add(line("b", "k1", "v1"));
    }
    assertThat(folder.resolve("a.report.1")).exists();
    try (Ledger ledger = open(ALIGNING)) {
      assertThat(ledger.isResumed()).isTrue();
      assertThat(ledger.place()).isPresent();
    }
    try (Ledger ledger = open(CONTINUED)) {
      assertThat(ledger.isResumed()).isFalse();
      assertThat(ledger.since()).hasValue(THEN);
    }
    assertThatThrownBy(() -> open(FIRST))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.reason()).contains("other options"));
    try (Ledger ledger = open(CONTINUED)) {
      assertThat(ledger.isResumed()).isTrue();
    }
  }

  @Test
  void theReportOfAnotherTransferIsRefused() throws IOException {
    open(FIRST, "photos").close();
    byte[] before = Files.readAllBytes(report());

    assertThatThrownBy(() -> open(FIRST, "films"))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.reason()).contains("another transfer"));
    assertThat(Files.readAllBytes(report())).startsWith(before);
  }

  @Test
  void theJournalKnowsWhatWasLeftOpenWhereverItWasCut() throws IOException {
    Path file = folder.resolve("a.report.journal");
    try (Journal journal = Journal.open(file)) {
      journal.begin("b");
      journal.opened("b", "k\t\n%", "one");
      journal.opened("b", "k", "two");
      journal.closed("b", "k", "two");
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Journal journal = Journal.open(file)) {
        assertThat(journal.isMoved()).isFalse();
        if (length == whole.length) {
          assertThat(journal.hasBegun("b")).isTrue();
          assertThat(journal.leftOpen()).containsExactly(new Journal.Upload("b", "k\t\n%", "one"));
        }
      }
    }
  }

  @Test
  void theJournalDoesNotGrow() throws IOException {
    Path file = folder.resolve("a.report.journal");
    try (Journal journal = Journal.open(file)) {
      for (int i = 0; i < 250; i++) {
        journal.opened("b", "k", "id" + i);
        journal.closed("b", "k", "id" + i);
      }
      assertThat(Files.size(file)).isLessThan(15_000);
      assertThat(journal.leftOpen()).isEmpty();
    }
  }
}
