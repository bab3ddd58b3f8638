package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.jetty.ListenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Starts that fail leave nothing to do for the next one; one that succeeds serves two addresses.
 */
class WiringTest {
  @TempDir private Path directory;

  private ServerConfig config(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ENCRYPTION_KEY", "0123456789abcdef0123456789abcdef");
    environment.put("ACCESS_KEY_ID", "AKEXAMPLE");
    environment.put("SECRET_ACCESS_KEY", "secret-of-the-first-user");
    environment.put("DATA_DIR", directory.resolve("data").toString());
    environment.put("S3_LISTEN", "127.0.0.1:0");
    environment.put("ADMIN_LISTEN", "127.0.0.1:0");
    environment.putAll(more);
    return ServerConfig.of(Settings.read(environment));
  }

  private static Wiring start(ServerConfig config) throws Exception {
    return Wiring.start(
        config,
        Clock.systemUTC(),
        cause -> {
          throw new IllegalStateException("the store cannot go on", cause);
        });
  }

  @Test
  void aPortThatIsTakenLeavesTheStoreInOrder() throws Exception {
    start(config(Map.of())).close();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertThatThrownBy(() -> start(config(Map.of("ADMIN_LISTEN", address))))
          .isInstanceOf(ListenException.class);
    }
    requireNoSweepIsDue();
  }

  @Test
  void aFirstStartThatCannotListenMakesNoStoreAndGivesTheOtherAddressBack() throws Exception {
    int free = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> addresses =
          Map.of(
              "S3_LISTEN", "127.0.0.1:" + free,
              "ADMIN_LISTEN", "127.0.0.1:" + taken.getLocalPort());
      assertThatThrownBy(() -> start(config(addresses))).isInstanceOf(ListenException.class);

      assertThat(directory.resolve("data")).doesNotExist();
      new ServerSocket(free, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void tlsFilesThatCannotBeReadLeaveTheStoreUntouched() throws Exception {
    start(config(Map.of())).close();
    Map<String, String> tls =
        Map.of(
            "TLS_CERTIFICATE_FILE", directory.resolve("none.pem").toString(),
            "TLS_KEY_FILE", directory.resolve("none.key").toString());
    assertThatThrownBy(() -> start(config(tls))).isInstanceOf(ConfigException.class);
    requireNoSweepIsDue();
  }

  @Test
  void aFirstStartWithoutAUserWhoMayBeMadeMakesNoStore() {
    for (Map<String, String> credentials :
        List.of(
            Map.of("ACCESS_KEY_ID", "", "SECRET_ACCESS_KEY", ""),
            Map.of("SECRET_ACCESS_KEY", "short"))) {
      assertThatThrownBy(() -> start(config(credentials))).isInstanceOf(ConfigException.class);
      assertThat(directory.resolve("data")).doesNotExist();
    }
  }

  @Test
  void aStoreWithoutAUserThatIsNotGivenOneIsLeftInOrder() throws Exception {
    LocalEngine.open(directory.resolve("data"), Keyspace.BULK_TAG).close();
    Map<String, String> nobody = Map.of("ACCESS_KEY_ID", "", "SECRET_ACCESS_KEY", "");
    assertThatThrownBy(() -> start(config(nobody))).isInstanceOf(ConfigException.class);
    requireNoSweepIsDue();
  }

  @Test
  void bothAddressesAnswerWithTheIdsOfTheirLines() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger("io.bytebucket.access");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    List<String> ids = new ArrayList<>();
    try (Wiring wiring = start(config(Map.of()));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String address : List.of(wiring.s3Address(), wiring.adminAddress())) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://" + address + "/b")).build();
        ids.add(
            client
                .send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("x-amz-request-id")
                .orElseThrow());
      }
    } finally {
      log.detachAppender(lines);
    }

    // Closing waited for both requests, and so for their lines.
    assertThat(lines.list)
        .flatExtracting(ILoggingEvent::getKeyValuePairs)
        .filteredOn(pair -> pair.key.equals("request_id"))
        .extracting(pair -> pair.value)
        .containsAll(ids);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void requireNoSweepIsDue() {
    try (LocalEngine engine = LocalEngine.open(directory.resolve("data"), Keyspace.BULK_TAG)) {
      assertThat(Starts.take(engine.metadata(), engine.isExclusive()).isSweepDue()).isFalse();
    }
  }
}
