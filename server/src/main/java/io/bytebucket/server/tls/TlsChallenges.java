package io.bytebucket.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates that are shown only to those who ask for a name by the protocol {@code acme-tls/1}:
 * they prove to an ACME server that the name leads here. There are as many as names that are being
 * proved. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8737">RFC 8737</a>
 */
public final class TlsChallenges {
  static final String PROTOCOL = "acme-tls/1";

  private final Map<String, Proof> proofs = new ConcurrentHashMap<>();

  record Proof(PrivateKey key, X509Certificate certificate) {}

  /** Shows a certificate to who asks for that name, in lower case. */
  public void show(String name, PrivateKey key, X509Certificate certificate) {
    proofs.put(name, new Proof(key, certificate));
  }

  /** Shows it no more. */
  public void hide(String name) {
    proofs.remove(name);
  }

  boolean isEmpty() {
    return proofs.isEmpty();
  }

  Optional<Proof> of(String name) {
    return Optional.ofNullable(proofs.get(name));
  }
}
