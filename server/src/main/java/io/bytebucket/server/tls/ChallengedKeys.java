package io.bytebucket.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Chooses the certificate of a challenge for who brings it up, and the usual one for others. */
final class ChallengedKeys extends X509ExtendedKeyManager {
  /** No alias of a key store: it has a character that those of ours have not. */
  private static final String PREFIX = "challenge/";

  private final X509ExtendedKeyManager usual;
  private final TlsChallenges challenges;

  ChallengedKeys(X509ExtendedKeyManager usual, TlsChallenges challenges) {
    this.usual = usual;
    this.challenges = challenges;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    if (!TlsChallenges.PROTOCOL.equals(engine.getHandshakeApplicationProtocol())) {
      return usual.chooseEngineServerAlias(keyType, issuers, engine);
    }
    return nameAskedFor(engine.getHandshakeSession())
        .flatMap(name ->
            challenges
                .of(name)
                .filter(proof -> proof.key().getAlgorithm().equals(keyType))
                .map(_ -> PREFIX + name))
        .orElse(null);
  }

  private static Optional<String> nameAskedFor(@Nullable SSLSession session) {
    return session instanceof ExtendedSSLSession extended
        ? extended.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
            .findFirst()
        : Optional.empty();
  }

  private Optional<TlsChallenges.Proof> proof(@Nullable String alias) {
    return alias != null && alias.startsWith(PREFIX)
        ? challenges.of(alias.substring(PREFIX.length()))
        : Optional.empty();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    Optional<TlsChallenges.Proof> proof = proof(alias);
    return proof.isPresent()
        ? List.of(proof.get().certificate()).toArray(new X509Certificate[0])
        : usual.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    Optional<TlsChallenges.Proof> proof = proof(alias);
    return proof.isPresent() ? proof.get().key() : usual.getPrivateKey(alias);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return usual.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return usual.getServerAliases(keyType, issuers);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return usual.getClientAliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return usual.chooseClientAlias(keyTypes, issuers, socket);
  }
}
