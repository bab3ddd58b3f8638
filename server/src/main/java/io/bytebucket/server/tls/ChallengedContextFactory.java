package io.bytebucket.server.tls;

import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS with certificates for challenges beside that of the server. What protocol is spoken after the
 * handshake is negotiated only with who brings a challenge up, and only while there is one.
 */
final class ChallengedContextFactory extends SslContextFactory.Server {
  private final TlsChallenges challenges;

  ChallengedContextFactory(TlsChallenges challenges) {
    this.challenges = challenges;
  }

  @Override
  public void customize(SSLEngine engine) {
    super.customize(engine);
    engine.setHandshakeApplicationProtocolSelector((_, offered) -> protocol(offered));
  }

  /** Nothing is negotiated where nothing is chosen. */
  private String protocol(List<String> offered) {
    return !challenges.isEmpty() && offered.contains(TlsChallenges.PROTOCOL)
        ? TlsChallenges.PROTOCOL
        : "";
  }

  @Override
  protected KeyManager[] getKeyManagers(KeyStore store) throws Exception {
    KeyManager[] managers = super.getKeyManagers(store);
    for (int i = 0; i < managers.length; i++) {
      if (managers[i] instanceof X509ExtendedKeyManager usual) {
        managers[i] = new ChallengedKeys(usual, challenges);
      }
    }
    return managers;
  }
}
