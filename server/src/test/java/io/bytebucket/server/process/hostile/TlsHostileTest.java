package io.bytebucket.server.process.hostile;

import static io.bytebucket.server.process.hostile.Script.Ending.RESET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.Endpoint;
import io.bytebucket.server.process.ProcessTest;
import io.bytebucket.server.process.Scale;
import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.server.process.ServerSettings;
import io.bytebucket.server.process.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those do to a server with TLS who need not even finish a handshake, and those who do. */
@ProcessTest
final class TlsHostileTest {
  private static final Path FILES =
      Path.of(System.getProperty("bytebucket.root"), "server/src/test/resources/tls");

  private static final Duration ONE = Duration.ofMillis(Scale.pick(10_000, 1000));

  /** A little less than as many as the server takes by default. */
  private static final int SESSIONS = 1900;

  /** More of them than any server lets a client ask for. */
  private static final int RENEGOTIATIONS = 200;

  @RegisterExtension final Servers servers = new Servers();

  private TlsClient client;
  private ServerProcess server;

  @BeforeAll
  void startServer() throws IOException, GeneralSecurityException {
    client = new TlsClient(FILES.resolve("first-certificate.pem"));
    server =
        servers.start(
            ServerSettings.on(servers.directory().resolve("tls"))
                .with(
                    Map.of(
                        "TLS_CERTIFICATE_FILE",
                        FILES.resolve("first-certificate.pem").toString(),
                        "TLS_KEY_FILE",
                        FILES.resolve("first-key.pem").toString())));
  }

  @Test
  void processLivesAndServesOthersThroughAttacksOnTls() throws IOException {
    Endpoint endpoint = server.endpoint();
    Attacker attacker = new Attacker(endpoint.port(), server::isAlive);
    try (Wellbeing wellbeing = new Wellbeing(server)) {
      for (Attack attack : attacks()) {
        System.out.printf("%s: %s%n", attack.name(), attacker.attack(List.of(attack), ONE));
        client.requireAnswer(endpoint.port());
        wellbeing.require(attack.name());
      }
    }
  }

  @Test
  void processLivesAndServesWithAsManySessionsAsItTakes() throws IOException {
    List<SSLSocket> sessions = new ArrayList<>();
    try (Wellbeing wellbeing = new Wellbeing(server)) {
      for (int n = 0; n < SESSIONS; n++) {
        SSLSocket session = client.connect(server.endpoint().port(), "TLSv1.3");
        // A header that does not come to its end: the session has to keep what came of it.
        session.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nA: ".getBytes(US_ASCII));
        sessions.add(session);
      }
      client.requireAnswer(server.endpoint().port());
      wellbeing.require(SESSIONS + " sessions");
    } finally {
      for (SSLSocket session : sessions) {
        session.close();
      }
    }
  }

  @Test
  void nobodyRenegotiatesForEver() throws IOException {
    int times = 0;
    try (SSLSocket session = client.connect(server.endpoint().port(), "TLSv1.2")) {
      while (times < RENEGOTIATIONS) {
        client.renegotiate(session);
        times++;
      }
    } catch (IOException refused) {
      System.out.printf("after %d renegotiations: %s%n", times, refused);
    }
    assertThat(times).isLessThan(RENEGOTIATIONS);
    client.requireAnswer(server.endpoint().port());
  }

  private List<Attack> attacks() throws IOException {
    byte[] hello = client.hello();
    byte[] longHello = {22, 3, 1, 0x40, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    byte[] more = new byte[5 + (1 << 14)];
    System.arraycopy(new byte[] {22, 3, 1, 0x40, 0}, 0, more, 0, 5);
    Script tiny = Script.start();
    for (int n = 5; n < hello.length - 1; n++) {
      tiny = tiny.send(new byte[] {22, 3, 1, 0, 1, hello[n]});
    }
    return List.of(
        Attack.of("connections that say nothing", Script.start()),
        Attack.of("handshakes that stall", Script.start().send(hello)),
        Attack.of("handshakes that go half-way", Script.start().send(hello).then(RESET)),
        Attack.of("handshakes in records of one byte", tiny),
        Attack.of(
            "handshakes without end",
            Script.start().send(longHello).send(new byte[(1 << 14) - 4]).send(more, 1024)),
        Attack.of(
            "warnings and changes without end",
            Script.start().send(new byte[] {21, 3, 3, 0, 2, 1, 0}, 100_000),
            Script.start().send(hello).send(new byte[] {20, 3, 3, 0, 1, 1}, 100_000)),
        Attack.of(
            "plain requests to a port of TLS",
            Script.start().send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
  }
}
