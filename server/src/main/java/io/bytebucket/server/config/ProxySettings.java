package io.bytebucket.server.config;

import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the settings about proxies. */
final class ProxySettings {
  private ProxySettings() {}

  /**
   * Who is believed about where requests come from.
   *
   * @throws ConfigException with a message that names the setting and what is allowed
   */
  static TrustedProxies of(Settings settings) {
    return new TrustedProxies(
        ranges(settings, Setting.TRUSTED_PROXIES),
        hops(settings),
        settings
            .get(Setting.TRUSTED_PROXY_HEADER)
            .flatMap(ForwardingHeader::of)
            .orElseThrow(() ->
                new ConfigException("TRUSTED_PROXY_HEADER must be X-Forwarded-For or Forwarded")));
  }

  /** Addresses and ranges of them, separated by commas; none when the setting is not set. */
  static List<AddressRange> ranges(Settings settings, Setting setting) {
    return settings.get(setting).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(text -> range(setting, text.strip()))
        .toList();
  }

  private static AddressRange range(Setting setting, String text) {
    return AddressRange.parse(text)
        .orElseThrow(() ->
            new ConfigException(
                setting
                    + " must be IP addresses, or ranges of them like 10.0.0.0/8 whose other bits"
                    + " are 0, separated by commas"));
  }

  private static int hops(Settings settings) {
    Optional<String> text = settings.get(Setting.RATE_LIMIT_TRUSTED_PROXIES);
    try {
      int hops = Integer.parseInt(text.orElse("0"));
      if (hops >= 0 && hops <= TrustedProxies.HOPS_MAX) {
        return hops;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException(
        "RATE_LIMIT_TRUSTED_PROXIES must be a whole number from 0 to " + TrustedProxies.HOPS_MAX);
  }
}
