package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.signin.Session;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.Visit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of browsers. The token is in a cookie and nowhere else; the store has its hash, and what
 * follows from the token and the secret of the access key together: so a session ends with the
 * secret that it began with. Thread-safe.
 */
public final class BrowserSessions {
  /** What the log calls them. */
  private static final String BY_SESSION = "admin-session";

  private static final int TOKEN_BYTES = 32;
  private static final String CSRF = "csrf";

  /** No token begins so. */
  private static final String USER = "user ";

  private static final String CSRF_HEADER = "x-csrf-token";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final Users users;
  private final Sessions sessions;
  private final Proof proof;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Sessions of those users. */
  public BrowserSessions(Users users, Sessions sessions, Proof proof, InstantSource clock) {
    this.users = users;
    this.sessions = sessions;
    this.proof = proof;
    this.clock = clock;
  }

  /**
   * A session that has just begun.
   *
   * @param cookie sets its token
   * @param csrfToken what goes with each change that is asked for in it
   */
  public record Begun(Session session, String cookie, String csrfToken) {
    /** Without its secrets. */
    @Override
    public String toString() {
      return "Begun[" + session + "]";
    }
  }

  /**
   * Signs somebody in: always with a new token, and an end to the session that the browser had.
   *
   * @throws AdminException with 401, 403 when a page of another origin asks, or 429
   */
  public Begun begin(Request request, Visit visit, Proof.Shown shown) {
    refuseForeign(request);
    Credential found = proof.require(request, visit, shown, BY_SESSION);
    end(request);
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = Instant.ofEpochMilli(clock.millis());
    Session session =
        new Session(
            SessionHash.of(token),
            found.user().id(),
            found.key().id(),
            proofOf(token, found),
            now,
            now,
            request.remoteAddress(),
            request.headers().first("user-agent").orElse(""));
    sessions.begin(session);
    return new Begun(session, SessionCookie.set(request, token), csrfToken(token));
  }

  /**
   * Signs a browser out, if it was signed in.
   *
   * @return what takes its cookie away
   * @throws AdminException with 403 when a page of another origin asks
   */
  public String leave(Request request) {
    refuseForeign(request);
    end(request);
    return SessionCookie.clear(request);
  }

  /**
   * What the store calls the session that a request carries, whether there is such a one or not.
   */
  public static Optional<SessionHash> hashOf(Request request) {
    return SessionCookie.token(request).map(SessionHash::of);
  }

  private void end(Request request) {
    SessionCookie.token(request)
        .flatMap(token -> sessions.find(SessionHash.of(token)))
        .ifPresent(session -> sessions.end(session.userId(), session.hash()));
  }

  /**
   * The user who asks in a session.
   *
   * @return empty when the request carries no session at all
   * @throws AdminException with 401 when it is over, or 403 when it may be that another page asks
   */
  public Optional<Sender> find(Request request, Visit visit) {
    Optional<String> token = SessionCookie.token(request);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    refuseForeign(request);
    Session session = sessions.find(SessionHash.of(token.get())).orElseThrow(SignInErrors::over);
    visit.claim(BY_SESSION, session.accessKeyId());
    Credential credential =
        usable(session, token.get())
            .orElseThrow(() -> {
              sessions.end(session.userId(), session.hash());
              return SignInErrors.over();
            });
    requireIntent(request, token.get());
    visit.caller(BY_SESSION, session.accessKeyId());
    visit.user(credential.user().id(), credential.user().name());
    proof.used(credential);
    proof.admit(Proof.callerOf(credential));
    sessions.seen(session);
    return Optional.of(
        new Sender(
            Proof.callerOf(credential),
            session.accessKeyId(),
            Optional.of(
                new Sender.InSession(session.hash(), csrfToken(token.get()), session.endsAt()))));
  }

  /** The credential that it began with, if that still lets its user in. */
  private Optional<Credential> usable(Session session, String token) {
    return SecretCheck.readable(users, session.accessKeyId())
        .filter(found -> found.user().id().equals(session.userId()))
        .filter(found -> found.isUsable(clock))
        .filter(found -> proof.admitsUsers() || isAdministrator(found))
        .filter(found -> MessageDigest.isEqual(session.proof(), proofOf(token, found)));
  }

  /**
   * What follows from token and secret, and from whether the user is an administrator: with that a
   * session ends, too.
   */
  private static byte[] proofOf(String token, Credential found) {
    return Hmac.of(isAdministrator(found) ? token : USER + token, found.secret());
  }

  private static boolean isAdministrator(Credential found) {
    return AdminGate.isAdministrator(found.user().rules());
  }

  private static void refuseForeign(Request request) {
    if (PageOrigin.isForeign(request)) {
      throw SignInErrors.foreign();
    }
  }

  /** A change has to come from a page of this origin, which says what only it can know. */
  private static void requireIntent(Request request, String token) {
    if (SAFE.contains(request.method())) {
      return;
    }
    if (!PageOrigin.isOwn(request)) {
      throw SignInErrors.foreign();
    }
    String sent = request.headers().first(CSRF_HEADER).orElse("");
    if (!MessageDigest.isEqual(
        csrfToken(token).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8))) {
      throw SignInErrors.csrf();
    }
  }

  private static String csrfToken(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(token, CSRF));
  }
}
