package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run as the place where it stands: lines are in the order of the listings, so the
 * last one says how far it came. For one thread.
 */
final class Ledger implements AutoCloseable {
  /** In the header: the time at the source when the run began. */
  private static final String BEGAN = "began-at-source";

  /** In the header: the same of the run before. */
  private static final String SINCE = "since-at-source";

  /** In the header: what kind of run it is. */
  private static final String RUN = "run";

  private static final String FIRST = "first";

  private static final Duration SYNC_EVERY = Duration.ofSeconds(1);
  private static final int NUMBERS_MAX = 10_000;
  private static final int NAMED_MAX = 100_000;

  private final Path file;
  private final Clock clock;
  private final ReportWriter report;
  private final Header header;
  private final Told told;
  private Instant synced;

  private Ledger(Path file, Clock clock, ReportWriter report, Header header, Told told) {
    this.file = file;
    this.clock = clock;
    this.report = report;
    this.header = header;
    this.told = told;
    this.synced = clock.instant();
  }

  /**
   * When the run began, and the one before it, by the clock of the source.
   *
   * @param since empty where nothing is known of a run before
   * @param run what kind of run it is; empty where that is not known
   */
  private record Header(Instant began, Optional<Instant> since, String run) {
    static Header of(ReportLine.Header header) {
      Map<String, String> options = header.options();
      return new Header(
          Instant.parse(options.getOrDefault(BEGAN, Instant.EPOCH.toString())),
          Optional.ofNullable(options.get(SINCE)).map(Instant::parse),
          options.getOrDefault(RUN, ""));
    }

    boolean isOf(TransferOrder order) {
      return run.isEmpty() || run.equals(Ledger.run(order));
    }

    /**
     * Before when what is at the target is as this run left it, though it did not end. A first one
     * has brought all that is there; another one has not looked at everything.
     */
    Optional<Instant> sinceUnfinished() {
      return run.startsWith(FIRST) ? Optional.of(began) : since;
    }
  }

  /**
   * Opens the report of an order: a new one, or that of a run which was cut.
   *
   * @param file where it is
   * @param sourceNow what time it is at the source
   * @throws RemoteException when the file is no such report, or that of a run that is done
   */
  static Ledger open(TransferOrder order, Path file, Instant sourceNow, Clock clock) {
    try {
      if (!Files.exists(file)) {
        return create(order, file, new Header(sourceNow, Optional.empty(), run(order)), clock);
      }
      Optional<Instant> since;
      try {
        Ledger unfinished = resume(order, file, clock);
        if (unfinished.header.isOf(order)) {
          return unfinished;
        }
        unfinished.close();
        requireContinued(
            order,
            file
                + " is the report of a run with other options that was stopped; the same command"
                + " goes on with it, --continue begins anew with what is missing, and --report"
                + " names another file");
        since = unfinished.header.sinceUnfinished();
      } catch (LinesException e) {
        if (e.fault() != LinesException.Fault.COMPLETE) {
          throw new RemoteException(e.explanation(), e);
        }
        ReportLine.Header earlier = headerOf(file);
        requireSame(order, file, earlier);
        requireContinued(
            order,
            file
                + " is the report of a run that is done; --continue moves what changed since then,"
                + " and --report names another file");
        since = Optional.of(Header.of(earlier).began());
      }
      setAside(file);
      return create(order, file, new Header(sourceNow, since, run(order)), clock);
    } catch (LinesException e) {
      throw new RemoteException(e.explanation(), e);
    } catch (IOException e) {
      throw new RemoteException(file + " cannot be written: " + e, e);
    }
  }

  private static void requireContinued(TransferOrder order, String reason) {
    if (!order.isContinued()) {
      throw new RemoteException(reason);
    }
  }

  /** What kind of run an order is for: another kind does not go on where this one was. */
  private static String run(TransferOrder order) {
    return (order.isContinued() ? "continued" : FIRST)
        + (order.alignsSettings() ? " settings" : "")
        + (order.deletes() ? " delete" : "")
        + (order.comparesBytes() ? " compared" : "");
  }

  private static Ledger create(TransferOrder order, Path file, Header header, Clock clock)
      throws IOException {
    Map<String, String> options = new HashMap<>(options(order));
    options.put(BEGAN, header.began().toString());
    header.since().ifPresent(since -> options.put(SINCE, since.toString()));
    options.put(RUN, header.run());
    ReportWriter report =
        ReportWriter.create(
            file,
            new ReportLine.Header(
                order.command(),
                clock.instant(),
                order.source().url().toString(),
                order.target().url().toString(),
                options));
    return new Ledger(file, clock, report, header, new Told());
  }

  private static Ledger resume(TransferOrder order, Path file, Clock clock) throws IOException {
    Told told = new Told();
    ReportWriter report = ReportWriter.resume(file, clock, told);
    try {
      ReportLine.Header header = told.header();
      requireSame(order, file, header);
      return new Ledger(file, clock, report, Header.of(header), told);
    } catch (RuntimeException e) {
      report.close();
      throw e;
    }
  }

  private static ReportLine.Header headerOf(Path file) throws IOException {
    Told told = new Told();
    ReportReader.read(file, told);
    return told.header();
  }

  /** A report is of one transfer: going on with another one's would leave things out. */
  private static void requireSame(TransferOrder order, Path file, ReportLine.Header header) {
    Map<String, String> options = new HashMap<>(header.options());
    options.remove(BEGAN);
    options.remove(SINCE);
    options.remove(RUN);
    ReportLine.Header wanted =
        new ReportLine.Header(
            order.command(),
            header.at(),
            order.source().url().toString(),
            order.target().url().toString(),
            options(order));
    if (!header.what().equals(wanted.what())
        || !header.from().equals(wanted.from())
        || !header.to().equals(wanted.to())
        || !options.equals(wanted.options())) {
      throw new RemoteException(
          file
              + " is the report of another transfer ("
              + header.what()
              + " from "
              + header.from()
              + " to "
              + header.to()
              + " "
              + options
              + "); --report names another file");
    }
  }

