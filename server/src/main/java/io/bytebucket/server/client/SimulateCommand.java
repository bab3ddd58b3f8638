package io.bytebucket.server.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Whether a request would pass that nobody has sent. */
@CommandLine.Command(
    name = "simulate",
    description = {
      "Say whether a request would pass that nobody has sent, and why.",
      "",
      "For example: bytebucket admin simulate s3:GetObject --user AKIDANNA --bucket photos --object"
          + " a.jpg --say aws:SourceIp=192.0.2.1"
    })
final class SimulateCommand implements Callable<Integer> {
  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Parameters(
      paramLabel = "ACTION",
      description = "The permission that it would need, by its name in rules.")
  private String action = "";

  @CommandLine.Option(
      names = "--user",
      paramLabel = "KEY",
      description = "Any access key of who would send it; without it, it is not signed.")
  private Optional<String> user = Optional.empty();

  @CommandLine.Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description = "The bucket that it would be about.")
  private Optional<String> bucket = Optional.empty();

  @CommandLine.Option(
      names = "--object",
      paramLabel = "NAME",
      description = "The object that it would be about.")
  private Optional<String> object = Optional.empty();

  @CommandLine.Option(names = "--version-id", paramLabel = "ID", description = "The version of it.")
  private Optional<String> versionId = Optional.empty();

  @CommandLine.Option(
      names = "--say",
      paramLabel = "KEY=VALUE",
      description = "What else it would say, by a key of conditions.")
  private Map<String, String> said = Map.of();

  @Override
  public Integer call() {
    Documents question =
        new Documents()
            .with("action", action)
            .with("user", user)
            .with("bucket", bucket)
            .with("key", object)
            .with("versionId", versionId);
    if (!said.isEmpty()) {
      Documents context = new Documents();
      said.forEach(context::with);
      question.with("context", Documents.parse(context.text(), "what it would say"));
    }
    return AdminCommand.of(admin)
        .fields(AdminRequest.send("POST", "/api/simulate", question.text()));
  }
}
