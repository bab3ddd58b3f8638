package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client of AWS through nginx with TLS, configured as docs/operations/proxies.md says. */
@ProcessTest
final class NginxTest {
  private static final Path ROOT = Path.of(System.getProperty("bytebucket.root"));
  private static final Pattern BLOCK = Pattern.compile("(?s)```nginx\n(.*?)```");

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path certificate;
  private String url;
  private Process nginx;

  @BeforeAll
  void startBoth() throws IOException {
    Requirement.client("aws", "--version");
    Requirement.programs("nginx", "curl", "openssl");
    endpoint = servers.start().endpoint();
    int port = ServerProcess.freePorts()[0];
    url = "https://localhost:" + port;
    certificate = servers.directory().resolve("s3.pem");
    makeCertificate();
    Path configuration = servers.directory().resolve("nginx.conf");
    Files.writeString(configuration, configuration(port));
    Path log = servers.directory().resolve("nginx.log");
    nginx =
        Command.of("nginx", "-p", servers.directory().toString(), "-c", configuration.toString())
            .start(log, log);
    awaitListening(port, log);
  }

  @AfterAll
  void stopNginx() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      // It removes files of its own as it ends, among which the directory is deleted.
      nginx.waitFor();
    }
  }

  private void makeCertificate() throws IOException {
    Command.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            servers.directory().resolve("s3.key").toString(),
            "-out",
            certificate.toString())
        .succeed();
  }

  /** The block of the page, with this machine's addresses and files in the place of its own. */
  private String configuration(int port) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operations/proxies.md"));
    Matcher block = BLOCK.matcher(page);
    assertThat(block.find()).as("the page has a configuration of nginx").isTrue();
    String server =
        block
            .group(1)
            .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
            .replace("s3.example.com *.s3.example.com", "localhost")
            .replace("/etc/ssl", servers.directory().toString())
            .replace("127.0.0.1:9000", endpoint.host());
    return """
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    error_log nginx-error.log;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
    """
        + server
        + "}\n";
  }

  private void awaitListening(int port, Path log) throws IOException {
    while (true) {
      if (!nginx.isAlive()) {
        throw new AssertionError("nginx did not start: " + Files.readString(log));
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private String aws(String... words) {
    List<String> all = new ArrayList<>(List.of("aws", "--endpoint-url", url));
    all.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_CA_BUNDLE", certificate.toString());
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", endpoint.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return new Command(all, environment).succeed();
  }

  private String curl(String... words) {
    List<String> all =
        new ArrayList<>(List.of("curl", "--silent", "--show-error", "--fail-with-body"));
    all.addAll(List.of("--path-as-is", "--cacert", certificate.toString()));
    all.addAll(List.of(words));
    return new Command(all, Map.of()).succeed();
  }

  @Test
  void largeFilesGoUpAndDownInPartsUnchanged() throws IOException {
    Path sent = servers.directory().resolve("sent");
    Path received = servers.directory().resolve("received");
    Files.write(sent, new GeneratedBytes(1, 20 << 20).toArray());
    aws("s3", "mb", "s3://behind-nginx");
    aws("s3", "cp", "--no-progress", sent.toString(), "s3://behind-nginx/large");
    aws("s3", "cp", "--no-progress", "s3://behind-nginx/large", received.toString());

    assertThat(received).hasSameBinaryContentAs(sent);
    assertThat(servers.directory().resolve("body")).isEmptyDirectory();
  }

  @Test
  void keysAndMetadataArriveAsTheyWereSigned() throws IOException {
    Path file = Files.writeString(servers.directory().resolve("small"), "a few bytes");
    aws("s3api", "create-bucket", "--bucket", "exact-keys");
    for (String key : List.of("a//b", "/a/../b+c d%2F", "ü/ß?#&=")) {
      aws(
          "s3api",
          "put-object",
          "--bucket",
          "exact-keys",
          "--key",
          key,
          "--body",
          file.toString(),
          "--metadata",
          "with_underscore=1,with.dot=2");
      assertThat(aws("s3api", "head-object", "--bucket", "exact-keys", "--key", key))
          .as(key)
          .contains("with_underscore", "with.dot");
      assertThat(curl(aws("s3", "presign", "s3://exact-keys/" + key).strip()))
          .as(key)
          .isEqualTo("a few bytes");
    }
    assertThat(
            aws(
                "s3api",
                "list-objects-v2",
                "--bucket",
                "exact-keys",
                "--query",
                "length(Contents)"))
        .isEqualTo("3\n");
  }
}
