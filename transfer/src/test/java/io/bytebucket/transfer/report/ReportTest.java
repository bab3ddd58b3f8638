package io.bytebucket.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.lines.LinesException.Fault;
import io.bytebucket.transfer.report.ReportLine.Count;
import io.bytebucket.transfer.report.ReportLine.Header;
import io.bytebucket.transfer.report.ReportLine.NotCarried;
import io.bytebucket.transfer.report.ReportLine.OfObject;
import io.bytebucket.transfer.report.ReportLine.Resumed;
import io.bytebucket.transfer.report.ReportLine.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
  private static final Header HEADER =
      new Header(
          "import s3",
          NOW,
          "https://KEY:secret@old.example:9000/?token=secret",
          "/srv/data",
          Map.of("verify", "full"));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("report.jsonl");
  }

  private static OfObject object(String key, long size, Outcome outcome) {
    return new OfObject(
        "b", key, "v1", "", false, size, "etag", "CRC32C", "AAAAAA==", outcome, "because");
  }

  private static List<ReportLine> lines(Path file) throws IOException {
    List<ReportLine> lines = new ArrayList<>();
    lines.add(ReportReader.read(file, lines::add));
    return lines;
  }

  private Totals writeSome() throws IOException {
    try (ReportWriter report = ReportWriter.create(file, HEADER)) {
      report.add(object("\u202Ea\n\uD800", 5, Outcome.COPIED));
      report.add(object("b", 7, Outcome.SKIPPED_EQUAL));
      report.add(object("c", 1, Outcome.COPIED));
      return report.finish();
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    OfObject plain =
        new OfObject("b", "marker", "", "x", true, 0, "", "", "", Outcome.NOT_CARRIED, "");
    try (ReportWriter report = ReportWriter.create(file, HEADER)) {
      report.add(object("\u202Ea\n\uD800", 5, Outcome.COPIED));
      report.add(plain);
      report.add(new NotCarried("user", "ann", "no secret"));
      report.finish();
    }
    Totals totals =
        new Totals(
            Map.of(Outcome.COPIED, new Count(1, 5), Outcome.NOT_CARRIED, new Count(1, 0)), 1);
    assertThat(lines(file))
        .containsExactly(
            HEADER,
            object("\u202Ea\n\uD800", 5, Outcome.COPIED),
            plain,
            new NotCarried("user", "ann", "no secret"),
            totals);
    assertThat(totals.isClean()).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void addressesLoseTheirSecrets() throws IOException {
    writeSome();
    assertThat(Files.readString(file)).doesNotContain("secret").doesNotContain("KEY");
    assertThat(HEADER.from()).isEqualTo("https://old.example:9000/");
  }

  @Test
  void onlyWhatIsThereAndEqualIsClean() throws IOException {
    assertThat(writeSome().isClean()).isTrue();
    for (Outcome outcome : Outcome.values()) {
      Totals totals = new Totals(Map.of(outcome, new Count(1, 0)), 0);
      assertThat(totals.isClean()).as(outcome.text()).isEqualTo(outcome.isThere());
    }
  }

  @Test
  void aReportIsNeverWrittenOver() throws IOException {
    writeSome();
    assertThatThrownBy(() -> ReportWriter.create(file, HEADER))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void whereverAReportIsCutItReadsAsCutAndCanBeResumed() throws IOException {
    Totals whole = writeSome();
    byte[] bytes = Files.readAllBytes(file);
    int header = new String(bytes, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    for (int end = header; end < bytes.length; end += 23) {
      Path cut = directory.resolve("cut-" + end);
      byte[] part = new byte[end];
      System.arraycopy(bytes, 0, part, 0, end);
      Files.write(cut, part);
      assertThatThrownBy(() -> ReportReader.verify(cut))
          .isInstanceOfSatisfying(
              LinesException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CUT));
      List<ReportLine> known = new ArrayList<>();
      try (ReportWriter report = ReportWriter.resume(cut, CLOCK, known::add)) {
        List<OfObject> all =
            List.of(
                object("\u202Ea\n\uD800", 5, Outcome.COPIED),
                object("b", 7, Outcome.SKIPPED_EQUAL),
                object("c", 1, Outcome.COPIED));
        for (OfObject each : all.subList(known.size() - 1, all.size())) {
          report.add(each);
        }
        assertThat(report.finish()).isEqualTo(whole);
      }
      assertThat(lines(cut)).contains(new Resumed(CLOCK.instant())).hasSize(6);
    }
  }

  @Test
  void aReportOfWhichNothingWasWrittenOrThatIsCompleteCannotBeResumed() throws IOException {
    writeSome();
    assertThatThrownBy(() -> ReportWriter.resume(file, CLOCK, _ -> {}))
        .isInstanceOfSatisfying(
            LinesException.class, e -> assertThat(e.fault()).isEqualTo(Fault.COMPLETE));
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThatThrownBy(() -> ReportWriter.resume(empty, CLOCK, _ -> {}))
        .isInstanceOfSatisfying(
            LinesException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN));
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    writeSome();
    byte[] bytes = Files.readAllBytes(file);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThatThrownBy(() -> ReportReader.verify(file))
          .as("byte %d, seed %d", i, seed)
          .isInstanceOf(LinesException.class);
    }
  }

  @Test
  void linesThatAreTakenOutSwappedOrAppendedAreFound() throws IOException {
    writeSome();
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    for (int i = 0; i < lines.size(); i++) {
      List<String> fewer = new ArrayList<>(lines);
      String line = fewer.remove(i);
      Files.write(file, fewer);
      assertThatThrownBy(() -> ReportReader.verify(file)).isInstanceOf(LinesException.class);
      fewer.add((i + 1) % lines.size(), line);
      Files.write(file, fewer);
      assertThatThrownBy(() -> ReportReader.verify(file)).isInstanceOf(LinesException.class);
    }
    List<String> more = new ArrayList<>(lines);
    more.add("{}");
    Files.write(file, more);
    assertThatThrownBy(() -> ReportReader.verify(file))
        .isInstanceOfSatisfying(
            LinesException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TRAILING));
  }

  @Test
  void manyThreadsWriteWholeLines() throws Exception {
    int threads = 8;
    int each = 500;
    try (ReportWriter report = ReportWriter.create(file, HEADER);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String prefix = "t" + t + "/";
        done.add(
            pool.submit(() -> {
              for (int i = 0; i < each; i++) {
                report.add(object(prefix + i, 2, Outcome.COPIED));
              }
              return null;
            }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      report.finish();
    }
    assertThat(ReportReader.verify(file).of(Outcome.COPIED))
        .isEqualTo(new Count((long) threads * each, 2L * threads * each));
  }

  @Test
  void reasonsAreCutBetweenCharacters() {
    String emoji = "😀".repeat(ReportLine.NOTE_LIMIT);
    String reason = new NotCarried("user", "x", "a" + emoji).reason();
    assertThat(reason).hasSize(ReportLine.NOTE_LIMIT - 1 + 3).endsWith("😀...");
  }

  @Test
  void oneProcessAtATimeWritesAReport() throws IOException {
    try (ReportWriter _ = ReportWriter.create(file, HEADER)) {
      assertThatThrownBy(() -> ReportWriter.resume(file, CLOCK, _ -> {}))
          .isInstanceOfSatisfying(
              LinesException.class,
              e -> assertThat(e.fault()).isEqualTo(LinesException.Fault.IN_USE));
    }
    ReportWriter.resume(file, CLOCK, _ -> {}).close();
  }

  @Test
  void whoTellsEverythingAnewTakesTheReportOfAStoppedRunAwayAndNoOther() throws IOException {
    try (ReportWriter cut = ReportWriter.create(file, HEADER)) {
      cut.add(new ReportLine.NotCarried("user", "alice", "no"));
    }
    ReportLine.Header other =
        new ReportLine.Header("import minio", HEADER.at(), "elsewhere", HEADER.to(), Map.of());
    assertThatThrownBy(() -> ReportWriter.anew(file, other))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (ReportWriter again = ReportWriter.anew(file, HEADER)) {
      assertThat(again.finish().notCarried()).isZero();
    }
    assertThatThrownBy(() -> ReportWriter.anew(file, HEADER))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(ReportReader.verify(file).isClean()).isTrue();
  }
}
