package io.bytebucket.server.process.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A server under attack with others at their work beside, and what has to hold meanwhile: the
 * process is well, and does for the others what it says it does.
 */
final class Siege implements AutoCloseable {
  private final Attacker attacker;
  private final SteadyClients others;
  private final Wellbeing wellbeing;

  /** Of the address of S3. */
  Siege(ServerProcess server) throws IOException {
    this(server, server.endpoint().port());
  }

  /** Of that port. */
  Siege(ServerProcess server, int port) throws IOException {
    this.attacker = new Attacker(port, server::isAlive);
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
    assertThat(tally.answersOf(500)).as(name + ": answers of 500").isZero();
  }

  /**
   * Attacks in some ways at a time, so often.
   *
   * @param all the ways, anew each time, because a signature holds for some minutes
   */
  void mix(Supplier<List<Attack>> all, int times, int together, Duration each, Random random) {
    for (int n = 0; n < times; n++) {
      List<Attack> some = new ArrayList<>(all.get());
      Collections.shuffle(some, random);
      some = some.subList(0, Math.min(together, some.size()));
      List<String> names = some.stream().map(Attack::name).toList();
      attack(String.join(" + ", names), some, each);
    }
  }

  /** Whether the system property {@code bytebucket.attacks}, a regular expression, finds it. */
  static boolean isWanted(Attack attack) {
    String wanted = System.getProperty("bytebucket.attacks", "");
    return attack.name().matches(".*(" + wanted + ").*");
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
