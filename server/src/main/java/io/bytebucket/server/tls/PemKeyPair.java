package io.bytebucket.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate chain and its private key, as read from PEM.
 *
 * @param chain the server's certificate first
 * @param key the key of the first certificate
 */
record PemKeyPair(List<Certificate> chain, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
  private static final Pattern ENCRYPTED =
      Pattern.compile("BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: *4, *ENCRYPTED");
  private static final String NO_MATCH = "the key is not the one of the certificate";
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

  PemKeyPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both files' contents.
   *
   * @throws TlsException when either cannot be read, or they do not belong together
   */
  static PemKeyPair parse(byte[] certificatePem, byte[] keyPem) throws TlsException {
    PemKeyPair pair = new PemKeyPair(chain(certificatePem), key(keyPem));
    try {
      pair.verifyMatch();
    } catch (GeneralSecurityException unusable) {
      throw new TlsException(TlsException.Part.KEY, NO_MATCH, unusable);
    }
    return pair;
  }

  /** Why clients will refuse the certificate at that time: it has ended, or not begun. */
  Optional<String> expiry(Instant now) {
    if (!(chain.getFirst() instanceof X509Certificate certificate)) {
      return Optional.empty();
    }
    Instant end = certificate.getNotAfter().toInstant();
    Instant start = certificate.getNotBefore().toInstant();
    return now.isAfter(end)
        ? Optional.of("the certificate expired at " + end)
        : now.isBefore(start)
            ? Optional.of("the certificate is not valid before " + start)
            : Optional.empty();
  }

  /** When the certificate ends; never, where it does not say. */
  Instant end() {
    return chain.getFirst() instanceof X509Certificate certificate
        ? certificate.getNotAfter().toInstant()
        : Instant.MAX;
  }

  private static List<Certificate> chain(byte[] pem) throws TlsException {
    // What else may stand there, the key among others, is passed over.
    String certificates =
        CERTIFICATE
            .matcher(new String(pem, StandardCharsets.ISO_8859_1))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"));
    if (certificates.isEmpty()) {
      throw new TlsException(
          TlsException.Part.CERTIFICATE,
          "the file holds no certificate in PEM (BEGIN CERTIFICATE)");
    }
    try {
      return List.copyOf(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(certificates.getBytes(StandardCharsets.ISO_8859_1))));
    } catch (CertificateException broken) {
      throw new TlsException(
          TlsException.Part.CERTIFICATE, "the file holds a certificate that is damaged", broken);
    }
  }

  /** A key store that holds nothing else. */
  KeyStore toKeyStore(char[] password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("server", key, password, chain.toArray(new Certificate[0]));
    return store;
  }

  private static PrivateKey key(byte[] pem) throws TlsException {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    if (ENCRYPTED.matcher(text).find()) {
      throw noKey("the key is encrypted: write it without a passphrase ('openssl pkey -in OLD')");
    }
    Matcher matcher = KEY.matcher(text);
    if (!matcher.find()) {
      throw noKey("the file holds no private key in PEM (BEGIN PRIVATE KEY)");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      return switch (matcher.group(1)) {
        case "PRIVATE KEY" -> pkcs8(der);
        case "RSA PRIVATE KEY" -> pkcs8(Pkcs1.toPkcs8(der));
        default -> throw noKey("the key must be PKCS #8: convert it with 'openssl pkey -in OLD'");
      };
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new TlsException(TlsException.Part.KEY, "the key is damaged", damaged);
    }
  }

  private static PrivateKey pkcs8(byte[] der) throws TlsException, GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException other) {
        // A key of another algorithm; the next may fit.
      }
    }
    throw noKey("the key must be an RSA, EC or Ed25519 key");
  }

  private static TlsException noKey(String reason) {
    return new TlsException(TlsException.Part.KEY, reason);
  }

  /** While files are being replaced one of them can be the old one. */
  private void verifyMatch() throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
      throw new GeneralSecurityException(NO_MATCH);
    }
    byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(chain.getFirst().getPublicKey());
    verifier.update(probe);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException(NO_MATCH);
    }
  }
}
