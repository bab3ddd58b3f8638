package io.bytebucket.server.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Users: who there is, and what they may do. */
@CommandLine.Command(
    name = "users",
    description = "Users: who there is, and what they may do.",
    synopsisSubcommandLabel = "COMMAND")
final class UsersCommand {
  private static final List<String> COLUMNS =
      List.of("accessKeyID", "name", "enabled", "admin", "createdAt", "lastUsedAt", "id");
  private static final String EVERYTHING =
      "[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}]";

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(name = "list", description = "List users.")
  int list(
      @CommandLine.Option(
              names = "--limit",
              paramLabel = "COUNT",
              description = "How many at the most.")
          Optional<Integer> limit,
      @CommandLine.Option(
              names = "--cursor",
              paramLabel = "ID",
              description = "After the user with that id.")
          Optional<String> cursor) {
    String query = "?limit=" + limit.orElse(1_000) + cursor.map(id -> "&cursor=" + id).orElse("");
    return admin().table(AdminRequest.get("/api/users" + query), COLUMNS);
  }

  @CommandLine.Command(name = "show", description = "Describe a user, with its rules and keys.")
  int show(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.get(path(key)));
  }

  @CommandLine.Command(
      name = "access",
      description = "List what a user may do: to the store, to run it, and in each bucket.")
  int access(
      @CommandLine.Parameters(paramLabel = "KEY") String key,
      @CommandLine.Option(
              names = "--prefix",
              paramLabel = "TEXT",
              description = "What the names of the buckets start with.")
          Optional<String> prefix,
      @CommandLine.Option(
              names = "--object",
              paramLabel = "NAME",
              description = "The object to ask about in each bucket.")
          Optional<String> object,
      @CommandLine.Option(
              names = "--cursor",
              paramLabel = "BUCKET",
              description = "After that bucket.")
          Optional<String> cursor) {
    String query =
        "?limit=100"
            + prefix.map(text -> "&prefix=" + AdminRequest.encoded(text)).orElse("")
            + object.map(text -> "&key=" + AdminRequest.encoded(text)).orElse("")
            + cursor.map(text -> "&cursor=" + AdminRequest.encoded(text)).orElse("");
    return admin().fields(AdminRequest.get(path(key) + "/access" + query));
  }

  @CommandLine.Command(
      name = "create",
      description = "Make a user with an access key, and print its secret: this once.")
  int create(
      @CommandLine.Option(
              names = "--name",
              paramLabel = "NAME",
              description = "What people call it.")
          Optional<String> name,
      @CommandLine.Option(
              names = "--rules",
              paramLabel = "FILE",
              description = "A file with a list of rules in JSON; none allow nothing.")
          Optional<Path> rules,
      @CommandLine.Option(names = "--admin", description = "It may do everything.")
          boolean isAdministrator,
      @CommandLine.Mixin KeyOptions key) {
    JsonNode acl =
        rules
            .map(Documents::read)
            .orElseGet(
                () -> Documents.parse(isAdministrator ? EVERYTHING : "[]", "the list of rules"));
    return admin()
        .fields(
            AdminRequest.send(
                "POST",
                "/api/users",
                key.in(new Documents().with("acl", acl).with("name", name)).text()));
  }

  @CommandLine.Command(
      name = "rules",
      description = "Say what a user may do, in place of all that was said before.")
  int rules(
      @CommandLine.Parameters(paramLabel = "KEY") String key,
      @CommandLine.Parameters(paramLabel = "FILE", description = "A list of rules in JSON.")
          Path file) {
    return admin()
        .fields(
            AdminRequest.send(
                "PUT", path(key), new Documents().with("acl", Documents.read(file)).text()));
  }

  @CommandLine.Command(name = "rename", description = "Call a user otherwise.")
  int rename(
      @CommandLine.Parameters(paramLabel = "KEY") String key,
      @CommandLine.Parameters(paramLabel = "NAME") String name) {
    return change(key, new Documents().with("name", name));
  }

  @CommandLine.Command(name = "enable", description = "Let a user sign in again.")
  int enable(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return change(key, new Documents().with("enabled", true));
  }

  @CommandLine.Command(name = "disable", description = "Let a user sign in no more.")
  int disable(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return change(key, new Documents().with("enabled", false));
  }

  @CommandLine.Command(name = "delete", description = "Remove a user with all of its keys.")
  int delete(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.delete(path(key)));
  }

  @CommandLine.Command(name = "sign-out", description = "End all sessions of a user.")
  int signOut(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.delete(path(key) + "/sessions"));
  }

  @CommandLine.Command(
      name = "remove-second-factor",
      description = "Take away the second factor of a user who has lost it.")
  int removeSecondFactor(@CommandLine.Parameters(paramLabel = "KEY") String key) {
    return admin().fields(AdminRequest.delete(path(key) + "/second-factor"));
  }

  private int change(String key, Documents change) {
    return admin().fields(AdminRequest.send("PATCH", path(key), change.text()));
  }

  private static String path(String key) {
    return AdminRequest.path("api", "users", key);
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
