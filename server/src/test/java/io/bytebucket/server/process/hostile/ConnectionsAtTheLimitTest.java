package io.bytebucket.server.process.hostile;

import io.bytebucket.server.process.ProcessTest;
import io.bytebucket.server.process.Scale;
import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.server.process.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As many connections as a server takes, each in a state that costs it the most it may. */
@ProcessTest
final class ConnectionsAtTheLimitTest {
  private static final Duration HELD = Duration.ofSeconds(Scale.pick(60, 6));

  /** Room for the others, who are connected first. */
  private static final int OTHERS = 64;

  @RegisterExtension final Servers servers = new Servers();

  /** What a connection may cost. */
  enum State {
    /** Header fields short of the limit. */
    HEADER,
    /** A document short of the limit. */
    DOCUMENT,
    /** A body that stands still. */
    BODY,
    /** An object that waits to be read. */
    OBJECT,
    /** A listing that waits to be read. */
    LISTING;

    private Attack attack(Victim victim) {
      return switch (this) {
        case HEADER -> new HeaderAttacks(victim).unfinished();
        case DOCUMENT -> new DocumentAttacks(victim).stalled();
        case BODY -> new TransferAttacks(victim).stalledUploads();
        case OBJECT -> new TransferAttacks(victim).unreadObjects();
        case LISTING -> new TransferAttacks(victim).unreadListings();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void processLivesAndServesAtItsLimitOfConnections(State state) throws IOException {
    ServerProcess server = servers.start();
    Victim victim = new Victim(server);
    try (Siege siege = new Siege(server)) {
      Attack attack = state.attack(victim).from(victim.maxConnections() - OTHERS);
      siege.attack(state + ", " + attack.connections() + " times", List.of(attack), HELD);
      siege.end();
    }
  }
}
