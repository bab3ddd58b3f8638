package io.bytebucket.selftest;

import io.bytebucket.selftest.Finding.Outcome;
import io.bytebucket.selftest.Scenario.Line;
import io.bytebucket.selftest.wire.Bytes;
import io.bytebucket.selftest.wire.WireAnswer;
import io.bytebucket.selftest.wire.WireConnection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Asks a server for facts, one after the other, and removes all that it made there. One run holds a
 * few MiB, whatever the server sends, and ends soon after its limit of time. For one thread.
 */
public final class SelfTest {
  private static final int KEY_LIMIT_BYTES = 1024;

  /** So long removing may take when the time is over. */
  private static final Duration CLEANING = Duration.ofMinutes(2);

  /** What is remembered of an answer goes into requests: an id or a token has none of the rest. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E &&[^\\[\\]{}%]]{1,2048}");

  private final FactTable table;
  private final Target target;
  private final Clock clock;
  private final Duration limit;
  private volatile boolean isStopped;

  /**
   * A test that has not run yet.
   *
   * @param limit of the time that it takes; what was not asked for by then is told as not run
   */
  public SelfTest(FactTable table, Target target, Clock clock, Duration limit) {
    this.table = table;
    this.target = target;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * Asks for no more facts: a run that is under way removes what it made, and ends. For any thread.
   */
  public void stop() {
    isStopped = true;
  }

  /**
   * Asks for all facts.
   *
   * @param heard is told of each finding as it is made
   * @throws CannotRunException when none could be asked for; nothing is left on the server then
   */
  public Report run(Consumer<Finding> heard) throws CannotRunException {
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>();
    String id = UUID.randomUUID().toString().substring(0, 8);
    try (WireConnection connection = new WireConnection(target.endpoint())) {
      Exchange exchange = new Exchange(connection, target, clock);
      Scratch scratch = new Scratch(exchange, target, id, () -> isOver(start));
      try {
        scratch.open();
      } catch (IOException e) {
        throw new CannotRunException("no answer: " + e.getMessage());
      }
      List<String> leftovers;
      try {
        int number = 0;
        for (Scenario scenario : table.scenarios()) {
          number++;
          findings.addAll(
              isLate(start)
                  ? notRun(scenario, heard)
                  : new InScenario(exchange, scratch, scenario, number, start, heard).run());
        }
      } finally {
        leftovers = scratch.close();
      }
      return new Report(findings, leftovers, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private boolean isLate(long start) {
    return isStopped || System.nanoTime() - start > limit.toNanos();
  }

  private boolean isOver(long start) {
    return System.nanoTime() - start > limit.plus(CLEANING).toNanos();
  }

  private static List<Finding> notRun(Scenario scenario, Consumer<Finding> heard) {
    return scenario.facts().stream().map(SelfTest::notRun).peek(heard).toList();
  }

  private static Finding notRun(Fact fact) {
    return new Finding(fact, Outcome.NOT_RUN, "the time was over");
  }

  /** One scenario while its lines are gone through. */
  private final class InScenario {
    private final Exchange exchange;
    private final Scratch scratch;
    private final Scenario scenario;
    private final String bucket;
    private final long start;
    private final Consumer<Finding> heard;
    private final Map<String, String> remembered = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    InScenario(
        Exchange exchange,
        Scratch scratch,
        Scenario scenario,
        int number,
        long start,
        Consumer<Finding> heard) {
      this.start = start;
      this.heard = heard;
      this.exchange = exchange;
      this.scratch = scratch;
      this.scenario = scenario;
      this.bucket = scenario.ownBucket() ? scratch.bucket(number) : scratch.shared();
      remembered.put("b", bucket);
      remembered.put("p", scratch.prefix() + number + "/");
      remembered.put("2KiB", "x".repeat(2049));
      remembered.put(
          "key1024", "k".repeat(KEY_LIMIT_BYTES - remembered.getOrDefault("p", "").length()));
    }

    List<Finding> run() {
      Optional<String> broken = scenario.ownBucket() ? createBucket() : Optional.empty();
      for (Line line : scenario.lines()) {
        switch (line) {
          case Line.Step step -> broken = broken.isPresent() ? broken : take(step);
          case Line.Check(Fact fact) -> {
            Finding finding = hold(fact, broken);
            findings.add(finding);
            heard.accept(finding);
          }
        }
      }
      if (scenario.ownBucket()) {
        scratch.remove(bucket);
        scratch.remove(bucket + "-x");
      }
      return findings;
    }

    private Optional<String> createBucket() {
      try {
        WireAnswer answer = scratch.create(bucket);
        return answer.isSuccess()
            ? Optional.empty()
            : Optional.of("a bucket for it could not be made: " + answer);
      } catch (IOException e) {
        return Optional.of("a bucket for it could not be made: " + e.getMessage());
      }
    }

    private Optional<String> take(Line.Step step) {
      if (isLate(start)) {
        return Optional.of("the time was over");
      }
      try {
        WireAnswer answer = exchange.send(filled(step.request()));
        if (!answer.isSuccess()) {
          return Optional.of("a step before it, " + step.request() + ", answered " + answer);
        }
        if (step.name().isEmpty()) {
          return Optional.empty();
        }
        Optional<String> value =
            answer.headers().first(step.part()).or(() -> answer.document().first(step.part()));
        if (value.filter(text -> SENDABLE.matcher(text).matches()).isEmpty()) {
          String what = value.isPresent() ? ", told what cannot be a " : ", told no ";
          return Optional.of("a step before it, " + step.request() + what + step.part());
        }
        remembered.put(step.name(), value.get());
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of("a step before it, " + step.request() + ": " + e.getMessage());
      }
    }

    private Finding hold(Fact fact, Optional<String> broken) {
      if (isLate(start)) {
        return notRun(fact);
      }
      if (broken.isPresent()) {
        return new Finding(fact, Outcome.FAILED, broken.get());
      }
      try {
        WireAnswer answer = exchange.send(filled(fact.request()));
        return Expectations.difference(fact, answer, this::filled)
            .map(seen -> new Finding(fact, Outcome.FAILED, seen))
            .orElseGet(() -> new Finding(fact, Outcome.PASSED, ""));
      } catch (IOException e) {
        return new Finding(fact, Outcome.FAILED, "no answer: " + e.getMessage());
      }
    }

    private String filled(String text) {
      String filled = text;
      for (Map.Entry<String, String> known : remembered.entrySet()) {
        filled = filled.replace("{" + known.getKey() + "}", known.getValue());
        filled =
            filled.replace("{%" + known.getKey() + "}", Bytes.percentEncoded(known.getValue()));
      }
      return filled;
    }
  }
}
