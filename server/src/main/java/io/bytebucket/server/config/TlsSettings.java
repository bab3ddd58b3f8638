package io.bytebucket.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Which ports speak TLS, and with which certificate.
 *
 * @param s3 of the S3 port; empty when it speaks plain HTTP
 * @param admin of the admin port; the same
 */
public record TlsSettings(Optional<Source> s3, Optional<Source> admin) {
  /** Where a certificate comes from. */
  public sealed interface Source permits Files, AcmeSettings {}

  /**
   * Where a certificate and its key are.
   *
   * @param certificateSetting what names the file of the certificate
   * @param keySetting what names that of the key
   */
  public record Files(Path certificate, Path key, Setting certificateSetting, Setting keySetting)
      implements Source {}

  /** How certificates are had from an ACME server, if they are. */
  public Optional<AcmeSettings> acme() {
    return s3.filter(AcmeSettings.class::isInstance).map(AcmeSettings.class::cast);
  }

  /** Whether any port speaks TLS. */
  static boolean isAny(Settings settings) {
    return settings.get(Setting.TLS_CERTIFICATE_FILE).isPresent()
        || settings.get(Setting.ACME_DIRECTORY).isPresent()
        || settings.get(Setting.ADMIN_TLS_CERTIFICATE_FILE).isPresent();
  }

  /**
   * Reads the settings about TLS. The files are not looked at.
   *
   * @throws ConfigException with a message that names the setting and what is allowed
   */
  public static TlsSettings of(Settings settings) {
    Optional<Source> s3 = s3(settings);
    Optional<Source> own =
        files(settings, Setting.ADMIN_TLS_CERTIFICATE_FILE, Setting.ADMIN_TLS_KEY_FILE);
    String mode = settings.get(Setting.ADMIN_TLS).orElse("").toLowerCase(Locale.ROOT);
    if (own.isPresent() != mode.equals("own")) {
      throw new ConfigException(
          "ADMIN_TLS=own and ADMIN_TLS_CERTIFICATE_FILE go together; set both or none");
    }
    return new TlsSettings(
        s3,
        switch (mode) {
          case "off" -> Optional.empty();
          case "own" -> own;
          case "shared" -> {
            if (s3.isEmpty()) {
              throw new ConfigException(
                  "ADMIN_TLS=shared needs a certificate of the S3 port: set TLS_CERTIFICATE_FILE or"
                      + " ACME_DIRECTORY");
            }
            yield s3;
          }
          default -> throw new ConfigException("ADMIN_TLS must be off, shared or own");
        });
  }

  private static Optional<Source> s3(Settings settings) {
    Optional<Source> files = files(settings, Setting.TLS_CERTIFICATE_FILE, Setting.TLS_KEY_FILE);
    Optional<AcmeSettings> acme = AcmeSettings.of(settings);
    if (files.isPresent() && acme.isPresent()) {
      throw new ConfigException("set TLS_CERTIFICATE_FILE or ACME_DIRECTORY, not both");
    }
    return files.or(() -> acme);
  }

  private static Optional<Source> files(Settings settings, Setting certificate, Setting key) {
    Optional<String> certificateFile = settings.get(certificate);
    Optional<String> keyFile = settings.get(key);
    if (certificateFile.isPresent() != keyFile.isPresent()) {
      throw new ConfigException(certificate + " and " + key + " go together; set both or none");
    }
    return certificateFile.map(
        file -> new Files(Path.of(file), Path.of(keyFile.orElseThrow()), certificate, key));
  }
}
