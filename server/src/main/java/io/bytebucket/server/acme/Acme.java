package io.bytebucket.server.acme;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.server.client.BelievedCertificates;
import io.bytebucket.server.client.ClientException;
import io.bytebucket.server.config.AcmeSettings;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.tls.ReloadingTls;
import io.bytebucket.server.tls.TlsChallenges;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a server that an ACME server gives: shown at its ports, and renewed. Until it
 * is started nothing is written or asked. Thread-safe.
 */
public final class Acme implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Acme.class);

  private final AcmeSettings settings;
  private final KeptCertificate kept;
  private final byte[] selfSigned;
  private final Proofs proofs = new Proofs(new HttpProofs(), new TlsChallenges());
  private final List<ReloadingTls> ports = new ArrayList<>();
  private final Renewal renewal;

  /**
   * The certificate by those settings.
   *
   * @throws ConfigException when the file that the ACME server is believed by cannot be read
   */
  public Acme(AcmeSettings settings, Path dataDirectory, InstantSource clock) {
    this.settings = settings;
    this.kept = KeptCertificate.of(dataDirectory, settings.directory());
    this.selfSigned =
        SelfSigned.make(settings.names(), clock.instant()).getBytes(StandardCharsets.US_ASCII);
    this.renewal =
        new Renewal(
            new RenewalPlan(settings.names(), new SecureRandom()),
            new AcmeIssuer(settings, authorities(settings), kept, proofs, clock),
            kept,
            this::reload,
            clock);
  }

  private static Optional<SSLContext> authorities(AcmeSettings settings) {
    try {
      return settings.authorities().map(BelievedCertificates::of);
    } catch (ClientException e) {
      throw new ConfigException(Setting.ACME_CA_FILE + ": " + e.getMessage());
    }
  }

  /** The certificate that is kept in that data directory, if there is one. */
  public static Optional<X509Certificate> kept(AcmeSettings settings, Path dataDirectory) {
    return KeptCertificate.of(dataDirectory, settings.directory()).certificate();
  }

  /** The certificate for one more port. */
  public synchronized ReloadingTls addPort() {
    ReloadingTls tls = ReloadingTls.kept(kept.file(), selfSigned, proofs.tls());
    ports.add(tls);
    return tls;
  }

  /** What answers the questions of the ACME server that come by plain HTTP. */
  public HttpHandler proofs() {
    return proofs.http();
  }

  private synchronized void reload() {
    ports.forEach(ReloadingTls::reloadIfChanged);
  }

  /** Begins to ask for the certificate when it is due, which is at once where there is none. */
  public synchronized void start() {
    boolean isForNow = ports.stream().anyMatch(ReloadingTls::isForNow);
    if (isForNow) {
      LOG.atWarn()
          .addKeyValue("names", settings.names())
          .addKeyValue("directory", settings.directory())
          .log("no TLS certificate yet: clients see one that they do not believe");
    }
    kept.closeToOthers();
    renewal.start(!isForNow);
  }

  /** Asks no more. */
  @Override
  public void close() {
    renewal.close();
  }
}
