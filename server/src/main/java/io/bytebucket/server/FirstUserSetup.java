package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.Users;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first user of a store; of a store that has users, says when the settings differ. */
final class FirstUserSetup {
  private static final Logger LOG = LoggerFactory.getLogger(FirstUserSetup.class);

  /** What an operator should know of credentials that look as if they were in force. */
  static final String PASSED_OVER =
      "ACCESS_KEY_ID and SECRET_ACCESS_KEY are passed over: only the first start makes a"
          + " user; 'bytebucket users reset' brings them into force";

  private FirstUserSetup() {}

  /**
   * Sees to it that there is a user.
   *
   * @throws ConfigException when there is none, and none that may be made is configured
   */
  static void ensure(Store store, ServerConfig config) {
    Users users = store.users();
    if (users.isEmpty()) {
      ServerConfig.FirstUser first = require(config);
      store.userRecovery().createFirst(first.accessKeyId(), first.secretAccessKey());
      LOG.atInfo().addKeyValue("user_access_key", first.accessKeyId()).log("made the first user");
    } else {
      passedOver(users, config)
          .ifPresent(reason ->
              LOG.atWarn()
                  .addKeyValue(
                      "user_access_key",
                      config.credentials().firstUser().orElseThrow().accessKeyId())
                  .addKeyValue("reason", reason)
                  .log(PASSED_OVER));
    }
  }

  /**
   * The user that the settings name.
   *
   * @throws ConfigException when they name none, or one that is too easily guessed
   */
  static ServerConfig.FirstUser require(ServerConfig config) {
    ServerConfig.FirstUser first =
        config
            .credentials()
            .firstUser()
            .orElseThrow(() ->
                new ConfigException(
                    "there is no user yet: set ACCESS_KEY_ID and SECRET_ACCESS_KEY for the first"
                        + " one"));
    first.requireLength();
    return first;
  }

  /**
   * Why the credentials of the settings are not in force, when they look as if they were.
   *
   * @param users of whom there is one
   */
  static Optional<String> passedOver(Users users, ServerConfig config) {
    return config
        .credentials()
        .firstUser()
        .flatMap(given -> {
          Optional<Credential> stored = users.find(given.accessKeyId());
          return stored.isEmpty()
              ? Optional.of("no such user")
              : stored
                  .filter(found -> !isEqual(found.secret(), given))
                  .map(_ -> "its stored secret is another");
        });
  }

  private static boolean isEqual(String stored, ServerConfig.FirstUser given) {
    return MessageDigest.isEqual(
        stored.getBytes(StandardCharsets.UTF_8),
        given.secretAccessKey().getBytes(StandardCharsets.UTF_8));
  }
}
