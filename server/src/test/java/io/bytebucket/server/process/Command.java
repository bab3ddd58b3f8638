package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program to run to its end. Immutable.
 *
 * @param words the program and its arguments
 * @param environment variables that it gets besides ours
 */
record Command(List<String> words, Map<String, String> environment) {
  private static final long LIMIT_MINUTES = 20;

  private static final Pattern FOR_OTHERS =
      Pattern.compile("(AWS|RCLONE_|RESTIC_|GIT_|MAKE|MFLAGS).*|.*_(proxy|PROXY)");

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** How a program ended, and what it wrote to its two outputs. */
  record Outcome(int exitStatus, String output, String errors) {}

  /** A program with its arguments. */
  static Command of(String... words) {
    return new Command(List.of(words), Map.of());
  }

  /** The same with further variables. */
  Command with(Map<String, String> variables) {
    Map<String, String> more = new HashMap<>(environment);
    more.putAll(variables);
    return new Command(words, more);
  }

  /** Runs it; any other end than success fails the test. Returns what it wrote. */
  String succeed() {
    Outcome outcome = run();
    if (outcome.exitStatus() != 0) {
      throw new AssertionError(String.join(" ", words) + " ended with " + outcome);
    }
    return outcome.output();
  }

  /** Runs it to whatever end. */
  Outcome run() {
    try {
      Path output = Files.createTempFile("command", ".out");
      Path errors = Files.createTempFile("command", ".err");
      try {
        int status = waitFor(start(output, errors));
        return new Outcome(status, read(output), read(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, for whoever has to be there while it runs; its two outputs go to files. */
  Process start(Path output, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    // What this machine tells its own clients does not hold for a server on it, nor what the make
    // that runs the tests tells its own makes.
    builder.environment().keySet().removeIf(FOR_OTHERS.asMatchPredicate());
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private int waitFor(Process process) {
    try {
      if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new AssertionError(String.join(" ", words) + " did not end");
  }

  private static String read(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }
}
