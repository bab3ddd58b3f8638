package io.bytebucket.core.signin;

import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps who is signed in, in the store: so a session outlives a restart, every server of the store
 * knows it, and when it is ended it is so everywhere. Thread-safe; what a change did is durable on
 * return, and beginnings and ends stand in the audit log.
 *
 * <p>Whether its user may still sign in is asked of the user with each request, and nothing that
 * this class knows.
 */
public final class Sessions {
  /** A session that nobody uses for so long is over. */
  public static final Duration IDLE_MAX = Duration.ofMinutes(30);

  /** A session is over after so long, whoever uses it. */
  public static final Duration AGE_MAX = Duration.ofHours(8);

  /** How many sessions a user may have; one more ends the user's own oldest. */
  public static final int USER_MAX = 32;

  /** The use of a session is written no more often than this. */
  private static final Duration SEEN_STEP = Duration.ofMinutes(1);

  /** With each beginning, so many sessions of anybody are looked at, and taken away when over. */
  private static final int SWEPT = 64;

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final AuditedStore byUsers;
  private final InstantSource clock;

  /**
   * The sessions of that store.
   *
   * @param limits where the audit log has far more than it should have, only administrators begin
   */
  public Sessions(MetadataStore metadata, InstantSource clock, AuditLog.Limits limits) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
    this.byUsers = AuditedStore.ofUsers(metadata, clock, limits);
    this.clock = clock;
  }

  /** Begins a session; where the disk is nearly full, of administrators alone. */
  public void begin(Session session) {
    Instant now = clock.instant();
    byUsers.write(transaction -> {
      sweep(transaction, session.hash(), now);
      List<Session> others = of(transaction, session.userId(), now);
      others.stream()
          .sorted(Comparator.comparing(Session::lastSeenAt))
          .limit(Math.max(0, others.size() - USER_MAX + 1))
          .forEach(oldest -> delete(transaction, oldest));
      transaction.put(SignInKeys.session(session.hash().bytes()), SessionCodec.encode(session));
      transaction.put(
          SignInKeys.sessionOf(session.userId().value(), session.hash().bytes()), new byte[0]);
      transaction.audit("session.begin", target(session), "", session.address());
      return session;
    });
  }

  /** The session of that hash, unless it is over. */
  public Optional<Session> find(SessionHash hash) {
    Instant now = clock.instant();
    return metadata.read(snapshot -> find(snapshot, hash)).filter(found -> !found.isOver(now));
  }

  /** Notes that a session is used now; where there is no room to, it ends the sooner. */
  public void seen(Session session) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    if (session.lastSeenAt().plus(SEEN_STEP).isBefore(now)) {
      try {
        noteSeen(session, now);
      } catch (StoreException e) {
        if (!(e.failure() instanceof Failure.StorageFull)) {
          throw e;
        }
      }
    }
  }

  private void noteSeen(Session session, Instant now) {
    metadata.write(transaction -> {
      if (transaction.get(AccountKeys.administrator(session.userId().value())).isPresent()) {
        transaction.drawOnReserve();
      }
      // One that was ended meanwhile stays ended.
      find(transaction, session.hash())
          .filter(there -> there.lastSeenAt().isBefore(now))
          .ifPresent(there ->
              transaction.put(
                  SignInKeys.session(there.hash().bytes()),
                  SessionCodec.encode(there.seenAt(now))));
      return now;
    });
  }

  /** The sessions of a user that are not over, the latest first. */
  public List<Session> of(UserId user) {
    Instant now = clock.instant();
    return metadata.read(snapshot -> of(snapshot, user, now)).stream()
        .sorted(Comparator.comparing(Session::createdAt).reversed())
        .toList();
  }

  /**
   * Ends a session of that user.
   *
   * @return whether there was one
   */
  public boolean end(UserId user, SessionHash hash) {
    return audited.write(transaction -> {
      Optional<Session> there =
          find(transaction, hash).filter(found -> found.userId().equals(user));
      there.ifPresent(session -> {
        delete(transaction, session);
        transaction.audit("session.end", target(session), session.address(), "");
      });
      return there.isPresent();
    });
  }

  /**
   * Ends all sessions of a user but one.
   *
   * @param kept the one that goes on, if one does
   * @return how many were ended
   */
  public int endAll(UserId user, Optional<SessionHash> kept) {
    return audited.write(transaction -> {
      List<Session> ended =
          all(transaction, user).stream()
              .filter(session -> !Optional.of(session.hash()).equals(kept))
              .toList();
      ended.forEach(session -> delete(transaction, session));
      if (!ended.isEmpty()) {
        transaction.audit("session.end", target(ended.getFirst()), ended.size() + " sessions", "");
      }
      return ended.size();
    });
  }

  private static String target(Session session) {
    return "key/" + session.accessKeyId();
  }

  private static Optional<Session> find(Snapshot snapshot, SessionHash hash) {
    return snapshot
        .get(SignInKeys.session(hash.bytes()))
        .map(bytes -> SessionCodec.decode(hash, bytes));
  }

  private static List<Session> of(Snapshot snapshot, UserId user, Instant now) {
    return all(snapshot, user).stream().filter(session -> !session.isOver(now)).toList();
  }

  /** Those that are over, too, as far as they are still there. */
  private static List<Session> all(Snapshot snapshot, UserId user) {
    Key prefix = SignInKeys.sessionsOf(user.value());
    List<Session> found = new ArrayList<>();
    snapshot
        .scan(ScanRequest.prefix(prefix, 2 * USER_MAX))
        .rows()
        .forEach(row ->
            find(snapshot, SessionHash.of(SignInKeys.hash(row.key()))).ifPresent(found::add));
    return found;
  }

  /** The hash is as good as random, so that in time all sessions come by. */
  private static void sweep(Transaction transaction, SessionHash from, Instant now) {
    Key first = SignInKeys.session(from.bytes());
    transaction
        .scan(ScanRequest.range(first, SignInKeys.sessions().afterPrefix(), SWEPT))
        .rows()
        .forEach(row ->
            find(transaction, SessionHash.of(SignInKeys.hash(row.key())))
                .filter(session -> session.isOver(now))
                .ifPresent(session -> delete(transaction, session)));
  }

  private static void delete(Transaction transaction, Session session) {
    transaction.delete(SignInKeys.session(session.hash().bytes()));
    transaction.delete(SignInKeys.sessionOf(session.userId().value(), session.hash().bytes()));
  }
}
