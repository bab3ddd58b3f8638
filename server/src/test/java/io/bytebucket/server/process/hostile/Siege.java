package io.bytebucket.server.process.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A server under attack with others at their work beside, and what has to hold meanwhile: the
 * process is well, and does for the others what it says it does.
 */
final class Siege implements AutoCloseable {
  private final Attacker attacker;
  private final SteadyClients others;
  private final Wellbeing wellbeing;

  Siege(ServerProcess server) throws IOException {
    this.attacker = new Attacker(server.endpoint().port(), server::isAlive);
    this.others = SteadyClients.start(server.endpoint());
    this.wellbeing = new Wellbeing(server);
  }

  /**
   * Attacks in all those ways at the same time, and fails when something did not hold meanwhile.
   */
  void attack(String name, List<Attack> attacks, Duration duration) {
    Tally tally = attacker.attack(attacks, duration);
    System.out.printf("%s: %s%n  others: %s%n", name, tally, others.report());
    wellbeing.require(name);
    assertThat(others.failures()).as(name + ": others").isEmpty();
  }

  /** Fails unless all that was acknowledged can be read, now that nobody attacks. */
  void end() throws IOException {
    others.close();
    assertThat(others.failures()).as("in the end: others").isEmpty();
    assertThat(others.lost()).isEmpty();
    assertThat(others.pairs()).isPositive();
    wellbeing.requireOrderlyEnd();
  }

  @Override
  public void close() {
    others.close();
    wellbeing.close();
  }
}
