package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command that moves buckets from one server to another, as an operator runs it. */
record Mover(Endpoint source, Endpoint target, Path report) {
  static Mover between(ServerProcess source, ServerProcess target, Path report) {
    return new Mover(source.endpoint(), target.endpoint(), report);
  }

  /** Runs the import to its end. */
  Command.Outcome run(String... options) {
    return command(options).run();
  }

  /** Starts the import. */
  Process start(Path directory, String... options) {
    try {
      return command(options)
          .start(directory.resolve("moving.out"), directory.resolve("moving.err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Command command(String... options) {
    List<String> words = new ArrayList<>(ServerProcess.launcher());
    words.addAll(
        List.of(
            "import",
            "s3",
            "--from",
            source.url(),
            "--url",
            target.url(),
            "--report",
            report.toString()));
    words.addAll(List.of(options));
    Map<String, String> environment = new HashMap<>();
    environment.put("REMOTE_ACCESS_KEY_ID", source.accessKeyId());
    environment.put("REMOTE_SECRET_ACCESS_KEY", source.secretAccessKey());
    environment.put("ACCESS_KEY_ID", target.accessKeyId());
    environment.put("SECRET_ACCESS_KEY", target.secretAccessKey());
    return new Command(words, environment);
  }
}
