package io.bytebucket.server.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;

/** How many requests a client may send. */
@CommandLine.Command(
    name = "limits",
    description = "How many requests a client may send.",
    synopsisSubcommandLabel = "COMMAND")
final class LimitsCommand {
  private static final String PATH = "/api/config/ratelimit";

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(name = "show", description = "Print the limits in force, and why.")
  int show() {
    return admin().fields(AdminRequest.get(PATH));
  }

  @CommandLine.Command(name = "set", description = "Set limits that win over the settings.")
  int set(
      @CommandLine.Option(
              names = "--rps",
              paramLabel = "RATE",
              required = true,
              description = "Requests a second.")
          double rps,
      @CommandLine.Option(
              names = "--burst",
              paramLabel = "COUNT",
              required = true,
              description = "At once.")
          int burst) {
    return admin()
        .fields(
            AdminRequest.send(
                "PUT",
                PATH,
                new Documents()
                    .with("enabled", true)
                    .with("rps", DoubleNode.valueOf(rps))
                    .with("burst", IntNode.valueOf(burst))
                    .text()));
  }

  @CommandLine.Command(name = "clear", description = "Go back to what the settings say.")
  int clear() {
    return admin().fields(AdminRequest.delete(PATH));
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
