package io.bytebucket.server.process.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.ProcessTest;
import io.bytebucket.server.process.Scale;
import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.server.process.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One process through every attack that we could think of, one after the other and then some at a
 * time.
 *
 * <p>The system property {@code bytebucket.attacks} names some of them: those whose names it, a
 * regular expression, finds.
 */
@ProcessTest
final class HostileTest {
  /** Ten minutes at full size. */
  private static final Duration ONE = Duration.ofMillis(Scale.pick(10_000, 700));

  private static final int MIXTURES = Scale.pick(24, 4);
  private static final Duration MIXTURE = Duration.ofMillis(Scale.pick(10_000, 3000));
  private static final int MIXED = 4;

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void processLivesAndServesOthersThroughEveryAttackAloneAndMixed() throws IOException {
    Random random = new Random(Scale.seed("attacks"));
    ServerProcess server = servers.start();
    Victim victim = new Victim(server);
    List<Attack> attacks = attacks(victim);
    assertThat(attacks).isNotEmpty();
    try (Siege siege = new Siege(server)) {
      siege.attack("nobody", List.of(), ONE);
      for (Attack attack : attacks) {
        siege.attack(attack.name(), List.of(attack), ONE);
      }
      siege.mix(() -> attacks(victim), MIXTURES, MIXED, MIXTURE, random);
      siege.end();
    }
  }

  private static List<Attack> attacks(Victim victim) {
    return Stream.of(
            new HeaderAttacks(victim).all(),
            new DocumentAttacks(victim).all(),
            new TransferAttacks(victim).all())
        .flatMap(List::stream)
        .filter(Siege::isWanted)
        .toList();
  }
}
