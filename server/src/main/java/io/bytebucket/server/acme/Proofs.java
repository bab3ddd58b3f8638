package io.bytebucket.server.acme;

import io.bytebucket.server.tls.TlsChallenges;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Locale;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;

/**
 * Shows an ACME server what it asks to see of a name.
 *
 * @param http what is shown by plain HTTP
 * @param tls what is shown in handshakes
 */
record Proofs(HttpProofs http, TlsChallenges tls) {
  /** Something that is shown until this is closed. */
  @FunctionalInterface
  interface Shown extends AutoCloseable {
    @Override
    void close();
  }

  Shown show(String name, Challenge challenge) {
    return switch (challenge) {
      case Http01Challenge asked -> {
        http.show(asked.getToken(), asked.getAuthorization());
        yield () -> http.hide(asked.getToken());
      }
      case TlsAlpn01Challenge asked -> {
        String lower = name.toLowerCase(Locale.ROOT);
        showInHandshakes(lower, asked);
        yield () -> tls.hide(lower);
      }
      default -> throw new IllegalArgumentException("another challenge than was asked for");
    };
  }

  private void showInHandshakes(String name, TlsAlpn01Challenge challenge) {
    try {
      // The library signs such certificates with RSA.
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2_048);
      KeyPair pair = keys.generateKeyPair();
      tls.show(name, pair.getPrivate(), challenge.createCertificate(pair, Identifier.dns(name)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java runtime has no keys of RSA", impossible);
    }
  }
}
