package io.bytebucket.server.acme;

import io.bytebucket.engine.local.OwnerOnly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the certificate of an ACME server, its key and the key of the account are kept: in a folder
 * of the data directory, one for each ACME server, which nobody else can enter. For one thread.
 *
 * @param folder is made when something is written
 */
record KeptCertificate(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptCertificate.class);

  private static final String FOLDER = "acme";
  private static final int NAME_BYTES = 8;

  /** Where it is kept for that ACME server. */
  static KeptCertificate of(Path dataDirectory, URI directory) {
    return new KeptCertificate(dataDirectory.resolve(FOLDER).resolve(nameOf(directory)));
  }

  /** What is tried out with one ACME server must not be taken for what another one gave. */
  private static String nameOf(URI directory) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(directory.toString().getBytes(StandardCharsets.UTF_8));
      return directory.getHost() + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The certificate, those that lead to its root, and its key, in PEM. */
  Path file() {
    return folder.resolve("certificate.pem");
  }

  private Path accountFile() {
    return folder.resolve("account.key");
  }

  /** The certificate that is kept; empty when there is none, or none that can be read. */
  Optional<X509Certificate> certificate() {
    try {
      String pem = Files.readString(file(), StandardCharsets.ISO_8859_1);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1))));
    } catch (IOException | GeneralSecurityException none) {
      return Optional.empty();
    }
  }

  /** Keeps what was issued, in place of what was kept before. Durable on return. */
  void keep(String pem) throws IOException {
    makeFolder();
    OwnerOnly.write(file(), pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** The key of the account, in PEM; empty when there is none yet. */
  Optional<String> account() throws IOException {
    return Files.exists(accountFile())
        ? Optional.of(Files.readString(accountFile(), StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  /** Keeps the key of the account. Durable on return. */
  void keepAccount(String pem) throws IOException {
    makeFolder();
    OwnerOnly.write(accountFile(), pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** What was copied here may be open to others. */
  void closeToOthers() {
    try {
      for (Path path : List.of(folder.resolveSibling(""), folder, file(), accountFile())) {
        OwnerOnly.close(path);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("path", folder)
          .log("it is not known who can get at the key of the TLS certificate");
    }
  }

  private void makeFolder() throws IOException {
    OwnerOnly.makeDirectory(folder.resolveSibling(""));
    OwnerOnly.makeDirectory(folder);
  }
}
