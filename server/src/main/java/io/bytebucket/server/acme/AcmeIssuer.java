package io.bytebucket.server.acme;

import io.bytebucket.server.config.AcmeSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;

/**
 * Has certificates issued by an ACME server. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8555#section-7.4">RFC 8555, section 7.4</a>
 */
final class AcmeIssuer implements Issuer {
  /** How long it may take, all names together. */
  static final Duration WHOLE_LIMIT = Duration.ofMinutes(10);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final int REASON_MAX = 500;

  private final AcmeSettings settings;
  private final Optional<SSLContext> authorities;
  private final KeptCertificate kept;
  private final Proofs proofs;
  private final InstantSource clock;

  /**
   * An issuer with an account of its own, which is made when it is first needed.
   *
   * @param authorities what the certificate of the ACME server is checked by
   * @param kept where the key of the account is
   */
  AcmeIssuer(
      AcmeSettings settings,
      Optional<SSLContext> authorities,
      KeptCertificate kept,
      Proofs proofs,
      InstantSource clock) {
    this.settings = settings;
    this.authorities = authorities;
    this.kept = kept;
    this.proofs = proofs;
    this.clock = clock;
  }

  @Override
  public String issue() throws NotIssuedException, IOException, InterruptedException {
    Session session =
        new Session(settings.directory(), new BoundedProvider(authorities, ANSWER_LIMIT));
    // What is compressed may be any length.
    session.networkSettings().setCompressionEnabled(false);
    session.networkSettings().setTimeout(ANSWER_LIMIT);
    try {
      return issue(login(session), clock.instant().plus(WHOLE_LIMIT));
    } catch (AcmeRateLimitedException e) {
      throw new NotIssuedException(reason(e), e, e.getRetryAfter());
    } catch (AcmeException | RuntimeException e) {
      // The library throws exceptions of its own that are unchecked as well.
      throw new NotIssuedException(reason(e), e);
    } finally {
      session.getHttpClient().shutdownNow();
    }
  }

  private String issue(Login login, Instant end)
      throws AcmeException, NotIssuedException, InterruptedException {
    Order order = login.newOrder().domains(settings.names()).create();
    for (Authorization authorization : order.getAuthorizations()) {
      if (authorization.getStatus() != Status.VALID) {
        prove(authorization, end);
      }
    }
    require(order.waitUntilReady(left(end)), Status.READY, "the order", order.getError());
    KeyPair key = newKey();
    order.execute(key);
    require(order.waitForCompletion(left(end)), Status.VALID, "the order", order.getError());
    List<X509Certificate> chain = order.getCertificate().getCertificateChain();
    if (!chain.getFirst().getPublicKey().equals(key.getPublic())) {
      throw new NotIssuedException("the certificate is for another key", null);
    }
    return Pem.of(chain, key.getPrivate());
  }

  private void prove(Authorization authorization, Instant end)
      throws AcmeException, NotIssuedException, InterruptedException {
    String name = authorization.getIdentifier().getDomain();
    String type = settings.challenge().text();
    Challenge challenge =
        authorization
            .findChallenge(type)
            .orElseThrow(() ->
                new NotIssuedException("the ACME server offers no " + type + " for " + name, null));
    try (Proofs.Shown _ = proofs.show(name, challenge)) {
      challenge.trigger();
      require(challenge.waitForCompletion(left(end)), Status.VALID, name, challenge.getError());
    }
  }

  private static void require(Status status, Status wanted, String what, Optional<Problem> problem)
      throws NotIssuedException {
    if (status != wanted) {
      throw new NotIssuedException(
          cut(
              "the ACME server refuses "
                  + what
                  + problem.map(why -> ": " + why).orElse(": " + status)),
          null);
    }
  }

  private Duration left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isPositive() ? left : Duration.ZERO;
  }

  private Login login(Session session) throws AcmeException, IOException {
    Optional<String> account = kept.account();
    KeyPair key;
    if (account.isPresent()) {
      key = Pem.pair(account.get());
    } else {
      key = newKey();
      // Before it is used: an account whose key is lost can never be used again.
      kept.keepAccount(Pem.of(key));
    }
    AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
    settings.contact().ifPresent(builder::addEmail);
    return builder.createLogin(session);
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(256);
      return keys.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java runtime has no keys of EC", impossible);
    }
  }

  private static String reason(Exception e) {
    return cut(e.getCause() == null ? String.valueOf(e.getMessage()) : e + ": " + e.getCause());
  }

  /** It is another's text. */
  private static String cut(String text) {
    return text.length() <= REASON_MAX ? text : text.substring(0, REASON_MAX) + "...";
  }
}
