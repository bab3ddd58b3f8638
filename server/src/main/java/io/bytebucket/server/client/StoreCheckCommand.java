package io.bytebucket.server.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The check of the store while it is served. */
@CommandLine.Command(
    name = "check",
    description = {
      "Check the store while it is served, at the rate of CHECK_RATE.",
      "",
      "What it found by name is in 'check findings', as far as the asker may be told of the bucket."
          + " Repairs take a stopped server: 'bytebucket check --repair'."
    },
    synopsisSubcommandLabel = "COMMAND")
final class StoreCheckCommand {
  private static final String PATH = "/api/check";
  private static final List<String> COLUMNS =
      List.of("kind", "bucket", "key", "version", "blob", "detail", "repair");

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(name = "start", description = "Begin a check.")
  int start(
      @CommandLine.Option(names = "--deep", description = "Read every byte.") boolean isDeep,
      @CommandLine.Option(
              names = "--rate",
              paramLabel = "BYTES/s",
              description = "Read at most so many bytes a second, 0 for no limit; else CHECK_RATE.")
          Optional<Long> rate) {
    Documents wanted = new Documents().with("deep", isDeep).withNumber("rate", rate);
    return admin().fields(AdminRequest.send("POST", PATH, wanted.text()));
  }

  @CommandLine.Command(name = "show", description = "Say how the check fares, or the last one.")
  int show() {
    return admin().fields(AdminRequest.get(PATH));
  }

  @CommandLine.Command(name = "findings", description = "List what it found.")
  int findings() {
    return admin().table(AdminRequest.get(PATH), "named", COLUMNS);
  }

  @CommandLine.Command(name = "stop", description = "Stop the check.")
  int stop() {
    return admin().fields(AdminRequest.delete(PATH));
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
