package io.bytebucket.server.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds variables that somebody may believe to be settings. What has our prefix, or is a setting
 * but for a slip, stops the server; what other servers call a setting of ours is told of. So is a
 * slip beside the right name; a variable whose setting is set to nothing is somebody else's.
 */
final class NameCheck {
  /** What Kubernetes sets in every container beside a service named {@code bytebucket}. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_[A-Z]+(_(PROTO|PORT|ADDR))?)");

  /** As above: a name that could be a setting, with a value that could not. */
  private static final Pattern SERVICE_PORT = Pattern.compile("(\\w+_)?PORT=[a-z]+://.*");

  /** What else such a setting is called, elsewhere or by mistake. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("MINIO_ROOT_USER", "ACCESS_KEY_ID"),
          Map.entry("MINIO_ACCESS_KEY", "ACCESS_KEY_ID"),
          Map.entry("ACCESS_KEY", "ACCESS_KEY_ID"),
          Map.entry("MINIO_ROOT_PASSWORD", "SECRET_ACCESS_KEY"),
          Map.entry("MINIO_SECRET_KEY", "SECRET_ACCESS_KEY"),
          Map.entry("SECRET_KEY", "SECRET_ACCESS_KEY"),
          Map.entry("MINIO_VOLUMES", "DATA_DIR"),
          Map.entry("MINIO_ADDRESS", "S3_LISTEN"),
          Map.entry("MINIO_CONSOLE_ADDRESS", "ADMIN_LISTEN"),
          Map.entry("MINIO_DOMAIN", "DOMAINS"),
          Map.entry("DOMAIN", "DOMAINS"),
          Map.entry("MINIO_REGION", "REGION"),
          Map.entry("MINIO_SITE_REGION", "REGION"),
          Map.entry("TLS_CERT_FILE", "TLS_CERTIFICATE_FILE"));

  private NameCheck() {}

  /**
   * Looks at the names in the environment.
   *
   * @return the variables that have no effect, each with the setting that may be meant; sorted
   * @throws ConfigException when one is most likely a setting with a slip in its name
   */
  static Map<String, String> require(Map<String, String> environment) {
    Set<String> known = Spelling.names().collect(Collectors.toSet());
    Map<String, String> doubtful = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (name.toUpperCase(Locale.ROOT).startsWith(Setting.PREFIX)) {
        requirePrefixed(name, value, known);
      } else if (!known.contains(name)) {
        Spelling.nearMiss(name)
            .ifPresent(meant -> requireNoSlip(environment, name, meant, doubtful));
        Optional.ofNullable(ELSEWHERE.get(name))
            .filter(meant -> !isSet(environment, meant))
            .ifPresent(meant -> doubtful.put(name, meant));
      }
    });
    return doubtful;
  }

  /**
   * Who sets a setting under its right name as well may still believe in the wrong one, and is told
   * so; who sets it to nothing says that the other variable is somebody else's.
   */
  private static void requireNoSlip(
      Map<String, String> environment, String name, String meant, Map<String, String> doubtful) {
    if (!isSet(environment, meant)) {
      throw unknown(name, Optional.of(meant));
    }
    if (hasValue(environment, meant)) {
      doubtful.put(name, meant);
    }
  }

  private static void requirePrefixed(String name, String value, Set<String> known) {
    String bare = name.substring(Setting.PREFIX.length());
    boolean isOurs = name.startsWith(Setting.PREFIX) && known.contains(bare);
    if (!isOurs
        && !SERVICE_LINK.matcher(bare).matches()
        && !SERVICE_PORT.matcher(bare + "=" + value).matches()) {
      throw unknown(
          name, Spelling.nearest(bare.toUpperCase(Locale.ROOT)).map(Setting.PREFIX::concat));
    }
  }

  /** Whether the setting is named in any form; a secret may come from its file. */
  private static boolean isSet(Map<String, String> environment, String name) {
    return forms(name).anyMatch(environment::containsKey);
  }

  private static boolean hasValue(Map<String, String> environment, String name) {
    return forms(name).anyMatch(form -> !environment.getOrDefault(form, "").isEmpty());
  }

  private static Stream<String> forms(String name) {
    return Stream.of(name, name + Setting.FILE_SUFFIX)
        .flatMap(form -> Stream.of(form, Setting.PREFIX + form));
  }

  private static ConfigException unknown(String name, Optional<String> meant) {
    return new ConfigException(
        name
            + " is not a setting; "
            + meant
                .map(setting -> "did you mean " + setting + "?")
                .orElse("docs/configuration.md has all that there are"));
  }
}
