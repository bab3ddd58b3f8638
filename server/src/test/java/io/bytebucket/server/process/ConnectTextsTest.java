package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the console writes out for clients, run as it stands there. Of Hadoop, Spark, and MinIO's
 * client where that is not installed, it is only read.
 */
@ProcessTest
final class ConnectTextsTest {
  private static final Set<String> RUN =
      Set.of(
          "aws.sh",
          "boto3.py",
          "curl.sh",
          "java.java",
          "javascript.mjs",
          "rclone.conf",
          "rclone.sh",
          "restic.sh",
          "s3cmd.cfg",
          "s3cmd.sh",
          "s3fs.sh",
          "terraform.sh",
          "terraform.tf");

  private static final Set<String> READ =
      Set.of("hadoop.sh", "hadoop.xml", "mc.sh", "spark.conf", "spark.py");

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() {
    endpoint = servers.start().endpoint();
  }

  private ConnectTexts texts(String bucket) throws IOException {
    return ConnectTexts.of(servers, endpoint, bucket);
  }

  @Test
  void everyTextIsHeldByATest() throws IOException {
    Set<String> held = new HashSet<>(RUN);
    held.addAll(READ);
    assertThat(ConnectTexts.names()).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "curl"})
  void commandsAloneSendAFileAndGetItBack(String client) throws IOException {
    Requirement.client(client, "--version");
    ConnectTexts texts = texts("connect-" + client);
    assertThat(texts.shell(client + ".sh")).endsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void boto3SendsAFileAndGetsItBack() throws IOException {
    Requirement.pythonModule("boto3");
    ConnectTexts texts = texts("connect-boto3");
    Path program = texts.write("boto3.py", "hello.py");
    assertThat(texts.run(Map.of(), "python3", program.toString())).startsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void javaScriptSendsAFileAndGetsItBack() throws IOException {
    Requirement.nodePackages(NodeChecks.project());
    ConnectTexts texts = texts("connect-javascript");
    Path program = texts.write("javascript.mjs", "hello.mjs");
    Files.createSymbolicLink(
        texts.home().resolve("node_modules"), NodeChecks.project().resolve("node_modules"));
    assertThat(texts.run(Map.of(), "node", program.toString())).startsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void javaSendsAFileAndGetsItBack() throws IOException {
    ConnectTexts texts = texts("connect-java");
    Path program = texts.write("java.java", "Hello.java");
    String output =
        texts.run(
            Map.of(),
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--class-path",
            System.getProperty("java.class.path"),
            program.toString());
    assertThat(output).contains(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void rcloneSendsAFileAndGetsItBack() throws IOException {
    Requirement.client("rclone", "version");
    ConnectTexts texts = texts("connect-rclone");
    texts.write("rclone.conf", ".config/rclone/rclone.conf");
    assertThat(texts.shell("rclone.sh")).contains("hello.txt").endsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void s3cmdSendsAFileAndGetsItBack() throws IOException {
    Requirement.client("s3cmd", "--version");
    ConnectTexts texts = texts("connect-s3cmd");
    texts.write("s3cmd.cfg", ".s3cfg");
    assertThat(texts.shell("s3cmd.sh")).contains("hello.txt").endsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void resticMakesASnapshot() throws IOException {
    Requirement.client("restic", "version");
    assertThat(texts("connect-restic").shell("restic.sh"))
        .contains("hello.txt")
        .contains("1 snapshots");
  }

  @Test
  @Tag("root")
  void s3fsMountsTheBucketAsAFolder() throws IOException {
    Requirement.client("s3fs", "--version");
    ConnectTexts texts = texts("connect-s3fs");
    Path folder = Files.createDirectories(texts.home().resolve("mnt"));
    Requirement.fuse(folder);
    try {
      assertThat(texts.shell("s3fs.sh")).endsWith(ConnectTexts.HELLO);
      assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
    } finally {
      Command.of("umount", "--lazy", folder.toString()).run();
    }
  }

  @Test
  void terraformPutsAnObject() throws IOException {
    Requirement.client("terraform", "version");
    Optional<Path> mirror = terraformProviders();
    Requirement.require(mirror.isPresent(), "Terraform's provider for AWS is not installed");
    ConnectTexts texts = texts("connect-terraform");
    texts.write("terraform.tf", "main.tf");
    Path configuration = texts.home().resolve("terraformrc");
    Files.writeString(
        configuration,
        "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
            .formatted(mirror.orElseThrow()));
    assertThat(texts.shell("terraform.sh", Map.of("TF_CLI_CONFIG_FILE", configuration.toString())))
        .contains("1 added, 0 changed, 0 destroyed");
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
    assertThat(texts.run(Map.of(), "terraform", "fmt", "-check")).isEmpty();
  }

  /** Where its providers lie, so that nothing is fetched. */
  private static Optional<Path> terraformProviders() {
    return Stream.of(
            Optional.ofNullable(System.getenv("TERRAFORM_PROVIDERS")).orElse("/opt/tf-plugins"),
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins")
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst();
  }

  @Test
  void mcSendsAFileAndGetsItBack() throws IOException {
    Requirement.programs("mc");
    // The file manager of the same name is another program.
    Requirement.require(
        Command.of("mc", "--version").run().output().contains("RELEASE"),
        "MinIO's client is not installed");
    ConnectTexts texts = texts("connect-mc");
    assertThat(texts.shell("mc.sh")).endsWith(ConnectTexts.HELLO);
    assertThat(texts.arrived()).isEqualTo(ConnectTexts.HELLO);
  }

  @Test
  void whatIsOnlyReadCanBeRead() throws IOException {
    ConnectTexts texts = texts("connect-read");
    for (String name : Set.of("hadoop.sh", "mc.sh")) {
      texts.run(Map.of(), "sh", "-n", texts.write(name, name).toString());
    }
    Requirement.programs("python3");
    texts.run(
        Map.of(), "python3", "-m", "py_compile", texts.write("spark.py", "spark.py").toString());
  }

  @Test
  void hadoopAndSparkAreToldWhatTheirPageTells() throws IOException {
    ConnectTexts texts = texts("connect-hadoop");
    Set<String> told = tableOfSettings();
    assertThat(told).contains("fs.s3a.endpoint");
    assertThat(found("<name>([^<]+)</name>", texts.text("hadoop.xml"))).isEqualTo(told);
    assertThat(found("(?m)^spark\\.hadoop\\.(\\S+) +\\S", texts.text("spark.conf")))
        .isEqualTo(told);
  }

  private static Set<String> tableOfSettings() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("bytebucket.root"), "docs/hadoop.md"));
    String table = page.substring(page.indexOf("## Settings"), page.indexOf("Who also sets"));
    return found("`(fs\\.s3a[a-z.]+)`", table);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
