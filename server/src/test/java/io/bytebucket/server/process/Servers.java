package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers of one test class and a directory for their files. Prints the end of their logs when
 * a test fails, ends them all after the last test, then deletes the directory. For one thread.
 */
public final class Servers implements AfterEachCallback, AfterAllCallback {
  private final List<ServerProcess> servers = new ArrayList<>();
  private final Path directory = newDirectory();

  /** A directory for this class's files, gone after its last test. */
  public Path directory() {
    return directory;
  }

  /** A running server on a data directory of its own. */
  public ServerProcess start() {
    return start(ServerSettings.on(directory.resolve("data-" + servers.size())));
  }

  /** A running server. */
  public ServerProcess start(ServerSettings settings) {
    ServerProcess server = create(settings);
    server.start();
    return server;
  }

  /** A server that is not running yet. */
  public ServerProcess create(ServerSettings settings) {
    return create(settings, ServerProcess.launcher());
  }

  /** The same on those ports. */
  ServerProcess create(ServerSettings settings, int[] ports) {
    return create(settings, ServerProcess.launcher(), ports);
  }

  /** The same, run by another program. */
  ServerProcess create(ServerSettings settings, List<String> program) {
    return create(settings, program, ServerProcess.freePorts());
  }

  private ServerProcess create(ServerSettings settings, List<String> program, int[] ports) {
    Path log = directory.resolve("server-" + servers.size() + ".log");
    ServerProcess server = new ServerProcess(settings, program, log, ports);
    servers.add(server);
    // Should this JVM be ended in the middle of a test, its servers do not outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      for (ServerProcess server : servers) {
        System.out.printf("The log of the server at %s ends with%n", server.endpoint().url());
        System.out.println(server.logTail());
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    servers.forEach(ServerProcess::close);
    deleteTree(directory);
  }

  /** Deletes a directory and all below it. */
  public static void deleteTree(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("bytebucket-process-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
