package io.bytebucket.server.jetty;

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
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key, as read from PEM.
 *
 * @param chain the server's certificate first
 * @param key the key of the first certificate
 */
record PemKeyPair(List<Certificate> chain, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final String NO_MATCH = "The key is not the certificate's";
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

  PemKeyPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both files' contents.
   *
   * @throws GeneralSecurityException when either cannot be read, or they do not belong together
   */
  static PemKeyPair parse(byte[] certificatePem, byte[] keyPem) throws GeneralSecurityException {
    List<Certificate> chain =
        List.copyOf(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificatePem)));
    if (chain.isEmpty()) {
      throw new CertificateException("The certificate file holds no certificate");
    }
    PemKeyPair pair = new PemKeyPair(chain, key(keyPem));
    pair.verifyMatch();
    return pair;
  }

  /** A key store that holds nothing else. */
  KeyStore toKeyStore(char[] password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("server", key, password, chain.toArray(new Certificate[0]));
    return store;
  }

  private static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw new GeneralSecurityException("The key file holds no unencrypted PEM private key");
    }
    byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
    return switch (matcher.group(1)) {
      case "PRIVATE KEY" -> pkcs8(der);
      case "RSA PRIVATE KEY" -> pkcs8(Pkcs1.toPkcs8(der));
      default ->
          throw new GeneralSecurityException(
              "The key file must be PKCS #8: convert it with 'openssl pkcs8 -topk8 -nocrypt'");
    };
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException other) {
        // A key of another algorithm; the next may fit.
      }
    }
    throw new GeneralSecurityException("The key file must hold an RSA, EC or Ed25519 key");
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
