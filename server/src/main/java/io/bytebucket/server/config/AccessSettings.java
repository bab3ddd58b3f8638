package io.bytebucket.server.config;

import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.acl.StoreAccess;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The settings that say what holds in all buckets, and in new ones. */
final class AccessSettings {
  private AccessSettings() {}

  static StoreAccess of(Settings settings) {
    String ownership = settings.get(Setting.OBJECT_OWNERSHIP).orElseThrow();
    return new StoreAccess(
        ObjectOwnership.of(ownership)
            .orElseThrow(() ->
                new ConfigException(
                    "OBJECT_OWNERSHIP must be one of "
                        + Arrays.stream(ObjectOwnership.values())
                            .map(ObjectOwnership::text)
                            .collect(Collectors.joining(", ")))),
        flag(settings, Setting.BLOCK_PUBLIC_ACCESS)
            ? PublicAccessBlock.ALL
            : PublicAccessBlock.NONE);
  }

  /**
   * A setting that is on or off.
   *
   * @throws ConfigException when it is neither
   */
  static boolean flag(Settings settings, Setting setting) {
    return switch (settings.get(setting).orElseThrow().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new ConfigException(setting + " must be true or false");
    };
  }
}
