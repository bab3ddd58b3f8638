package io.bytebucket.server.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes the certificates of a file in place of those that Java comes with: servers whose
 * certificate one of them signed, for the name that the certificate has; and a server whose own
 * certificate is one of them, by whatever name or address it is asked. Thread-safe.
 */
public final class BelievedCertificates extends X509ExtendedTrustManager {
  private static final long FILE_LIMIT_BYTES = 1 << 20;

  private final List<Certificate> known;
  private final X509ExtendedTrustManager roots;

  private BelievedCertificates(List<Certificate> known, X509ExtendedTrustManager roots) {
    this.known = List.copyOf(known);
    this.roots = roots;
  }

  /**
   * TLS with the certificates of that file.
   *
   * @throws ClientException when it holds none
   */
  public static SSLContext of(Path file) {
    try {
      List<Certificate> known = read(file);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < known.size(); i++) {
        store.setCertificateEntry("certificate-" + i, known.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          new TrustManager[] {
            new BelievedCertificates(
                known, (X509ExtendedTrustManager) factory.getTrustManagers()[0])
          },
          null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ClientException(file + " cannot be read as certificates in PEM: " + e.getMessage());
    }
  }

  private static List<Certificate> read(Path file) throws IOException, CertificateException {
    if (Files.size(file) > FILE_LIMIT_BYTES) {
      throw new ClientException(file + " is too large for a file of certificates");
    }
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) {
      throw new ClientException(file + " holds no certificate");
    }
    return List.copyOf(found);
  }

  /** Who shows it has proved with its key that it is its own. */
  private boolean isKnown(X509Certificate[] chain) throws CertificateException {
    if (!known.contains(chain[0])) {
      return false;
    }
    chain[0].checkValidity();
    return true;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (!isKnown(chain)) {
      roots.checkServerTrusted(chain, type);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (!isKnown(chain)) {
      roots.checkServerTrusted(chain, type, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (!isKnown(chain)) {
      roots.checkServerTrusted(chain, type, engine);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {
    throw new UnsupportedOperationException("no server asks for clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return roots.getAcceptedIssuers();
  }
}
