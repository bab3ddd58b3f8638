package io.bytebucket.server;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.server.acme.Acme;
import io.bytebucket.server.config.AcmeSettings;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.TlsSettings;
import io.bytebucket.server.jetty.ListenPoint;
import io.bytebucket.server.jetty.ListenSocket;
import io.bytebucket.server.jetty.RequestLimits;
import io.bytebucket.server.tls.ReloadingTls;
import io.bytebucket.server.tls.TlsException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the certificate that the settings name, and says what is wrong with it by their names. */
final class TlsSetup {
  private static final Logger LOG = LoggerFactory.getLogger(TlsSetup.class);

  /** Few ask there, and for little. */
  private static final int PROOF_CONNECTIONS = 64;

  private static final int PROOF_HEADER_BYTES = 8 << 10;
  private static final int PROOF_ENTRIES = 64;
  private static final int PROOF_MEMORY_BYTES = 1 << 20;

  private TlsSetup() {}

  /**
   * A port's certificate; warns when it has expired.
   *
   * @throws ConfigException with the file that cannot be used, and why
   */
  static ReloadingTls open(TlsSettings.Files files, Clock clock) {
    ReloadingTls tls = read(files);
    tls.warning(clock.instant())
        .ifPresent(reason ->
            LOG.atWarn()
                .addKeyValue("certificate", files.certificate())
                .addKeyValue("reason", reason)
                .log("clients will refuse the TLS certificate"));
    return tls;
  }

  /**
   * What both ports show, and where it comes from.
   *
   * @param acme has it renewed, once it is started
   */
  record Certificates(
      Optional<ReloadingTls> s3, Optional<ReloadingTls> admin, Optional<Acme> acme) {}

  /**
   * Reads what the settings name. Each port has its own, though both may come from the same files:
   * a port starts and stops it.
   *
   * @throws ConfigException with the file that cannot be used, and why
   */
  static Certificates of(ServerConfig config, Clock clock) {
    Optional<Acme> acme =
        config.tls().acme().map(settings -> new Acme(settings, config.dataDirectory(), clock));
    return new Certificates(
        config.tls().s3().map(source -> open(source, acme, clock)),
        config.tls().admin().map(source -> open(source, acme, clock)),
        acme);
  }

  private static ReloadingTls open(TlsSettings.Source source, Optional<Acme> acme, Clock clock) {
    return switch (source) {
      case TlsSettings.Files files -> open(files, clock);
      case AcmeSettings _ -> acme.orElseThrow().addPort();
    };
  }

  /** Where an ACME server asks by plain HTTP whether a name leads here. */
  static ListenPoint proofs(ListenSocket socket, Acme acme, Predicate<InetAddress> proxies) {
    return new ListenPoint(
        socket,
        acme.proofs(),
        new RequestLimits(
            PROOF_CONNECTIONS,
            PROOF_HEADER_BYTES,
            PROOF_ENTRIES,
            PROOF_ENTRIES,
            new MemoryBudget(PROOF_MEMORY_BYTES),
            new MemoryBudget(PROOF_MEMORY_BYTES)),
        Optional.empty(),
        false,
        proxies);
  }

  /** The same without a word about when it expires. */
  static ReloadingTls read(TlsSettings.Files files) {
    try {
      return new ReloadingTls(files.certificate(), files.key());
    } catch (TlsException e) {
      throw new ConfigException(
          switch (e.part()) {
            case CERTIFICATE ->
                files.certificateSetting() + ": " + files.certificate() + ": " + e.getMessage();
            case KEY -> files.keySetting() + ": " + files.key() + ": " + e.getMessage();
          });
    }
  }
}
