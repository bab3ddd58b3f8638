package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.SecretCipher;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;

/** The way back for who has lost a secret, or the encryption key. The server must be stopped. */
@CommandLine.Command(
    name = "credentials",
    description = "List stored users, or reset the secret of one, while the server is stopped.",
    subcommands = {CredentialsCommand.ListUsers.class, CredentialsCommand.Reset.class})
final class CredentialsCommand {
  private static final int SECRET_BYTES = 30;

  private CredentialsCommand() {}

  /** Prints who there is. */
  @CommandLine.Command(
      name = "list",
      description = {
        "Print the access key ids of all users, one a line.",
        "",
        "Needs DATA_DIR, and ENCRYPTION_KEY: it says whose secret that one does not decrypt. Where"
            + " a user is called otherwise than its key, its name follows in brackets."
      })
  static final class ListUsers implements Callable<Integer> {
    @Override
    public Integer call() {
      return withUsers((users, _) ->
          forEachUser(
              users,
              user -> {
                if (user.keyIds().isEmpty()) {
                  System.out.println("(no access key) [" + user.name() + "]");
                }
                user.keyIds().forEach(keyId -> System.out.println(line(users, user, keyId)));
              }));
    }

    private static String line(Users users, User user, String keyId) {
      StringBuilder line = new StringBuilder(keyId);
      if (!user.name().equals(keyId)) {
        line.append(" [").append(user.name()).append(']');
      }
      if (!users.isReadable(keyId)) {
        line.append(" (secret not readable)");
      } else if (!users.find(keyId).orElseThrow().isUsable(Clock.systemUTC())) {
        line.append(" (not in use)");
      }
      return line.toString();
    }
  }

  /** Stores credentials that work again. */
  @CommandLine.Command(
      name = "reset",
      description = {
        "Store ACCESS_KEY_ID and SECRET_ACCESS_KEY of the environment.",
        "",
        "The user who has an access key of that id signs with the secret from then on, and keeps"
            + " what it may do and what it owns; when there is none, a user is made who may do"
            + " everything and owns nothing ('bytebucket credentials list' shows the ids)."
      })
  static final class Reset implements Callable<Integer> {
    @CommandLine.Option(
        names = "--new-encryption-key",
        description =
            "For when the old ENCRYPTION_KEY is lost: take the present one. Other access keys whose"
                + " secret it does not decrypt lose it; their users keep what they may do.")
    private boolean isNewKey;

    @Override
    public Integer call() {
      return withUsers(this::reset);
    }

    private void reset(Users users, ServerConfig config) {
      ServerConfig.FirstUser given = FirstUserSetup.require(config);
      if (!isNewKey) {
        users.checkEncryptionKey();
      }
      boolean isMade = users.reset(given.accessKeyId(), given.secretAccessKey());
      System.out.println(
          given.accessKeyId() + (isMade ? ": made, may do everything" : ": has the given secret"));
      if (isNewKey) {
        forEachUser(users, user -> user.keyIds().forEach(keyId -> takeSecret(users, keyId)));
      }
    }

    private static void takeSecret(Users users, String keyId) {
      if (!users.isReadable(keyId)) {
        users.replaceSecret(keyId, unknownSecret());
        System.out.println(keyId + ": has no secret any more; reset it when it is needed");
      }
    }

    /** What nobody learns, and nobody guesses. */
    private static String unknownSecret() {
      byte[] bytes = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bytes);
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** What is done with the users of a store that nobody else uses. */
  private interface Task {
    void run(Users users, ServerConfig config);
  }

  private static int withUsers(Task task) {
    try {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      if (DataDirectoryProbe.of(config.dataDirectory()).state() == DataDirectoryProbe.State.NEW) {
        throw new ConfigException(
            "DATA_DIR: there is no store in " + config.dataDirectory().toAbsolutePath());
      }
      try (Engine engine = Engines.open(config, _ -> {})) {
        SecretCipher cipher =
            new SecretCipher(config.credentials().encryptionKey(), new SecureRandom());
        task.run(Store.usersOf(engine, cipher, Clock.systemUTC()), config);
        return 0;
      }
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }

  private static void forEachUser(Users users, Consumer<User> action) {
    List<UserId> ids = users.idsAfter(UserId.NOBODY);
    while (!ids.isEmpty()) {
      for (UserId id : ids) {
        try {
          users.user(id).ifPresent(action);
        } catch (StoreException e) {
          if (!(e.failure() instanceof Failure.Corrupt)) {
            throw e;
          }
          System.out.println("(a user whose record is damaged) [" + id + "]");
        }
      }
      ids = users.idsAfter(ids.getLast());
    }
  }
}
