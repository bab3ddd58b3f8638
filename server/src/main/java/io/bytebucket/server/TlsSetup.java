package io.bytebucket.server;

import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.TlsSettings;
import io.bytebucket.server.jetty.ReloadingTls;
import io.bytebucket.server.jetty.TlsException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the certificate that the settings name, and says what is wrong with it by their names. */
final class TlsSetup {
  private static final Logger LOG = LoggerFactory.getLogger(TlsSetup.class);

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
