package io.bytebucket.server.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How certificates are had from an ACME server.
 *
 * @param directory where that server begins
 * @param contact the address for its mail
 * @param names what the certificate is for
 * @param challenge how it is proved that the names lead here
 * @param httpListen where its questions are answered, if they come by plain HTTP
 * @param authorities a file with the certificates that the server's own is checked by; empty for
 *     those of Java
 */
public record AcmeSettings(
    URI directory,
    Optional<String> contact,
    List<String> names,
    Challenge challenge,
    InetSocketAddress httpListen,
    Optional<Path> authorities)
    implements TlsSettings.Source {
  private static final int NAMES_MAX = 100;
  private static final int NAME_MAX = 253;
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern MAIL = Pattern.compile("[^\\s@,?<>]{1,64}@[A-Za-z0-9.-]{1,190}");
  private static final List<Setting> WITHOUT_MEANING_ALONE =
      List.of(
          Setting.ACME_AGREE,
          Setting.ACME_CONTACT,
          Setting.ACME_DOMAINS,
          Setting.ACME_CHALLENGE,
          Setting.ACME_HTTP_LISTEN,
          Setting.ACME_CA_FILE);

  /** How it is proved that a name leads to this server. */
  public enum Challenge {
    /** By a file at port 80 of the name. */
    HTTP_01("http-01"),
    /** By a certificate at port 443 of the name. */
    TLS_ALPN_01("tls-alpn-01");

    private final String text;

    Challenge(String text) {
      this.text = text;
    }

    /** What the standard calls it. */
    public String text() {
      return text;
    }
  }

  /** Copies the list. */
  public AcmeSettings {
    names = List.copyOf(names);
  }

  /** Whether the questions of the ACME server come by plain HTTP, at a port of their own. */
  public boolean isByHttp() {
    return challenge == Challenge.HTTP_01;
  }

  static Optional<AcmeSettings> of(Settings settings) {
    Optional<String> directory = settings.get(Setting.ACME_DIRECTORY);
    if (directory.isEmpty()) {
      for (Setting setting : WITHOUT_MEANING_ALONE) {
        if (!settings.get(setting).orElse("").equals(setting.defaultValue())) {
          throw new ConfigException(setting + " goes with ACME_DIRECTORY; set both or none");
        }
      }
      return Optional.empty();
    }
    if (!settings.get(Setting.ACME_AGREE).orElse("").equalsIgnoreCase("true")) {
      throw new ConfigException(
          "ACME_DIRECTORY needs ACME_AGREE=true: that you agree to the terms of that server");
    }
    return Optional.of(
        new AcmeSettings(
            directory(directory.get()),
            settings.get(Setting.ACME_CONTACT).map(AcmeSettings::mail),
            names(settings),
            challenge(settings.get(Setting.ACME_CHALLENGE).orElse("")),
            httpListen(settings),
            settings.get(Setting.ACME_CA_FILE).map(Path::of)));
  }

  private static URI directory(String text) {
    try {
      URI url = new URI(text);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    throw new ConfigException("ACME_DIRECTORY must be the https:// URL of a directory");
  }

  private static String mail(String text) {
    if (!MAIL.matcher(text).matches()) {
      throw new ConfigException("ACME_CONTACT must be one address for mail, like ops@example.com");
    }
    return text;
  }

  private static Challenge challenge(String text) {
    return Arrays.stream(Challenge.values())
        .filter(challenge -> challenge.text().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new ConfigException("ACME_CHALLENGE must be http-01 or tls-alpn-01"));
  }

  private static InetSocketAddress httpListen(Settings settings) {
    return ListenAddress.parse(
        Setting.ACME_HTTP_LISTEN, settings.get(Setting.ACME_HTTP_LISTEN).orElse(""));
  }

  private static List<String> names(Settings settings) {
    Stream<String> published =
        PublicUrl.of(settings).stream().map(url -> name(Setting.PUBLIC_URL, url.getHost()));
    Stream<String> further =
        settings.get(Setting.ACME_DOMAINS).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(text -> name(Setting.ACME_DOMAINS, text.strip()));
    List<String> names = Stream.concat(published, further).distinct().toList();
    if (names.isEmpty() || names.size() > NAMES_MAX) {
      throw new ConfigException(
          "ACME_DIRECTORY needs PUBLIC_URL or ACME_DOMAINS: 1 to " + NAMES_MAX + " names");
    }
    return names;
  }

  /** No address, and no wildcard: neither can be proved in these ways. */
  private static String name(Setting setting, String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.length() > NAME_MAX || !NAME.matcher(name).matches()) {
      throw new ConfigException(
          setting
              + " must have host names with a dot, no addresses and no wildcards, where"
              + " ACME_DIRECTORY is set");
    }
    return name;
  }
}
