package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.process.hostile.TlsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real server has its certificate from a real ACME server, and has it renewed. */
@ProcessTest
final class AcmeTest {
  private static final Duration LONG = Duration.ofDays(90);

  @RegisterExtension final Servers servers = new Servers();

  private int count;

  @BeforeAll
  static void requirePebble() {
    Pebble.require();
  }

  /** A server with further settings, and an ACME server that knows where it is. */
  private record Both(ServerProcess server, Pebble pebble, Path root) implements AutoCloseable {
    X509Certificate shownAt(int port) throws Exception {
      try (SSLSocket socket = new TlsClient(root).connect(port, "TLSv1.3")) {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
      }
    }

    List<String> namesAt(int port) throws Exception {
      return shownAt(port).getSubjectAlternativeNames().stream()
          .map(name -> String.valueOf(name.getLast()))
          .toList();
    }

    @Override
    public void close() {
      server.close();
      pebble.close();
    }
  }

  private Both both(Duration validity, Map<String, String> further) throws IOException {
    int httpPort = ServerProcess.freePorts()[0];
    Map<String, String> settings = new HashMap<>(further);
    settings.put("ADMIN_TLS", "shared");
    settings.put("PUBLIC_URL", "https://s3.bytebucket.test");
    if (!settings.containsKey("ACME_CHALLENGE")) {
      settings.putIfAbsent("ACME_HTTP_LISTEN", "127.0.0.1:" + httpPort);
    }
    int[] ports = ServerProcess.freePorts();
    Path directory = servers.directory().resolve("acme-" + count++);
    Pebble pebble = new Pebble(directory, httpPort, ports[0], validity);
    settings.putAll(pebble.settings());
    settings.put("S3_LISTEN", "127.0.0.1:" + ports[0]);
    settings.put("ADMIN_LISTEN", "127.0.0.1:" + ports[1]);
    ServerProcess server =
        servers.create(ServerSettings.on(directory.resolve("data")).with(settings), ports);
    server.start();
    return new Both(server, pebble, pebble.root());
  }

  private static List<String> kept(Path dataDirectory) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(dataDirectory.resolve("acme"))) {
      for (Path path : tree.sorted().toList()) {
        found.add(
            path.getFileName()
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    return found;
  }

  @Test
  void aFirstStartObtainsACertificateByHttpAndTheNextOneKeepsIt() throws Exception {
    try (Both both = both(LONG, Map.of("ACME_DOMAINS", "files.bytebucket.test"))) {
      ServerProcess server = both.server();
      server.awaitLogged("TLS certificate obtained", 1);
      int port = server.endpoint().port();
      X509Certificate first = both.shownAt(port);
      assertThat(both.namesAt(port))
          .containsExactlyInAnyOrder("s3.bytebucket.test", "files.bytebucket.test");
      assertThat(both.shownAt(server.endpoint().adminPort())).isEqualTo(first);
      assertThat(server.timesLogged("no TLS certificate yet")).isEqualTo(1);
      assertThat(kept(server.dataDirectory()))
          .hasSize(4)
          .allMatch(entry -> entry.endsWith(" rwx------") || entry.endsWith(" rw-------"));

      server.terminate();
      server.start();
      assertThat(both.shownAt(port)).isEqualTo(first);
      server.terminate();
      assertThat(server.timesLogged("TLS certificate obtained")).isEqualTo(1);
      assertThat(server.timesLogged("no TLS certificate yet")).isEqualTo(1);

      // Another name takes another certificate; the account stays.
      server.startWith(Map.of("ACME_DOMAINS", "more.bytebucket.test"));
      server.awaitLogged("TLS certificate obtained", 2);
      assertThat(both.namesAt(port)).contains("more.bytebucket.test");
      assertThat(both.pebble().log().split("There are now 1 accounts", -1)).hasSize(2);
      assertThat(both.pebble().log()).doesNotContain("There are now 2 accounts");
    }
  }

  @Test
  void aFirstStartObtainsACertificateInHandshakes() throws Exception {
    try (Both both =
        both(
            LONG,
            Map.of("ACME_CHALLENGE", "tls-alpn-01", "ACME_DOMAINS", "files.bytebucket.test"))) {
      both.server().awaitLogged("TLS certificate obtained", 1);

      assertThat(both.namesAt(both.server().endpoint().port()))
          .containsExactlyInAnyOrder("s3.bytebucket.test", "files.bytebucket.test");
    }
  }

  @Test
  void aNameThatCannotBeProvedIsToldWithTheReasonAndTheServerServes() throws Exception {
    // Where the ACME server asks nobody listens.
    try (Both both = both(LONG, Map.of("ACME_HTTP_LISTEN", "127.0.0.1:0"))) {
      ServerProcess server = both.server();
      server.awaitLogged("TLS certificate not obtained, what is there stays in use", 1);

      assertThat(server.log())
          .contains("the ACME server refuses s3.bytebucket.test")
          .contains("connection refused")
          .contains("\"until\":\"there is none\"");
      assertThat(Files.exists(server.dataDirectory().resolve("acme"))).isTrue();
      assertThatThrownBy(() -> both.shownAt(server.endpoint().port()))
          .isInstanceOf(SSLException.class);
      server.terminate();
    }
  }

  @Test
  void aCertificateIsRenewedBeforeItEndsAndKeptWhenThatFails() throws Exception {
    try (Both both = both(Duration.ofSeconds(45), Map.of())) {
      ServerProcess server = both.server();
      int port = server.endpoint().port();
      server.awaitLogged("TLS certificate obtained", 1);
      X509Certificate first = both.shownAt(port);
      server.awaitLogged("TLS certificate obtained", 2);

      X509Certificate second = both.shownAt(port);
      assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
      assertThat(both.shownAt(server.endpoint().adminPort()).getSerialNumber())
          .isNotEqualTo(first.getSerialNumber());
      both.pebble().close();
      server.awaitLogged("TLS certificate not obtained, what is there stays in use", 1);
      assertThat(server.log()).contains("\"reason\":\"").contains("\"next_try\":\"");
      assertThat(both.shownAt(port)).isEqualTo(second);
      server.terminate();
    }
  }
}