  private static Map<String, String> options(TransferOrder order) {
    return Map.of(
        "buckets", String.join(" ", order.buckets()),
        "versions", order.movesVersions() ? "all" : "current",
        "acls", order.movesAcls() ? "yes" : "no");
  }

  /** The last report stays, under a name with a number. */
  private static void setAside(Path file) throws IOException {
    for (int number = 1; number < NUMBERS_MAX; number++) {
      Path aside = file.resolveSibling(file.getFileName() + "." + number);
      if (!Files.exists(aside)) {
        Files.move(file, aside);
        return;
      }
    }
    throw new IOException("there are too many earlier reports");
  }

  /** What comes now is no repetition of what an earlier start told. */
  void forget() {
    told.linesOfKey = 0;
  }

  /** Whether an earlier start of this run has told something, which this one goes on with. */
  boolean isResumed() {
    return told.first != null;
  }

  /** When this run began, by the clock of the source. */
  Instant began() {
    return header.began();
  }

  /** When the run before it began, by the clock of the source; empty when none is known. */
  Optional<Instant> since() {
    return header.since();
  }

  /** How far an earlier start of this run came; empty at the beginning. */
  Optional<Place> place() {
    return told.place();
  }

  /** A bucket and a key in it, and a key before that one. */
  record Place(String bucket, String key, Optional<String> keyBefore) {}

  /** Whether there is a line about that version which says that something is wrong with it. */
  boolean hasNamed(ReportLine.OfObject line) {
    return told.named.contains(name(line));
  }

  private static Print name(ReportLine.OfObject line) {
    return Print.of(line.bucket(), line.key(), line.versionId(), line.sourceVersionId());
  }

  /** What stands for texts of any length in a table that may have many of them. */
  private record Print(long high, long low) {
    static Print of(String... texts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String text : texts) {
          digest.update(text.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Print(bytes.getLong(), bytes.getLong());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has SHA-256", impossible);
      }
    }

    static Print of(ReportLine.NotCarried line) {
      return of(line.kind(), line.name(), line.reason());
    }
  }

  /** Adds what became of a version, unless an earlier start did. */
  void add(ReportLine.OfObject line) throws IOException {
    if (!told.hasTold(line)) {
      report.add(line);
      told.name(line);
    }
    syncNowAndThen();
  }

  /** Adds what could not be carried, unless an earlier start did. */
  void add(ReportLine.NotCarried line) throws IOException {
    if (!told.hasTold(line)) {
      report.add(line);
    }
  }

  private void syncNowAndThen() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(synced, now).compareTo(SYNC_EVERY) >= 0) {
      report.sync();
      synced = now;
    }
  }

  /** What the lines so far come to. */
  ReportLine.Totals totals() {
    return report.totals();
  }

  /** Makes all that was added durable. */
  void sync() throws IOException {
    report.sync();
  }

  /** Adds the last line, and makes the report durable. */
  ReportLine.Totals finish() throws IOException {
    return report.finish();
  }

  @Override
  public void close() {
    try {
      report.close();
    } catch (IOException e) {
      throw new RemoteException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** What earlier starts of a run have told: how far they came, and what they found wrong. */
  private static final class Told implements ReportReader.Sink {
    private static final int LOSSES_MAX = 100_000;

    private ReportLine.@Nullable Header first;
    private @Nullable Place place;
    private int linesOfKey;
    private final Set<Print> losses = new HashSet<>();
    private final Set<Print> named = new HashSet<>();

    @Override
    public void take(ReportLine line) {
      switch (line) {
        case ReportLine.Header header -> first = header;
        case ReportLine.OfObject object -> take(object);
        case ReportLine.NotCarried loss -> {
          if (losses.size() < LOSSES_MAX) {
            losses.add(Print.of(loss));
          }
        }
        case ReportLine.Resumed _, ReportLine.Totals _ -> {
          // Nothing to remember.
        }
      }
    }

    private void name(ReportLine.OfObject line) {
      if (!line.outcome().isThere() && named.size() < NAMED_MAX) {
        named.add(Ledger.name(line));
      }
    }

    private void take(ReportLine.OfObject line) {
      name(line);
      Place last = place;
      if (last != null && last.bucket().equals(line.bucket()) && last.key().equals(line.key())) {
        linesOfKey++;
        return;
      }
      place =
          new Place(
              line.bucket(),
              line.key(),
              Optional.ofNullable(last)
                  .filter(each -> each.bucket().equals(line.bucket()))
                  .map(Place::key));
      linesOfKey = 1;
    }

    ReportLine.Header header() throws LinesException {
      if (first == null) {
        throw new LinesException(LinesException.Fault.UNKNOWN, Path.of(""), 0, "it is empty");
      }
      return first;
    }

    Optional<Place> place() {
      return Optional.ofNullable(place);
    }

    /** Lines of a key come in the same order each time. */
    boolean hasTold(ReportLine.OfObject line) {
      boolean isTold =
          linesOfKey > 0
              && place != null
              && place.bucket().equals(line.bucket())
              && place.key().equals(line.key());
      if (isTold) {
        linesOfKey--;
      }
      return isTold;
    }

    boolean hasTold(ReportLine.NotCarried line) {
      return losses.contains(Print.of(line));
    }
  }
}
