package io.bytebucket.server.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Access keys: what users sign with. */
@CommandLine.Command(
    name = "keys",
    description = "Access keys: what users sign with.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
  private static final String NO_DOCUMENT = "{}";

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(
      name = "create",
      description = "Give the user of a key another one, and print its secret: this once.")
  int create(
      @CommandLine.Parameters(paramLabel = "KEY") String key, @CommandLine.Mixin KeyOptions made) {
    return admin()
        .fields(
            AdminRequest.send(
                "POST",
                AdminRequest.path("api", "users", key, "keys"),
                made.in(new Documents()).text()));
  }

  @CommandLine.Command(name = "enable", description = "Let a key be used again.")
  int enable(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return change(key, new Documents().with("enabled", true));
  }

  @CommandLine.Command(name = "disable", description = "Let a key be used no more.")
  int disable(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return change(key, new Documents().with("enabled", false));
  }

  @CommandLine.Command(name = "expire", description = "Say when a key ends.")
  int expire(
      @CommandLine.Parameters(paramLabel = "KEY") String key,
      @CommandLine.Parameters(
              paramLabel = "TIME",
              description = "For example 2030-01-31T12:00:00Z, or never.")
          String time) {
    return change(key, new Documents().with("expiresAt", time));
  }

  @CommandLine.Command(name = "delete", description = "Remove a key; its user stays.")
  int delete(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.delete(path(key)));
  }

  @CommandLine.Command(
      name = "rotate",
      description = "Make a key in place of one, and print its secret: this once.")
  int rotate(
      @CommandLine.Parameters(paramLabel = "KEY") String key,
      @CommandLine.Option(
              names = "--grace",
              paramLabel = "SECONDS",
              defaultValue = "0",
              description = "How long the old key goes on working.")
          long grace) {
    return admin()
        .fields(
            AdminRequest.send("POST", path(key) + "/rotate?graceSeconds=" + grace, NO_DOCUMENT));
  }

  @CommandLine.Command(
      name = "secret",
      description = "Give a key another secret, and print it: this once.")
  int secret(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.send("POST", path(key) + "/secret", NO_DOCUMENT));
  }

  private int change(String key, Documents change) {
    return admin().fields(AdminRequest.send("PATCH", path(key), change.text()));
  }

  private static String path(String key) {
    return AdminRequest.path("api", "keys", key);
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
