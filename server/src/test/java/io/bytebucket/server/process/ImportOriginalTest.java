package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.original.OriginalData;
import io.bytebucket.testkit.original.OriginalObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command as an operator runs it, and a server on what it brought in. */
@ProcessTest
final class ImportOriginalTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final Servers servers = new Servers();

  @TempDir Path folder;

  private Path source() {
    return folder.resolve("old");
  }

  private Command command(Path target, String... more) {
    List<String> words = new ArrayList<>(ServerProcess.launcher());
    words.addAll(List.of("import", "original"));
    words.addAll(List.of(more));
    words.add(source().toString());
    Map<String, String> settings = new HashMap<>();
    settings.put("ENCRYPTION_KEY", OriginalData.KEY);
    settings.put("DATA_DIR", target.toString());
    return new Command(words, settings);
  }

  private Path report(int number) {
    return folder.resolve("report-" + number + ".jsonl");
  }

  private static JsonNode last(Command.Outcome outcome) {
    return JSON.readTree(outcome.errors().lines().toList().getLast());
  }

  @Test
  void whatWasKilledGoesOnAndUsersSignInWithTheirOldSecrets() throws Exception {
    int count = Scale.pick(10_000, 200);
    OriginalData data = OriginalData.make(source(), count, Scale.seed("ImportOriginalTest"));
    Path target = folder.resolve("new");
    for (int kill = 0; kill < Scale.pick(5, 2); kill++) {
      killedInTheMiddle(target, kill);
    }
    toldToStop(command(target, "--report", report(100).toString(), "--parallel", "1"), report(100));

    // The same report: it is told of everything anew.
    Command.Outcome outcome = command(target, "--report", report(100).toString()).run();
    assertThat(outcome.exitStatus()).as(outcome.errors()).isEqualTo(3);
    JsonNode done = last(outcome);
    assertThat(done.get("event").asString()).isEqualTo("done, with differences");
    assertThat(done.get("imported").asInt() + done.get("present").asInt()).isEqualTo(count);
    // Two users of the original have statements that nobody could make sense of.
    assertThat(done.get("user").asInt()).isEqualTo(4);
    assertThat(outcome.errors())
        .doesNotContain(OriginalData.ADMIN_SECRET, "reader-secret", OriginalData.KEY);
    assertThat(linesAbout(report(100), "\"outcome\":")).isEqualTo(count);

    Command.Outcome again =
        command(
                target,
                "--report",
                report(101).toString(),
                "--verify",
                "full",
                "--rules",
                "documented")
            .run();
    assertThat(last(again).get("present").asInt()).isEqualTo(count);
    assertThat(last(again).get("imported").asInt()).isZero();

    List<String> check = new ArrayList<>(ServerProcess.launcher());
    check.addAll(List.of("check", "--deep", "--rate", "1000"));
    toldToStop(
        new Command(
            check, Map.of("ENCRYPTION_KEY", OriginalData.KEY, "DATA_DIR", target.toString())),
        folder.resolve("stopped-errors"));
    serves(target, data);
  }

  /** Tells a command to stop as soon as something is in that file. */
  private void toldToStop(Command command, Path begun) throws Exception {
    Path errors = folder.resolve("stopped-errors");
    Files.deleteIfExists(errors);
    Process process = command.start(folder.resolve("out"), errors);
    while (process.isAlive() && size(begun) == 0) {
      Thread.onSpinWait();
    }
    process.destroy();
    assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(4);
  }

  private void killedInTheMiddle(Path target, int number) throws Exception {
    Path errors = folder.resolve("killed-" + number);
    Process process =
        command(target, "--report", report(number).toString(), "--parallel", "2")
            .start(folder.resolve("out"), errors);
    // Whatever it is doing then: the report grows while objects are brought in.
    while (process.isAlive() && size(report(number)) < 2_000L * (number + 1)) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as(Files.readString(errors)).isNotZero();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static long linesAbout(Path report, String text) throws IOException {
    try (Stream<String> lines = Files.lines(report)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  private void serves(Path target, OriginalData data) throws IOException {
    ServerProcess server = servers.create(ServerSettings.on(target));
    server.startWith(Map.of("ENCRYPTION_KEY", OriginalData.KEY));
    try (S3Connection admin =
            new S3Connection(server.endpoint().as(OriginalData.ADMIN, OriginalData.ADMIN_SECRET));
        S3Connection reader =
            new S3Connection(
                server
                    .endpoint()
                    .as("Reader78901234567890", "reader-secret-000000000000000000000000000"));
        S3Connection wrong =
            new S3Connection(server.endpoint().as(OriginalData.ADMIN, "not-its-secret"))) {
      for (OriginalObject object : data.objects().subList(0, 28)) {
        RawResponse response = admin.get(object.bucket(), object.key());
        assertThat(response.status()).as(object.key()).isEqualTo(200);
        assertThat(response.body()).as(object.key()).isEqualTo(object.bytes());
        assertThat(response.header("etag")).isEqualTo('"' + object.etag() + '"');
        assertThat(wrong.get(object.bucket(), object.key()).status()).isEqualTo(403);
      }
      OriginalObject first = data.objects().getFirst();
      assertThat(reader.get(first.bucket(), first.key()).status()).isEqualTo(200);
      assertThat(reader.put(first.bucket(), "new", new byte[0]).status()).isEqualTo(403);
      RawResponse open =
          admin.send("GET", "/" + OriginalData.KINDS + "?cors", Map.of(), new byte[0]);
      assertThat(open.text()).contains("https://app.example.com");
    }
    server.terminate();
  }

  @Test
  void whatCannotBeDoneIsSaidAndMakesNothing() throws IOException {
    OriginalData.make(source(), 5, 1);
    Path target = folder.resolve("new");

    Command.Outcome wrongKey =
        command(target, "--report", report(0).toString())
            .with(Map.of("ENCRYPTION_KEY", "another-key-of-32-characters-lon"))
            .run();
    assertThat(wrongKey.exitStatus()).isEqualTo(1);
    assertThat(wrongKey.errors()).contains("give the ENCRYPTION_KEY that it ran with");

    Command.Outcome inside = command(source().resolve("new")).run();
    assertThat(inside.exitStatus()).isEqualTo(1);
    assertThat(inside.errors()).contains("which is only read");
    assertThat(source().resolve("new")).doesNotExist();

    assertThat(command(target, "--parallel", "0").run().exitStatus()).isEqualTo(2);
    Command.Outcome badWord = command(target, "--rules", "both").run();
    assertThat(badWord.exitStatus()).isEqualTo(2);
    assertThat(badWord.errors()).contains("documented, enforced");

    ServerProcess server =
        servers.start(ServerSettings.on(folder.resolve("running")).with(Map.of()));
    Command.Outcome running =
        command(server.dataDirectory())
            .with(Map.of("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY))
            .run();
    assertThat(running.exitStatus()).isEqualTo(1);
    assertThat(running.errors()).contains("DATA_DIR");
    server.terminate();
  }
}
