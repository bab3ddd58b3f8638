package io.bytebucket.server.client;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Asks for anything that the API has. */
@CommandLine.Command(
    name = "request",
    description = {
      "Ask for anything that the API has, and print the answer.",
      "",
      "For example: bytebucket admin request GET '/api/audit?limit=10'"
    })
final class RequestCommand implements Callable<Integer> {
  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Parameters(index = "0", paramLabel = "METHOD", description = "For example GET.")
  private String method = "";

  @CommandLine.Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "The path and query, encoded as in an address.")
  private String target = "";

  @CommandLine.Option(
      names = "--document",
      paramLabel = "FILE",
      description = "A file with what is sent.")
  private Optional<Path> document = Optional.empty();

  @Override
  public Integer call() {
    return AdminCommand.of(admin)
        .fields(new AdminRequest(method, target, document.map(Documents::readText)));
  }
}
