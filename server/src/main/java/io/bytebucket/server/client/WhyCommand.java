package io.bytebucket.server.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Why requests were refused. */
@CommandLine.Command(
    name = "why",
    description = {
      "Say why a request was refused, by the id that its client was told.",
      "",
      "Without an id: list the requests that were refused lately. 'bytebucket why' is short for"
          + " 'bytebucket admin why'."
    })
final class WhyCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("time", "requestId", "status", "code", "accessKeyID", "operation", "bucket");

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "REQUEST_ID",
      description = "The header x-amz-request-id of the answer.")
  private Optional<String> requestId = Optional.empty();

  @CommandLine.Option(
      names = "--canonical-request",
      paramLabel = "FILE",
      description =
          "What the client signed, as its debug log has it: print the first part of it that differs.")
  private Optional<Path> canonicalRequest = Optional.empty();

  @Override
  public Integer call() {
    AdminCommand parent = AdminCommand.of(admin);
    if (requestId.isPresent() && canonicalRequest.isPresent()) {
      String client = Documents.readText(canonicalRequest.get());
      return parent.ask(
          AdminRequest.get(AdminRequest.path("api", "why", requestId.get())),
          (refusal, out) -> out.println(compared(refusal, client)));
    }
    return requestId
        .map(id -> parent.fields(AdminRequest.get(AdminRequest.path("api", "why", id))))
        .orElseGet(() -> parent.table(AdminRequest.get("/api/why"), "refusals", COLUMNS));
  }

  private static String compared(JsonNode refusal, String client) {
    JsonNode server = refusal.path("because").path("canonical_request");
    return server.isMissingNode()
        ? "it was not refused for its signature, or had too much to keep"
        : CanonicalRequest.difference(server.asString(), client)
            .orElse("both are the same: the client has another secret than the server");
  }
}
