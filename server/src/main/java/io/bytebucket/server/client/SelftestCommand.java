package io.bytebucket.server.client;

import io.bytebucket.selftest.CannotRunException;
import io.bytebucket.selftest.FactTable;
import io.bytebucket.selftest.Report;
import io.bytebucket.selftest.SelfTest;
import io.bytebucket.selftest.Target;
import io.bytebucket.selftest.wire.Endpoint;
import io.bytebucket.server.progress.HeardSignals;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Terminal;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Holds a server, ours or any other, against what AWS's documentation says of S3. */
@CommandLine.Command(
    name = "selftest",
    description = {
      "Ask any server of S3 for facts that AWS's documentation tells, and say which of them hold.",
      "",
      "Makes buckets and keys of its own, and removes them; touches nothing else. Each fact has the"
          + " page that says it. The secret is AWS_SECRET_ACCESS_KEY or SECRET_ACCESS_KEY of the"
          + " environment, or SECRET_ACCESS_KEY in a file; it is never on the command line."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All facts hold.",
      "1:They could not be asked for; standard error says why.",
      "2:Arguments that there are not, or no credentials.",
      "3:Some do not hold, or something could not be removed again; both are named.",
      "4:Stopped by a signal; what it made is removed, or named."
    })
public final class SelftestCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int FOUND = 3;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Parameters(
      paramLabel = "URL",
      description = "Where the server is: http://HOST[:PORT] or https://HOST[:PORT].")
  private URI url = URI.create("");

  @CommandLine.Option(
      names = "--access-key",
      paramLabel = "ID",
      description = "The access key; else AWS_ACCESS_KEY_ID, else ACCESS_KEY_ID.")
  private Optional<String> accessKey = Optional.empty();

  @CommandLine.Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "A file with lines ACCESS_KEY_ID=... and SECRET_ACCESS_KEY=...")
  private Optional<Path> credentials = Optional.empty();

  @CommandLine.Option(
      names = "--bucket",
      paramLabel = "NAME",
      description =
          "A bucket that is empty, or not there yet. Others, for facts about buckets, are named"
              + " after it. Without, all have names that begin with bytebucket-selftest-.")
  private Optional<String> bucket = Optional.empty();

  @CommandLine.Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region to sign for and to make buckets in; else us-east-1.")
  private String region = "us-east-1";

  @CommandLine.Option(
      names = "--area",
      paramLabel = "AREA",
      split = ",",
      description = "Only these areas, such as ranges,listing; a wrong one is told all there are.")
  private List<String> areas = List.of();

  @CommandLine.Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long it may take; else 600. What was not asked for by then is told.")
  private int timeoutSeconds = 600;

  @CommandLine.Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates in PEM to believe over https, in place of Java's.")
  private Optional<Path> authorities = Optional.empty();

  @CommandLine.Option(
      names = "--insecure",
      description = "Believe any certificate over https. What is sent can then be read on the way.")
  private boolean isInsecure;

  @CommandLine.Option(names = "--json", description = "Print all facts and findings as JSON.")
  private boolean isJson;

  @CommandLine.Option(names = "--all", description = "Print the facts that hold, too.")
  private boolean isAll;

  @Override
  public Integer call() {
    PrintWriter errors = commandLine().getErr();
    Target target;
    FactTable table;
    try {
      target = target();
      table = table();
    } catch (ClientException | IllegalArgumentException e) {
      errors.println("bytebucket: " + e.getMessage());
      return MISUSED;
    }
    try {
      return run(target, table);
    } catch (CannotRunException e) {
      errors.println("bytebucket: " + url + ": " + e.getMessage());
      return FAILED;
    }
  }

  private int run(Target target, FactTable table) throws CannotRunException {
    Clock clock = Clock.systemUTC();
    SelfTest test = new SelfTest(table, target, clock, Duration.ofSeconds(timeoutSeconds));
    // What was made is removed, and what was seen is said, however it ends.
    try (HeardSignals _ =
        HeardSignals.listen(Duration.ofMinutes(2), commandLine().getErr(), test::stop)) {
      Report report;
      try (Outlet progress = Outlet.of(commandLine().getErr(), Terminal.isWatched(), clock)) {
        progress.total(table.facts().size(), 0);
        report = test.run(_ -> progress.done(1, 0));
      }
      SelftestOutput output = new SelftestOutput(url, report);
      if (isJson) {
        output.json(commandLine().getOut());
      } else {
        output.text(commandLine().getOut(), isAll);
      }
      commandLine().getOut().flush();
      return status(report);
    }
  }

  private static int status(Report report) {
    if (report.isClean()) {
      return DONE;
    }
    return report.score().failed() > 0 || !report.leftovers().isEmpty() ? FOUND : FAILED;
  }

  private FactTable table() {
    for (String area : areas) {
      if (!FactTable.areas().contains(area)) {
        throw new ClientException(
            "there is no area " + area + "; there are " + String.join(", ", FactTable.areas()));
      }
    }
    return areas.isEmpty() ? FactTable.read() : FactTable.read().only(areas);
  }

  private Target target() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    for (String name : List.of("ACCESS_KEY_ID", "SECRET_ACCESS_KEY")) {
      Optional.ofNullable(System.getenv("AWS_" + name))
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> environment.put(name, value));
    }
    accessKey.ifPresent(id -> environment.put("ACCESS_KEY_ID", id));
    ClientCredentials known = ClientCredentials.of(credentials, environment);
    return new Target(
        Endpoint.of(url, tls()),
        accessKey.orElse(known.accessKeyId()),
        known.secretAccessKey(),
        region,
        bucket);
  }

  private SSLContext tls() {
    if (isInsecure) {
      return AnyCertificate.context();
    }
    try {
      return authorities.isPresent()
          ? BelievedCertificates.of(authorities.get())
          : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("This Java runtime speaks no TLS", impossible);
    }
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("the command line was not read");
    }
    return spec.commandLine();
  }
}
