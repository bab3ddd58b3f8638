package io.bytebucket.server.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What repairs moved out of the way. */
@CommandLine.Command(
    name = "quarantine",
    description = {
      "What repairs moved out of the way.",
      "",
      "What is deleted there is gone for good, and so are its bytes where nothing else names them."
    },
    synopsisSubcommandLabel = "COMMAND")
final class QuarantineCommand {
  private static final String ALL = "/api/quarantine";
  private static final List<String> COLUMNS =
      List.of("number", "movedAt", "bucket", "key", "version", "blob", "kind", "bytes", "readable");

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(
      name = "list",
      description = "List what is there, the latest first; a thousand at the most.")
  int list(
      @CommandLine.Option(
              names = "--below",
              paramLabel = "NUMBER",
              description = "Only rows of lower numbers: for what is beyond the first thousand.")
          Optional<Long> below) {
    return admin()
        .table(
            AdminRequest.get(ALL + "?limit=1000" + below.map(of -> "&below=" + of).orElse("")),
            "items",
            COLUMNS);
  }

  @CommandLine.Command(name = "delete", description = "Delete one row for good.")
  int delete(
      @CommandLine.Parameters(paramLabel = "NUMBER") String number,
      @CommandLine.Option(
              names = "--unreadable",
              description = "Even if nobody can tell what it names.")
          boolean isUnreadableToo) {
    String path = AdminRequest.path("api", "quarantine", number);
    return admin().fields(AdminRequest.delete(path + "?unreadable=" + isUnreadableToo));
  }

  @CommandLine.Command(
      name = "empty",
      description = {
        "Delete all of it for good, some thousand rows at once.",
        "",
        "Where the answer has a field 'next', more is left: do it again."
      })
  int empty(
      @CommandLine.Option(
              names = "--unreadable",
              description =
                  "Rows of which nobody can tell what they name, too. They go first; without it,"
                      + " one of them keeps all others.")
          boolean isUnreadableToo) {
    return admin().fields(AdminRequest.delete(ALL + "?unreadable=" + isUnreadableToo));
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
