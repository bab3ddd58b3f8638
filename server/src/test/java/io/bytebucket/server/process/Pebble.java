package io.bytebucket.server.process;

import io.bytebucket.server.client.BelievedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pebble, the ACME server that Let's Encrypt made for tests, and the name server that it asks:
 * every name leads to this machine there. For one thread.
 */
final class Pebble implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final Path directory;
  private final int port;
  private final int managementPort;
  private final Path certificate;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts both.
   *
   * @param directory for their files
   * @param httpPort where it asks by plain HTTP
   * @param tlsPort where it shakes hands
   * @param validity how long its certificates hold
   */
  Pebble(Path directory, int httpPort, int tlsPort, Duration validity) throws IOException {
    this.directory = Files.createDirectories(directory);
    int[] ports = ServerProcess.freePorts();
    int[] others = ServerProcess.freePorts();
    this.port = ports[0];
    this.managementPort = ports[1];
    this.certificate = resource("first-certificate.pem");
    Path configuration = directory.resolve("pebble.json");
    Files.writeString(
        configuration,
        """
        {"pebble": {
          "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
          "certificate": "%s", "privateKey": "%s", "httpPort": %d, "tlsPort": %d,
          "retryAfter": {"authz": 1, "order": 1},
          "profiles": {"default": {"description": "all", "validityPeriod": %d}}
        }}
        """
            .formatted(
                port,
                managementPort,
                certificate,
                resource("first-key.pem"),
                httpPort,
                tlsPort,
                validity.toSeconds()));
    start(
        "names",
        program("pebble-challtestsrv").orElseThrow(),
        "-dnsserver",
        "127.0.0.1:" + others[0],
        "-management",
        "127.0.0.1:" + others[1],
        "-defaultIPv6",
        "",
        "-http01",
        "",
        "-https01",
        "",
        "-tlsalpn01",
        "",
        "-doh",
        "");
    await(others[0]);
    start(
        "pebble",
        program("pebble").orElseThrow(),
        "-config",
        configuration.toString(),
        "-dnsserver",
        "127.0.0.1:" + others[0]);
    await(port);
    await(managementPort);
  }

  /** Skips the test unless both programs are there. */
  static void require() {
    for (String name : List.of("pebble", "pebble-challtestsrv")) {
      Requirement.require(program(name).isPresent(), name + " is not installed");
    }
  }

  private static Optional<String> program(String name) {
    Stream<String> folders = Stream.of((System.getenv("PATH") + ":" + goFolder()).split(":", -1));
    return folders
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Where Go puts what it installs. */
  private static Path goFolder() {
    return Path.of(System.getProperty("user.home"), "go", "bin");
  }

  private void start(String name, String... words) throws IOException {
    Path log = directory.resolve(name + ".log");
    // Else it waits for some seconds before each check, and refuses a part of all requests.
    Process process =
        Command.of(words)
            .with(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "5"))
            .start(log, log);
    processes.add(process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private void await(int wanted) throws IOException {
    long startNanos = System.nanoTime();
    while (!isOpen(wanted)) {
      Process last = processes.getLast();
      try {
        if (last.waitFor(20, TimeUnit.MILLISECONDS)
            || System.nanoTime() - startNanos > START_LIMIT.toNanos()) {
          throw new AssertionError("did not start; see " + log());
        }
      } catch (InterruptedException stopTheTest) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopTheTest);
      }
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path resource(String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream content = Pebble.class.getResourceAsStream("/tls/" + name)) {
      Files.write(file, content.readAllBytes());
    }
    return file;
  }

  /** What a server is told to use it; names come in besides. */
  Map<String, String> settings() {
    return Map.of(
        "ACME_DIRECTORY",
        "https://127.0.0.1:" + port + "/dir",
        "ACME_AGREE",
        "true",
        "ACME_CONTACT",
        "ops@example.com",
        "ACME_CA_FILE",
        certificate.toString());
  }

  /** The root of the certificates that it issues, in a file. */
  Path root() throws IOException {
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(BelievedCertificates.of(certificate)).build()) {
      String pem =
          http.send(
                  HttpRequest.newBuilder(
                          URI.create("https://127.0.0.1:" + managementPort + "/roots/0"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return Files.writeString(directory.resolve("root.pem"), pem);
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  /** What it has said so far. */
  String log() {
    try {
      return Files.readString(directory.resolve("pebble.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }
}
