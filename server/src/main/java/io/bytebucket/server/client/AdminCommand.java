package io.bytebucket.server.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What an operator asks a running server for, over its admin API. */
@CommandLine.Command(
    name = "admin",
    description = {
      "Ask a running server for what its admin API can do.",
      "",
      "The credentials are ACCESS_KEY_ID and SECRET_ACCESS_KEY of the environment, or of a file with"
          + " a line for each; they are never on the command line, where others could see them."
    },
    subcommands = {
      UsersCommand.class,
      KeysCommand.class,
      BucketsCommand.class,
      LimitsCommand.class,
      JobsCommand.class,
      StoreCheckCommand.class,
      QuarantineCommand.class,
      WhyCommand.class,
      SimulateCommand.class,
      RequestCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done.",
      "1:The server was not reached, or failed.",
      "2:Arguments that there are not, or no credentials.",
      "3:The server refused it; standard error says why."
    })
public final class AdminCommand {
  private static final String DEFAULT_URL = "http://127.0.0.1:9001";
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int REFUSED = 3;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Option(
      names = "--url",
      scope = CommandLine.ScopeType.INHERIT,
      defaultValue = "${env:ADMIN_URL:-" + DEFAULT_URL + "}",
      description = "Where the admin API is; else ADMIN_URL, else " + DEFAULT_URL + ".")
  private URI url = URI.create(DEFAULT_URL);

  @CommandLine.Option(
      names = "--credentials",
      scope = CommandLine.ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A file with lines ACCESS_KEY_ID=... and SECRET_ACCESS_KEY=...")
  private Optional<Path> credentials = Optional.empty();

  @CommandLine.Option(
      names = "--code",
      scope = CommandLine.ScopeType.INHERIT,
      paramLabel = "CODE",
      description = "The code of a second factor, which works once.")
  private Optional<String> code = Optional.empty();

  @CommandLine.Option(
      names = "--ca",
      scope = CommandLine.ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Certificates in PEM to believe over https, in place of Java's; else ADMIN_CA_FILE. The"
              + " server's own may be one of them: it is then believed by any name.")
  private Optional<Path> authorities = Optional.empty();

  @CommandLine.Option(
      names = "--json",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print the documents of the API as they are.")
  private boolean isJson;

  /** The command that a subcommand stands below. */
  static AdminCommand of(@Nullable AdminCommand parent) {
    if (parent == null) {
      throw new IllegalStateException("the command line was not read");
    }
    return parent;
  }

  /** What is done with the answer to a request. */
  @FunctionalInterface
  interface Shown {
    void show(JsonNode document, PrintWriter out);
  }

  /** Asks, and prints the answer as a table with these columns. */
  int table(AdminRequest request, String rows, List<String> columns) {
    return ask(request, (document, out) -> Table.print(document.path(rows), columns, out));
  }

  /** The same of an answer that is a list. */
  int table(AdminRequest request, List<String> columns) {
    return ask(request, (document, out) -> Table.print(document, columns, out));
  }

  /** Asks, and prints the fields of the answer, one a line. */
  int fields(AdminRequest request) {
    return ask(request, Table::printFields);
  }

  /** Asks, and shows the answer. */
  int ask(AdminRequest request, Shown shown) {
    PrintWriter errors = commandLine().getErr();
    try (AdminConnection connection =
        new AdminConnection(
            url, ClientCredentials.of(credentials, System.getenv()), code, authorities())) {
      AdminReply reply = connection.send(request);
      if (!reply.isSuccess()) {
        errors.println("bytebucket: " + reply.reason());
        return reply.isRefusal() ? REFUSED : FAILED;
      }
      show(reply, shown, commandLine().getOut());
      return 0;
    } catch (ClientException e) {
      errors.println("bytebucket: " + e.getMessage());
      return MISUSED;
    } catch (IOException e) {
      errors.println("bytebucket: " + url + ": " + AdminConnection.reason(e));
      return FAILED;
    }
  }

  private Optional<Path> authorities() {
    return authorities.or(() ->
        Optional.ofNullable(System.getenv("ADMIN_CA_FILE"))
            .filter(file -> !file.isEmpty())
            .map(Path::of));
  }

  private void show(AdminReply reply, Shown shown, PrintWriter out) {
    if (reply.text().isEmpty()) {
      return;
    }
    Optional<JsonNode> document = reply.document();
    if (isJson || document.isEmpty()) {
      out.println(reply.text());
    } else {
      shown.show(document.get(), out);
    }
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("the command line was not read");
    }
    return spec.commandLine();
  }
}
