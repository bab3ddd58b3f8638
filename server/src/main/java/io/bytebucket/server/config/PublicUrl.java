package io.bytebucket.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where clients find S3, which a server behind a proxy cannot know by itself. */
final class PublicUrl {
  private PublicUrl() {}

  /**
   * The address, if one is set.
   *
   * @throws ConfigException when it is none
   */
  static Optional<URI> of(Settings settings) {
    return settings.get(Setting.PUBLIC_URL).map(PublicUrl::parse);
  }

  private static URI parse(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean isAddress =
          (scheme.equals("http") || scheme.equals("https"))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
      if (isAddress) {
        return new URI(scheme + "://" + url.getRawAuthority().toLowerCase(Locale.ROOT));
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    throw new ConfigException(
        "PUBLIC_URL must be http:// or https:// with a host, maybe a port, and no path");
  }
}
