package io.bytebucket.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where traces go.
 *
 * @param endpoint of the collector, where it takes traces by OTLP over HTTP
 * @param authorization what it is shown; a secret
 * @param sampledPart which part of the requests is traced whose clients do not say, 0 to 1
 */
public record TracingSettings(URI endpoint, Optional<String> authorization, double sampledPart) {
  static Optional<TracingSettings> of(Settings settings) {
    Optional<String> endpoint = settings.get(Setting.OTLP_TRACES_ENDPOINT);
    Optional<String> authorization = settings.get(Setting.OTLP_AUTHORIZATION);
    double part = part(settings.get(Setting.TRACE_SAMPLE).orElse(""));
    if (endpoint.isEmpty()) {
      if (authorization.isPresent()) {
        throw new ConfigException(
            "OTLP_AUTHORIZATION goes with OTLP_TRACES_ENDPOINT; set both or none");
      }
      return Optional.empty();
    }
    authorization
        .filter(value -> !value.chars().allMatch(c -> c >= ' ' && c < 0x7F))
        .ifPresent(_ -> {
          throw new ConfigException("OTLP_AUTHORIZATION must be what a header field can hold");
        });
    return Optional.of(new TracingSettings(url(endpoint.get()), authorization, part));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean isHttp =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (isHttp
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null
          && url.getRawPath().length() > 1) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    throw new ConfigException(
        "OTLP_TRACES_ENDPOINT must be an http:// or https:// URL with its path, like"
            + " http://127.0.0.1:4318/v1/traces");
  }

  private static double part(String text) {
    try {
      double part = Double.parseDouble(text);
      if (part >= 0 && part <= 1) {
        return part;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException("TRACE_SAMPLE must be a number from 0 to 1");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "TracingSettings[" + endpoint + "]";
  }
}
