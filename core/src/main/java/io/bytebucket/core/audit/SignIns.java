package io.bytebucket.core.audit;

import io.bytebucket.core.audit.AuditEvent.Result;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells the audit log who signed in, and who tried to. Thread-safe.
 *
 * <p>The first time in a minute that a key signs in from an address is written at once; the others
 * of that minute are counted, and written together. Failures are only counted, by address: what
 * outsiders do takes no commit of its own, fills a table of {@value #SOURCES_MAX} addresses at the
 * most, and gets one record a minute in the long run, {@value #BURST_RECORDS} at once at the most.
 * A crash loses what was counted and not written, which is a minute's at the most, and no change of
 * anything. Where the log is full or the disk nearly so, those alone are told of who are
 * administrators: any user can sign in again and again, from many addresses and with many keys.
 */
public final class SignIns {
  /** How many addresses, and how many keys at addresses, are told apart between two writes. */
  static final int SOURCES_MAX = 1_000;

  /** How many records of failures may be written at once. */
  static final int BURST_RECORDS = 60;

  private static final Duration RECORD_PAUSE = Duration.ofMinutes(1);
  private static final String SIGN_IN = "sign-in";
  private static final String FAILED = "sign-in.failed";

  private final AuditedStore store;
  private final AuditedStore byUsers;
  private final InstantSource clock;
  private final Map<Success, Long> successes = new HashMap<>();
  private final Map<String, Failures> failures = new HashMap<>();
  private final LongAdder successTimes = new LongAdder();
  private final LongAdder failureTimes = new LongAdder();
  private long othersTimes;
  private Instant budgetSince;

  /** A key that signs in from an address. */
  private record Success(Origin.Who who, String address, String method) {}

  /** What failed from one address. */
  private record Failures(long times, String keyId, String method) {}

  /**
   * Sign-ins to that store.
   *
   * @param limits where the log has far more than it should have, only administrators go on
   */
  public SignIns(MetadataStore metadata, InstantSource clock, AuditLog.Limits limits) {
    this.store = AuditedStore.ofOperators(metadata, clock);
    this.byUsers = AuditedStore.ofUsers(metadata, clock, limits);
    this.clock = clock;
    this.budgetSince = clock.instant().minus(RECORD_PAUSE.multipliedBy(BURST_RECORDS));
  }

  /**
   * Somebody proved who it is; the request that did is the {@link Origin} of this thread. From here
   * on it is that user's.
   *
   * @param who who it is
   * @param method how it was proved, in a word
   * @throws StoreException with {@link Failure.StorageFull}
   */
  public void succeeded(Origin.Who who, String method) {
    successTimes.increment();
    Origin origin = Origin.current();
    origin.signedWith(who.keyId());
    origin.by(who.userId(), who.name());
    String address = origin.address();
    Success success = new Success(who, address, method);
    synchronized (this) {
      if (successes.containsKey(success) || successes.size() >= SOURCES_MAX) {
        successes.computeIfPresent(success, (_, times) -> times + 1);
        return;
      }
      successes.put(success, 0L);
    }
    byUsers.write(transaction -> {
      transaction.audit(signIn(method, 1));
      return who;
    });
  }

  /**
   * Somebody failed to prove who it is; the request that did is the {@link Origin} of this thread.
   * Takes no commit.
   *
   * @param keyId the id of the key it named, if there is such a key, else empty: what is the id of
   *     no key may be a secret that was put into the wrong field
   * @param method how it was tried, in a word
   */
  public void failed(String keyId, String method) {
    failureTimes.increment();
    String address = Origin.current().address();
    synchronized (this) {
      Failures before = failures.get(address);
      if (before == null && failures.size() >= SOURCES_MAX) {
        othersTimes++;
        return;
      }
      long times = before == null ? 1 : before.times() + 1;
      failures.put(address, new Failures(times, keyId, method));
    }
  }

  /** How many there were since the start of the process. */
  public List<Figure> figures() {
    return List.of(figure("success", successTimes), figure("failure", failureTimes));
  }

  private static Figure figure(String result, LongAdder times) {
    return new Figure.Total(
        "bytebucket_sign_ins_total",
        "Times that somebody showed credentials at the admin port.",
        Map.of("result", result),
        times::sum);
  }

  /** Writes what was counted since the last time; to be done once a minute, and at the end. */
  public void write() {
    Map<Success, Long> repeated;
    Map<String, Failures> failed;
    long others;
    int records;
    synchronized (this) {
      repeated = new HashMap<>(successes);
      successes.clear();
      records = takeBudget(failures.isEmpty() && othersTimes == 0);
      failed = records == 0 ? Map.of() : new HashMap<>(failures);
      others = records == 0 ? 0 : othersTimes;
      if (records > 0) {
        failures.clear();
        othersTimes = 0;
      }
    }
    repeated.forEach((success, times) -> {
      if (times > 0) {
        writeIfRoom(success, signIn(success.method(), times));
      }
    });
    writeFailures(failed, others, records);
  }

  /** How many records of failures may be written now. */
  private int takeBudget(boolean isNothingToWrite) {
    Instant now = clock.instant();
    Instant full = now.minus(RECORD_PAUSE.multipliedBy(BURST_RECORDS));
    budgetSince = budgetSince.isBefore(full) ? full : budgetSince;
    if (isNothingToWrite || budgetSince.isAfter(now)) {
      return 0;
    }
    int budget = (int) Duration.between(budgetSince, now).dividedBy(RECORD_PAUSE);
    int taken = Math.min(budget, failures.size() + (othersTimes > 0 ? 1 : 0));
    budgetSince = budgetSince.plus(RECORD_PAUSE.multipliedBy(taken));
    return taken;
  }

  /** Of each address a record, as far as there may be that many; of all others one together. */
  private void writeFailures(Map<String, Failures> failed, long others, int records) {
    List<Map.Entry<String, Failures>> most = new ArrayList<>(failed.entrySet());
    most.sort(
        Comparator.comparingLong((Map.Entry<String, Failures> one) -> -one.getValue().times())
            .thenComparing(Map.Entry::getKey));
    boolean isAllTold = failed.size() + (others > 0 ? 1 : 0) <= records;
    int alone = isAllTold ? failed.size() : Math.max(0, records - 1);
    for (Map.Entry<String, Failures> one : most.subList(0, alone)) {
      Failures of = one.getValue();
      Origin.Who who = new Origin.Who("", "", of.keyId());
      write(store, who, one.getKey(), failure("method=" + of.method() + " times=" + of.times()));
    }
    List<Map.Entry<String, Failures>> rest = most.subList(alone, most.size());
    long times = others + rest.stream().mapToLong(one -> one.getValue().times()).sum();
    if (times > 0) {
      String sources = rest.size() + (others > 0 ? " and more" : "");
      write(store, Origin.Who.NOBODY, "", failure("addresses=" + sources + " times=" + times));
    }
  }

  private static AuditEvent signIn(String method, long times) {
    return AuditEvent.done(
        SIGN_IN, "admin", "", "method=" + method + (times > 1 ? " times=" + times : ""));
  }

  private static AuditEvent failure(String text) {
    return new AuditEvent(FAILED, "admin", "", text, Result.REFUSED);
  }

  private void writeIfRoom(Success success, AuditEvent event) {
    try {
      write(byUsers, success.who(), success.address(), event);
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.StorageFull)) {
        throw e;
      }
    }
  }

  private static void write(AuditedStore store, Origin.Who who, String address, AuditEvent event) {
    ScopedValue.where(Origin.CURRENT, Origin.past(who, address))
        .run(() ->
            store.write(transaction -> {
              transaction.audit(event);
              return event;
            }));
  }
}
