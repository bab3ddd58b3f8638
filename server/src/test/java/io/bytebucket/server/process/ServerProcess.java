package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The real server, as a process of its own on free ports of 127.0.0.1, with the flags that it is
 * shipped with: run from the compiled classes, or by the launcher of an archive that the system
 * property {@code bytebucket.launcher} names. Its log goes to a file.
 *
 * <p>It may be ended and started again on the same data. For one thread; {@link #close} ends it.
 */
public final class ServerProcess implements AutoCloseable {
  /** Generous: a start that takes longer is a failure whatever the machine. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Longer than the time that the server gives requests in flight when it is told to end. */
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private static final int LOG_TAIL_LINES = 60;

  /** What the secrets of every server of these tests are encrypted with. */
  static final String ENCRYPTION_KEY = "process-tests-32-characters-key!";

  /** The first user of every server of these tests. */
  private static final String ACCESS_KEY_ID = "AKIAPROCESSTEST00001";

  private static final String SECRET_ACCESS_KEY = "process-test/secret+access-key-0000000001";

  private final ServerSettings settings;
  private final List<String> program;
  private final Path log;
  private final Endpoint endpoint;
  private @Nullable Process process;

  /** A server that is not running yet, on ports that were free a moment ago. */
  public ServerProcess(ServerSettings settings, Path log) {
    this(settings, launcher(), log, freePorts());
  }

  /** The same, run by another program, on those ports. */
  ServerProcess(ServerSettings settings, List<String> program, Path log, int[] ports) {
    this.settings = settings;
    this.program = List.copyOf(program);
    this.log = log;
    this.endpoint = new Endpoint(ports[0], ports[1], ACCESS_KEY_ID, SECRET_ACCESS_KEY);
  }

  /** Where to reach it, the same after every start. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** The directory that it keeps everything in. */
  public Path dataDirectory() {
    return settings.dataDirectory();
  }

  /** The id of the running process. */
  public long pid() {
    return running().pid();
  }

  /** The processor time that the process has used, which other programs do not add to. */
  public Duration processorTime() {
    return ProcessFacts.processorTime(pid());
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * Starts the process and waits until it answers.
   *
   * @return from the start of the process to its first answer
   */
  public Duration start() {
    return startWith(Map.of());
  }

  /** The same with settings of its own, some of which may be in the place of ours. */
  Duration startWith(Map<String, String> others) {
    if (isAlive()) {
      throw new IllegalStateException("the server runs already");
    }
    long startNanos = System.nanoTime();
    process = launch(others);
    while (!answers()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
      if (endedWithin(Duration.ofMillis(10)) || waited.compareTo(START_LIMIT) > 0) {
        throw new AssertionError("the server did not start; its log ends with\n" + logTail());
      }
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
  void kill9() {
    running().destroyForcibly();
    awaitEnd();
  }

  /** Asks the process to end, as {@code kill} does; any other than an orderly end is a failure. */
  public void terminate() {
    running().destroy();
    awaitEnd();
    int status = running().exitValue();
    if (status != 0) {
      throw new AssertionError("ended with " + status + "; the log ends with\n" + logTail());
    }
  }

  /** Whether the process ends within that time; it returns as soon as it does. */
  public boolean endedWithin(Duration limit) {
    try {
      return running().waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  /** Waits until the log holds that text so many times. */
  public void awaitLogged(String text, int times) {
    long startNanos = System.nanoTime();
    while (timesLogged(text) < times) {
      Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
      if (endedWithin(Duration.ofMillis(50)) || waited.compareTo(START_LIMIT) > 0) {
        throw new AssertionError("not logged: " + text + "; the log ends with\n" + logTail());
      }
    }
  }

  /** In how many lines of the log that text is. */
  public int timesLogged(String text) {
    return (int) log().lines().filter(line -> line.contains(text)).count();
  }

  /** Everything logged so far, by all starts. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of the log. */
  public String logTail() {
    List<String> lines = log().lines().toList();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  /** Ends the process if it runs. */
  @Override
  public void close() {
    if (isAlive()) {
      kill9();
    }
  }

  private Process launch(Map<String, String> others) {
    ProcessBuilder builder = new ProcessBuilder(command());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("BYTEBUCKET_") || name.equals("CI"));
    // As the launcher has it.
    environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
    environment.putIfAbsent("MALLOC_MMAP_THRESHOLD_", "131072");
    environment.putIfAbsent("MALLOC_TRIM_THRESHOLD_", "131072");
    environment.put("DATA_DIR", settings.dataDirectory().toString());
    environment.put("S3_LISTEN", "127.0.0.1:" + endpoint.port());
    environment.put("ADMIN_LISTEN", "127.0.0.1:" + endpoint.adminPort());
    environment.putAll(settings.variables());
    if (!settings.isTrial()) {
      environment.put("ENCRYPTION_KEY", ENCRYPTION_KEY);
      environment.put("ACCESS_KEY_ID", endpoint.accessKeyId());
      environment.put("SECRET_ACCESS_KEY", endpoint.secretAccessKey());
    }
    environment.putAll(others);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> compiled() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + Path.of(System.getProperty("bytebucket.root"), "server/src/dist/jvm.options"),
        "-cp",
        classPath(),
        "io.bytebucket.server.Main");
  }

  /** What runs the program, with whatever arguments come after it. */
  public static List<String> launcher() {
    String launcher = System.getProperty("bytebucket.launcher");
    return launcher == null ? compiled() : List.of(launcher);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(program);
    command.add("server");
    if (settings.isTrial()) {
      command.add("--try");
    }
    return command;
  }

  /** Our class path less the test classes: what they configure is not shipped. */
  private static String classPath() {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(separator));
  }

  private boolean answers() {
    int port = settings.isSecure() ? endpoint.adminPort() : endpoint.port();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Socket socket = new Socket()) {
      socket.connect(address, 1000);
      socket.setSoTimeout(10_000);
      String request = "GET / HTTP/1.1\r\nHost: " + endpoint.host() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("the server was not started");
    }
    return process;
  }

  private void awaitEnd() {
    if (!endedWithin(STOP_LIMIT)) {
      running().destroyForcibly();
      throw new AssertionError("the server did not end; its log ends with\n" + logTail());
    }
  }

  /** Two ports that are free at the moment. */
  public static int[] freePorts() {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
