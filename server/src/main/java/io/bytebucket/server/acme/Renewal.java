package io.bytebucket.server.acme;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a certificate, and that it is renewed in time. What fails is tried again
 * after a pause that grows, and leaves the certificate that is there as it is. Thread-safe; started
 * once and closed once.
 */
final class Renewal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** So often the time is looked at: the clock of the machine may be set. */
  private static final Duration LOOK = Duration.ofHours(1);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final RenewalPlan plan;
  private final Issuer issuer;
  private final KeptCertificate kept;
  private final Runnable renewed;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable Thread thread;
  private int failures;

  /**
   * Renewal of one certificate.
   *
   * @param renewed called when there is another one
   */
  Renewal(
      RenewalPlan plan,
      Issuer issuer,
      KeptCertificate kept,
      Runnable renewed,
      InstantSource clock) {
    this.plan = plan;
    this.issuer = issuer;
    this.kept = kept;
    this.renewed = renewed;
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @param isUsable whether what is kept can be shown, key and all; else another one is due at once
   */
  synchronized void start(boolean isUsable) {
    thread =
        Thread.ofVirtual()
            .name("acme")
            .start(() -> run(plan.due(isUsable ? kept.certificate() : Optional.empty())));
  }

  private void run(Instant first) {
    Instant next = first;
    try {
      while (!isStopped(Duration.between(clock.instant(), next))) {
        if (!clock.instant().isBefore(next)) {
          next = step();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for so long, or for a while, and says whether it was told to stop meanwhile. */
  private boolean isStopped(Duration wait) throws InterruptedException {
    Duration bounded = wait.compareTo(LOOK) < 0 ? wait : LOOK;
    return stop.await(Math.max(0, bounded.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Tries once, and says when to try again. */
  Instant step() throws InterruptedException {
    try {
      kept.keep(issuer.issue());
      renewed.run();
      failures = 0;
      LOG.atInfo()
          .addKeyValue("names", names())
          .addKeyValue("until", end().map(Instant::toString).orElse(""))
          .log("TLS certificate obtained");
      Instant due = plan.due(kept.certificate());
      // One that is due again at once is not what was asked for.
      return due.isAfter(clock.instant())
          ? due
          : failed("it is not for the names", Optional.empty());
    } catch (NotIssuedException e) {
      return failed(
          String.valueOf(e.getMessage()),
          e.retryAfter().map(until -> Duration.between(clock.instant(), until)));
    } catch (IOException | RuntimeException e) {
      return failed(e.toString(), Optional.empty());
    }
  }

  private Instant failed(String reason, Optional<Duration> told) {
    failures++;
    Instant next = clock.instant().plus(plan.pause(failures, told));
    LOG.atWarn()
        .addKeyValue("names", names())
        .addKeyValue("reason", reason)
        .addKeyValue("failures", failures)
        .addKeyValue("until", end().map(Instant::toString).orElse("there is none"))
        .addKeyValue("next_try", next)
        .log("TLS certificate not obtained, what is there stays in use");
    return next;
  }

  private List<String> names() {
    return plan.names();
  }

  private Optional<Instant> end() {
    return kept.certificate().map(certificate -> certificate.getNotAfter().toInstant());
  }

  /** Stops; what is under way is given up. */
  @Override
  public void close() {
    stop.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(CLOSE_LIMIT);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
