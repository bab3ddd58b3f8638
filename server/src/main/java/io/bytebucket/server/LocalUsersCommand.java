package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.StoreSecrets;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.signin.SecondFactorSecrets;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.core.user.Users;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;

/** The way back for who has lost a secret, or the encryption key. The server must be stopped. */
@CommandLine.Command(
    name = "users",
    aliases = "credentials",
    description = "List stored users, or reset the secret of one, while the server is stopped.",
    subcommands = {LocalUsersCommand.ListUsers.class, LocalUsersCommand.Reset.class})
final class LocalUsersCommand {
  private LocalUsersCommand() {}

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
      return lookAtUsers((services, _, _) ->
          forEachUser(
              services.users(),
              user -> {
                if (user.keyIds().isEmpty()) {
                  System.out.println("(no access key) [" + user.name() + "]");
                }
                user.keyIds()
                    .forEach(keyId -> System.out.println(line(services.users(), user, keyId)));
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
            + " everything and owns nothing ('bytebucket users list' shows the ids)."
      })
  static final class Reset implements Callable<Integer> {
    @CommandLine.Option(
        names = "--new-encryption-key",
        description =
            "For when the old ENCRYPTION_KEY is lost: take the present one. Other access keys whose"
                + " secret it does not decrypt lose it, and second factors are taken away; their"
                + " users keep what they may do.")
    private boolean isNewKey;

    @Override
    public Integer call() {
      return withUsers((services, secrets, config) ->
          Origin.run("users reset", () -> reset(services, secrets, config)));
    }

    private void reset(UserServices services, StoredSecrets secrets, ServerConfig config) {
      Users users = services.users();
      ServerConfig.FirstUser given = given(config);
      if (!isNewKey) {
        users.checkEncryptionKey();
      }
      boolean isMade = services.recovery().reset(given.accessKeyId(), given.secretAccessKey());
      System.out.println(
          given.accessKeyId() + (isMade ? ": made, may do everything" : ": has the given secret"));
      if (isNewKey) {
        forEachUser(users, user -> user.keyIds().forEach(keyId -> takeSecret(services, keyId)));
        takeFactors(services, secrets);
      }
    }

    private static ServerConfig.FirstUser given(ServerConfig config) {
      ServerConfig.FirstUser given =
          config
              .credentials()
              .firstUser()
              .orElseThrow(() ->
                  new ConfigException(
                      "nothing to store: set ACCESS_KEY_ID and SECRET_ACCESS_KEY to what shall be"
                          + " in force ('bytebucket users list' shows the ids there are)"));
      given.requireLength();
      return given;
    }

    private static void takeSecret(UserServices services, String keyId) {
      if (!services.users().isReadable(keyId)) {
        services.recovery().retire(keyId);
        System.out.println(keyId + ": has no secret any more, and is not in use until it is reset");
      }
    }

    /** As many at a time as are named. */
    private static void takeFactors(UserServices services, StoredSecrets secrets) {
      boolean isMore = true;
      while (isMore) {
        List<UserId> lost =
            secrets.count().named().stream()
                .flatMap(owner -> SecondFactorSecrets.userOf(owner).stream())
                .toList();
        for (UserId id : lost) {
          services.recovery().removeFactor(id);
          System.out.println("second factor of user " + id.value() + ": taken away");
        }
        isMore = !lost.isEmpty();
      }
    }
  }

  /** What is done with the users of a store that nobody else uses. */
  private interface Task {
    void run(UserServices users, StoredSecrets secrets, ServerConfig config);
  }

  /** Of a store that is opened to write: its owner's alone. */
  private static int withUsers(Task task) {
    return explained(() -> {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      requireStore(config, DataDirectoryProbe.of(config.dataDirectory()));
      try (Engine engine = Engines.open(config, _ -> {})) {
        run(task, engine.metadata(), config);
      }
    });
  }

  /** Of a store that is only looked at, by whoever can read it. */
  private static int lookAtUsers(Task task) {
    return explained(() -> {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      requireStore(config, DataDirectoryProbe.toRead(config.dataDirectory()));
      try (MetadataStore metadata = Engines.look(config)) {
        run(task, metadata, config);
      }
    });
  }

  private static void run(Task task, MetadataStore metadata, ServerConfig config) {
    SecretCipher cipher = Engines.cipher(config);
    Clock clock = Clock.systemUTC();
    task.run(
        Store.usersOf(metadata, cipher, clock), StoreSecrets.of(metadata, cipher, clock), config);
  }

  private static int explained(Runnable task) {
    try {
      task.run();
      return 0;
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }

  static void requireStore(ServerConfig config, DataDirectoryProbe probe) {
    switch (probe.state()) {
      case NEW ->
          throw new ConfigException(
              "DATA_DIR: there is no store in " + config.dataDirectory().toAbsolutePath());
      case IN_USE -> throw DataDirectoryException.inUse(config.dataDirectory(), probe.user());
      case STORE -> {}
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
