package io.bytebucket.core.check.served;

import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a store while it is served: when it is asked to, and every day at a time if that is set.
 * At a bounded rate, one check at a time, on a thread of its own, which is no virtual one: it reads
 * rows for long. What it found is kept until the next check or the end of the process. Thread-safe.
 */
public final class RunningCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCheck.class);

  /** For how long the thread sleeps before it looks at the clock again, which may have been set. */
  private static final Duration LOOK_PAUSE = Duration.ofMinutes(1);

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Schedule schedule;
  private final Clock clock;
  private final Duration lookPause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LongAdder bytesTotal = new LongAdder();

  /** All of these guarded by the lock. */
  private CheckState state = CheckState.NONE;

  private Optional<Asked> asked = Optional.empty();
  private Optional<ZonedDateTime> due = Optional.empty();
  private Optional<Instant> lastCompleted = Optional.empty();
  private Map<Kind, Long> lastFound = Map.of();
  private @Nullable Inspection inspection;
  private boolean closed;
  private @Nullable Thread thread;

  /**
   * When and how fast.
   *
   * @param bytesPerSecond how many bytes are read in a second; 0 for as many as can be
   * @param at when there is a check every day that reads all bytes, in the zone of the clock
   */
  public record Schedule(long bytesPerSecond, Optional<LocalTime> at) {}

  /** What somebody asked for. */
  private record Asked(boolean isDeep, long bytesPerSecond) {}

  private RunningCheck(
      MetadataStore metadata, BlobStore blobs, Schedule schedule, Clock clock, Duration lookPause) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.schedule = schedule;
    this.clock = clock;
    this.lookPause = lookPause;
  }

  /** Checks of that store; none is made before {@link #open()}. */
  public static RunningCheck of(
      MetadataStore metadata, BlobStore blobs, Schedule schedule, Clock clock) {
    return of(metadata, blobs, schedule, clock, LOOK_PAUSE);
  }

  /**
   * The same with another pause before the clock is looked at again, for clocks that go otherwise
   * than the time of this machine.
   */
  public static RunningCheck of(
      MetadataStore metadata, BlobStore blobs, Schedule schedule, Clock clock, Duration lookPause) {
    return new RunningCheck(metadata, blobs, schedule, clock, lookPause);
  }

  /** When and how fast it checks by itself. */
  public Schedule schedule() {
    return schedule;
  }

  /** Begins to wait for the time of day, and to be asked. May be called once. */
  public void open() {
    lock.lock();
    try {
      if (thread != null || closed) {
        throw new IllegalStateException("it is opened once");
      }
      due = schedule.at().map(this::next);
      thread = Thread.ofPlatform().name("store-check").daemon().start(this::loop);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks for a check, which begins at once.
   *
   * @param bytesPerSecond how many bytes are read in a second, 0 for as many as can be; empty for
   *     the rate of the schedule
   * @return false when one goes on, or was asked for
   */
  public boolean start(boolean isDeep, Optional<Long> bytesPerSecond) {
    lock.lock();
    try {
      if (asked.isPresent() || state.status() == CheckState.Status.RUNNING) {
        return false;
      }
      Asked wanted = new Asked(isDeep, bytesPerSecond.orElse(schedule.bytesPerSecond()));
      asked = Optional.of(wanted);
      state = CheckState.begun(isDeep, wanted.bytesPerSecond(), clock.instant());
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the check under way soon.
   *
   * @return false when there is none
   */
  public boolean stop() {
    lock.lock();
    try {
      if (state.status() != CheckState.Status.RUNNING) {
        return false;
      }
      asked = Optional.empty();
      if (inspection != null) {
        inspection.stop();
      } else {
        end(CheckState.Status.STOPPED);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no check goes on. */
  public void awaitEnd() throws InterruptedException {
    lock.lock();
    try {
      while (state.status() == CheckState.Status.RUNNING) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How it fares. */
  public CheckState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** What may be known of it. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure.Total(
            "bytebucket_check_bytes_total",
            "Bytes of objects that checks of the store looked at.",
            bytesTotal::sum));
    figures.add(
        new Figure.Level(
            "bytebucket_check_running",
            "Whether a check of the store goes on: 1 or 0.",
            () -> state().status() == CheckState.Status.RUNNING ? 1 : 0));
    figures.add(
        new Figure.Level(
            "bytebucket_check_last_completed_timestamp_seconds",
            "When a check of the store last looked at everything, since the process began; 0 for"
                + " never.",
            () -> completed().map(Instant::getEpochSecond).orElse(0L)));
    Arrays.stream(Kind.values())
        .map(kind ->
            new Figure.Level(
                "bytebucket_check_findings",
                "What the last check that looked at everything found, by its kind.",
                Map.of("kind", kind.text()),
                () -> found(kind)))
        .forEach(figures::add);
    return List.copyOf(figures);
  }

  private Optional<Instant> completed() {
    lock.lock();
    try {
      return lastCompleted;
    } finally {
      lock.unlock();
    }
  }

  private long found(Kind kind) {
    lock.lock();
    try {
      return lastFound.getOrDefault(kind, 0L);
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    while (true) {
      Inspection begun;
      lock.lock();
      try {
        while (!closed && asked.isEmpty() && due.filter(this::isPast).isEmpty()) {
          boolean _ = changed.await(lookPause.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (closed) {
          return;
        }
        begun = begin();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        lock.unlock();
      }
      check(begun);
    }
  }

  /** What is asked for; else it is the time of day. */
  private Inspection begin() {
    Asked wanted = asked.orElse(new Asked(true, schedule.bytesPerSecond()));
    if (asked.isEmpty()) {
      state = CheckState.begun(true, wanted.bytesPerSecond(), clock.instant());
    }
    asked = Optional.empty();
    Inspection begun =
        Inspection.of(
            metadata,
            blobs,
            new Inspection.Options(wanted.isDeep(), wanted.bytesPerSecond()),
            clock);
    inspection = begun;
    return begun;
  }

  private boolean isPast(ZonedDateTime due) {
    return !clock.instant().isBefore(due.toInstant());
  }

  /** The next moment at which it is that time. */
  private ZonedDateTime next(LocalTime at) {
    ZonedDateTime now = clock.instant().atZone(clock.getZone());
    ZonedDateTime today = now.toLocalDate().atTime(at).atZone(clock.getZone());
    return today.isAfter(now)
        ? today
        : now.toLocalDate().plusDays(1).atTime(at).atZone(clock.getZone());
  }

  private void check(Inspection begun) {
    try {
      LOG.atInfo().addKeyValue("deep", state().isDeep()).log("a check of the store begins");
      ended(begun.run(new CheckNotes(this::tell, bytesTotal)));
    } catch (RuntimeException | Error e) {
      // Errors are caught too: without this thread the check would be said to go on for ever, and
      // no other could begin.
      failed();
      report(e);
    }
  }

  private void failed() {
    lock.lock();
    try {
      if (state.status() == CheckState.Status.RUNNING) {
        end(CheckState.Status.FAILED);
      }
    } finally {
      lock.unlock();
    }
  }

  /** If even logging fails, there has to be a next check. */
  private static void report(Throwable e) {
    try {
      LOG.atError().setCause(e).log("a check of the store could not go on");
    } catch (RuntimeException | Error again) {
      // There is nowhere else to report it.
    }
  }

  private void ended(CheckResult result) {
    lock.lock();
    try {
      if (result.isComplete()) {
        lastCompleted = Optional.of(clock.instant());
        lastFound = result.found();
      }
      end(result.isComplete() ? CheckState.Status.DONE : CheckState.Status.STOPPED);
    } finally {
      lock.unlock();
    }
    if (result.found().isEmpty()) {
      LOG.atInfo()
          .addKeyValue("complete", result.isComplete())
          .addKeyValue("objects", result.objects())
          .addKeyValue("bytes", result.bytes())
          .log("a check of the store found nothing wrong");
    } else {
      LOG.atError()
          .addKeyValue("complete", result.isComplete())
          .addKeyValue("findings", result.findings())
          .addKeyValue("kinds", result.found().toString())
          .log("a check of the store found damage");
    }
  }

  /** Under the lock. When the next one is due is settled by the time that this one is over. */
  private void end(CheckState.Status status) {
    inspection = null;
    due = schedule.at().map(this::next);
    state = state.ended(status, clock.instant());
    changed.signalAll();
  }

  private void tell(CheckState.Counts counts) {
    lock.lock();
    try {
      state = state.with(counts);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the check under way and waits for that; idempotent. */
  @Override
  public void close() {
    Thread loop;
    lock.lock();
    try {
      closed = true;
      loop = thread;
      if (inspection != null) {
        inspection.stop();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (loop == null) {
      return;
    }
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
