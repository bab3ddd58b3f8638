package io.bytebucket.transfer.original;

import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What administrators of the original saved, as far as there is the same here.
 *
 * @param rate how many requests a client may make
 * @param ban when a client is banned that fails to sign in
 */
public record OriginalSettings(Optional<Rate> rate, Optional<Ban> ban) {
  /** Nothing was saved. */
  public static final OriginalSettings NONE =
      new OriginalSettings(Optional.empty(), Optional.empty());

  private static final Map<String, String> NOT_TAKEN =
      Map.of(
          "syncwrites", "everything is on disk here before it is acknowledged",
          "requestretentiondays", "see what is kept of past requests in docs/configuration.md",
          "accesslogenabled", "see what is kept of past requests in docs/configuration.md",
          "accesslogmaxevents", "see what is kept of past requests in docs/configuration.md",
          "accesslogmaxagedays", "see what is kept of past requests in docs/configuration.md",
          "trustedproxyheaders", "proxies are named here by their addresses: TRUSTED_PROXIES",
          "trustedproxyleftmost", "proxies are named here by their addresses: TRUSTED_PROXIES");

  /** How many requests a client may make: on average, and at once. */
  public record Rate(boolean isEnabled, double perSecond, long burst) {}

  /** When a client is banned, and for how long. */
  public record Ban(boolean isEnabled, int maxFailures, long windowSeconds, long banSeconds) {}

  /** What was saved under those names; what is not taken over is told. */
  static OriginalSettings of(Map<String, String> saved, Consumer<Finding> found) {
    Optional<Rate> rate = Optional.empty();
    Optional<Ban> ban = Optional.empty();
    for (Map.Entry<String, String> setting : saved.entrySet()) {
      try {
        switch (setting.getKey()) {
          case "ratelimit" -> rate = Optional.of(rate(setting.getValue()));
          case "ipban" -> ban = Optional.of(ban(setting.getValue()));
          default ->
              found.accept(
                  new Finding(
                      Finding.Kind.REMARK,
                      setting.getKey(),
                      "a setting that is not taken over: "
                          + NOT_TAKEN.getOrDefault(setting.getKey(), "there is none like it")));
        }
      } catch (IOException e) {
        found.accept(
            new Finding(
                Finding.Kind.SETTING, setting.getKey(), "cannot be read: " + e.getMessage()));
      }
    }
    return new OriginalSettings(rate, ban);
  }

  private static Rate rate(String text) throws IOException {
    JsonNode node = node(text);
    return new Rate(
        node.path("enabled").asBoolean(false),
        node.path("rps").asDouble(0),
        node.path("burst").asLong(0));
  }

  private static Ban ban(String text) throws IOException {
    JsonNode node = node(text);
    return new Ban(
        node.path("enabled").asBoolean(false),
        node.path("maxFailures").asInt(0),
        node.path("windowSeconds").asLong(0),
        node.path("banSeconds").asLong(0));
  }

  private static JsonNode node(String text) throws IOException {
    return SourceJson.object(text.getBytes(StandardCharsets.UTF_8));
  }
}
