package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.hostile.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin port of a real server over TLS, with the certificate of the S3 port. */
@ProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AdminTlsTest {
  private static final Pattern COOKIE =
      Pattern.compile("(__Host-bb_admin_session=[A-Za-z0-9_-]{43}); Path=/; Secure; HttpOnly;");

  @RegisterExtension final Servers servers = new Servers();

  private Path first;
  private Path second;
  private Map<String, String> settings;
  private ServerProcess server;

  @BeforeAll
  void start() throws IOException {
    first = file("first-certificate.pem");
    second = file("second-certificate.pem");
    Path certificate = servers.directory().resolve("certificate.pem");
    Path key = servers.directory().resolve("key.pem");
    Files.copy(first, certificate);
    Files.copy(file("first-key.pem"), key);
    settings =
        Map.of(
            "TLS_CERTIFICATE_FILE", certificate.toString(),
            "TLS_KEY_FILE", key.toString(),
            "ADMIN_TLS", "shared");
    server = servers.start(ServerSettings.on(servers.directory().resolve("data")).with(settings));
  }

  private Path file(String name) throws IOException {
    Path file = servers.directory().resolve(name);
    try (InputStream resource = AdminTlsTest.class.getResourceAsStream("/tls/" + name)) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private String ask(Path certificate, String request) throws Exception {
    try (SSLSocket socket =
        new TlsClient(certificate).connect(server.endpoint().adminPort(), "TLSv1.3")) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String request(String method, String target, String fields, String body) {
    return "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(method, target, server.endpoint().adminPort(), body.length(), fields, body);
  }

  private Command.Outcome admin(Map<String, String> more, String... words) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("ACCESS_KEY_ID", server.endpoint().accessKeyId());
    environment.put("SECRET_ACCESS_KEY", server.endpoint().secretAccessKey());
    environment.put("ADMIN_URL", "https://127.0.0.1:" + server.endpoint().adminPort());
    return Program.run(environment, words);
  }

  @Test
  @Order(1)
  void aBrowserSignsInWithACookieThatOnlyThisHostOverTlsCanSet() throws Exception {
    String answer =
        ask(
            first,
            request(
                "POST",
                "/api/login",
                "Origin: https://localhost:%d\r\n".formatted(server.endpoint().adminPort()),
                "{\"accessKey\":\"%s\",\"secret\":\"%s\"}"
                    .formatted(
                        server.endpoint().accessKeyId(), server.endpoint().secretAccessKey())));
    assertThat(answer).startsWith("HTTP/1.1 200");
    Matcher cookie = COOKIE.matcher(answer);
    assertThat(cookie.find()).as(answer).isTrue();
    assertThat(
            ask(first, request("GET", "/api/session", "Cookie: " + cookie.group(1) + "\r\n", "")))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  @Order(2)
  void theHealthCheckSpeaksTlsToIt() {
    Map<String, String> more = new HashMap<>(settings);
    more.put("ADMIN_LISTEN", "127.0.0.1:" + server.endpoint().adminPort());
    assertThat(Program.run(more, "healthcheck")).isEqualTo(new Command.Outcome(0, "", ""));

    more.put("ADMIN_TLS", "off");
    Command.Outcome plain = Program.run(more, "healthcheck");
    assertThat(plain.exitStatus()).isEqualTo(1);
    assertThat(plain.errors()).contains("answered with status 400");
  }

  @Test
  @Order(3)
  void theCommandLineBelievesTheCertificatesThatItIsGivenAndNoOthers() {
    assertThat(admin(Map.of(), "admin", "users", "list", "--ca", first.toString()).output())
        .contains(server.endpoint().accessKeyId());
    assertThat(admin(Map.of("ADMIN_CA_FILE", first.toString()), "why").exitStatus()).isZero();
    for (String ca : new String[] {"", second.toString()}) {
      Command.Outcome refused = admin(Map.of("ADMIN_CA_FILE", ca), "why");
      assertThat(refused.exitStatus()).isEqualTo(1);
      assertThat(refused.errors()).contains("a certificate that is not believed");
    }
    assertThat(
            admin(Map.of(), "why", "--ca", servers.directory().resolve("key.pem").toString())
                .errors())
        .contains("cannot be read as certificates");
  }

  @Test
  @Order(3)
  void theSelfTestBelievesTheCertificatesThatItIsGivenAndNoOthers() {
    for (String[] believing : new String[][] {{"--ca", first.toString()}, {"--insecure"}}) {
      Command.Outcome held = selftest(believing);
      assertThat(held.exitStatus()).as(held.output() + held.errors()).isZero();
      assertThat(held.output()).containsPattern("ranges +18 of 18\n");
    }
    for (String[] refusing : new String[][] {{}, {"--ca", second.toString()}}) {
      Command.Outcome refused = selftest(refusing);
      assertThat(refused.exitStatus()).as(refused.output()).isEqualTo(1);
      assertThat(refused.errors()).contains("no answer: ").contains("certification path");
    }
    Command.Outcome none = selftest("--ca", servers.directory().resolve("key.pem").toString());
    assertThat(none.exitStatus()).isEqualTo(2);
    assertThat(none.errors()).contains("cannot be read as certificates");
    Command.Outcome withPassword =
        admin(Map.of(), "selftest", "https://somebody:hunter2@127.0.0.1:1", "--insecure");
    assertThat(withPassword.exitStatus()).isEqualTo(2);
    assertThat(withPassword.output() + withPassword.errors()).doesNotContain("hunter2");
  }

  private Command.Outcome selftest(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "selftest", "https://127.0.0.1:" + server.endpoint().port(), "--area", "ranges"));
    words.addAll(List.of(options));
    return admin(Map.of(), words.toArray(String[]::new));
  }

  /** As Prometheus writes it. */
  private static String end(Path certificate) throws Exception {
    try (InputStream pem = Files.newInputStream(certificate)) {
      X509Certificate read =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      return Double.toString((double) read.getNotAfter().toInstant().getEpochSecond());
    }
  }

  @Test
  @Order(4)
  void bothPortsTakeANewCertificateWhileTheyRun() throws Exception {
    Path directory = servers.directory();
    Files.copy(
        file("second-key.pem"), directory.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(second, directory.resolve("certificate.pem"), StandardCopyOption.REPLACE_EXISTING);
    server.awaitLogged("TLS certificate reloaded", 2);

    assertThat(ask(second, request("GET", "/health", "", ""))).startsWith("HTTP/1.1 200");
    assertThat(ask(second, request("GET", "/metrics", "", "")))
        .contains("bytebucket_tls_certificate_end_seconds{port=\"admin\"} " + end(second))
        .contains("bytebucket_tls_certificate_end_seconds{port=\"s3\"} " + end(second));
    new TlsClient(second).requireAnswer(server.endpoint().port());
  }
}
