package io.bytebucket.server.process.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.Endpoint;
import io.bytebucket.server.process.ProcessTest;
import io.bytebucket.server.process.Scale;
import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.server.process.Servers;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One process through every attack on the operator's address that we could think of, alone and
 * mixed, with clients of S3 at their work beside.
 */
@ProcessTest
final class AdminHostileTest {
  private static final Duration ONE = Duration.ofMillis(Scale.pick(10_000, 700));
  private static final int MIXTURES = Scale.pick(12, 2);
  private static final int MIXED = 4;
  private static final Duration MIXTURE = Duration.ofMillis(Scale.pick(10_000, 3000));

  /** As many as there may be at that address, less the few that somebody else needs. */
  private static final int CONNECTIONS = 90;

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @Test
  void processLivesAndServesOthersThroughEveryAttackAloneAndMixed() throws IOException {
    Random random = new Random(Scale.seed("attacks on the operator's address"));
    ServerProcess server = servers.start();
    endpoint = server.endpoint();
    Victim victim = new Victim(server);
    // Where a key was used from, nobody else's guesses close it.
    assertThat(statusOfUsers()).isEqualTo(200);
    AdminAttacks attacks = new AdminAttacks(endpoint, CONNECTIONS);
    List<Attack> all =
        Stream.of(attacks.all(), new HeaderAttacks(victim).all())
            .flatMap(List::stream)
            .map(attack -> attack.from(CONNECTIONS))
            .filter(Siege::isWanted)
            .toList();
    try (Siege siege = new Siege(server, endpoint.adminPort())) {
      siege.attack("nobody", List.of(), ONE);
      for (Attack attack : all) {
        siege.attack(attack.name(), List.of(attack), ONE);
      }
      siege.mix(() -> parts(all), MIXTURES, MIXED, MIXTURE, random);
      siege.attack("guesses", List.of(attacks.guesses()), ONE);
      assertThat(statusOfUsers()).as("of who has nothing to do with guesses").isEqualTo(200);
      siege.end();
    }
  }

  /** From fewer connections, for several at a time. */
  private static List<Attack> parts(List<Attack> all) {
    return all.stream().map(attack -> attack.from(CONNECTIONS / MIXED)).toList();
  }

  private int statusOfUsers() throws IOException {
    try (RawHttp connection = RawHttp.connect(endpoint.adminPort())) {
      return connection
          .exchange(
              RawRequest.of("GET", "/api/users?limit=1")
                  .add("host", "localhost")
                  .add("x-admin-accesskey", endpoint.accessKeyId())
                  .add("x-admin-secret", endpoint.secretAccessKey()))
          .status();
    }
  }
}
