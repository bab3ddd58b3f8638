package io.bytebucket.server.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a listener, read again when its files change. New connections get the new one;
 * open ones keep what they began with. When the new files cannot be used the old certificate stays,
 * and the log says so. Thread-safe.
 */
public final class ReloadingTls {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

  /** Of a key store that never leaves memory. */
  private static final String PASSWORD = "memory";

  /** Those that authenticate what they encrypt, with keys that the certificate's does not open. */
  private static final String[] CIPHER_SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  private final Path certificateFile;
  private final Path keyFile;
  private final SslContextFactory.Server contextFactory;
  private final PemKeyPair first;
  private volatile PemKeyPair shown;
  private byte[] certificatePem;
  private byte[] keyPem;

  /** Whether there are no files yet: that they are missing is then no news. */
  private boolean isForNow;

  /**
   * Reads both files.
   *
   * @throws TlsException when a file cannot be read, or they are not a certificate and its key
   */
  public ReloadingTls(Path certificateFile, Path keyFile) throws TlsException {
    this(
        certificateFile,
        keyFile,
        read(TlsException.Part.CERTIFICATE, certificateFile),
        read(TlsException.Part.KEY, keyFile),
        new SslContextFactory.Server());
  }

  private ReloadingTls(
      Path certificateFile,
      Path keyFile,
      byte[] certificatePem,
      byte[] keyPem,
      SslContextFactory.Server contextFactory)
      throws TlsException {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.certificatePem = certificatePem;
    this.keyPem = keyPem;
    this.contextFactory = contextFactory;
    contextFactory.setKeyStorePassword(PASSWORD);
    contextFactory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    contextFactory.setIncludeCipherSuites(CIPHER_SUITES);
    contextFactory.setRenegotiationAllowed(false);
    this.first = PemKeyPair.parse(certificatePem, keyPem);
    this.shown = first;
    use(contextFactory, first);
  }

  /**
   * The certificate that is kept, with its key, in one file. While there is none, or it cannot be
   * used, another one is shown.
   *
   * @param otherwise what is shown for now: a certificate and its key in PEM
   * @param challenges what is shown to those who ask for it in their own way
   */
  public static ReloadingTls kept(Path file, byte[] otherwise, TlsChallenges challenges) {
    SslContextFactory.Server factory = new ChallengedContextFactory(challenges);
    try {
      byte[] pem = read(TlsException.Part.CERTIFICATE, file);
      return new ReloadingTls(file, file, pem, pem, factory);
    } catch (TlsException unusable) {
      return forNow(file, otherwise, new ChallengedContextFactory(challenges));
    }
  }

  private static ReloadingTls forNow(
      Path file, byte[] otherwise, SslContextFactory.Server factory) {
    try {
      ReloadingTls tls = new ReloadingTls(file, file, otherwise, otherwise, factory);
      tls.isForNow = true;
      return tls;
    } catch (TlsException impossible) {
      throw new IllegalArgumentException("no certificate for now", impossible);
    }
  }

  /** Whether there is no certificate yet but one that no client believes. */
  public synchronized boolean isForNow() {
    return isForNow;
  }

  /** Why clients will refuse the certificate that was read at the start, if they will. */
  public Optional<String> warning(Instant now) {
    return first.expiry(now);
  }

  /** When the certificate that is shown ends. */
  public Instant end() {
    return shown.end();
  }

  private static byte[] read(TlsException.Part part, Path file) throws TlsException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new TlsException(part, "there is no such file", missing);
    } catch (AccessDeniedException denied) {
      throw new TlsException(part, "no permission to read it", denied);
    } catch (IOException unreadable) {
      throw new TlsException(part, "cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Looks at the files, and takes what they hold into use when that is new and whole. */
  public synchronized void reloadIfChanged() {
    if (isForNow && Files.notExists(certificateFile)) {
      return;
    }
    try {
      byte[] certificate = read(TlsException.Part.CERTIFICATE, certificateFile);
      byte[] key = read(TlsException.Part.KEY, keyFile);
      if (Arrays.equals(certificate, certificatePem) && Arrays.equals(key, keyPem)) {
        return;
      }
      // Remembered even when they are broken: one warning for each change is enough.
      certificatePem = certificate;
      keyPem = key;
      PemKeyPair pair = PemKeyPair.parse(certificate, key);
      contextFactory.reload(factory -> use((SslContextFactory.Server) factory, pair));
      isForNow = false;
      shown = pair;
      LOG.info("TLS certificate reloaded");
    } catch (Exception unusable) {
      LOG.atWarn()
          .addKeyValue("certificate", certificateFile)
          .addKeyValue("key", keyFile)
          .addKeyValue("reason", unusable.getMessage())
          .log("TLS certificate not reloaded, the old one stays in use");
    }
  }

  /** What a port is made with. */
  public SslContextFactory.Server contextFactory() {
    return contextFactory;
  }

  private static void use(SslContextFactory.Server factory, PemKeyPair pair) {
    try {
      factory.setKeyStore(pair.toKeyStore(PASSWORD.toCharArray()));
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException("A key store in memory could not be made", impossible);
    }
  }
}
