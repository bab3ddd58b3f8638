package io.bytebucket.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every operation of the operator's address, for every user and kind of proof. */
class AdminMatrixTest {
  private static final List<Row> ROWS = Row.of("/matrix/admin.txt");
  private static final Pattern OPERATION = Pattern.compile("(?m)^ {6}operationId: (\\w+)$");

  /** How a request says who sends it. */
  private enum Proof {
    HEADERS,
    SESSION,
    /** What a page may send that cannot read what sign-in answers. */
    SESSION_WITHOUT_TOKEN,
    /** By a page of another origin. */
    FOREIGN_SESSION,
    /** What only the address of S3 heeds. */
    SIGNATURE,
    /** The same. */
    LINK,
    /** The same. */
    FORM,
    NONE
  }

  private final List<String> wrong = new ArrayList<>();
  private int cells;

  @Test
  void everyOperationIsInTheTable() throws IOException {
    try (World world = new World()) {
      RawRequest request = World.complete(RawRequest.of("GET", "/api/openapi.yaml"));
      TreeSet<String> described =
          OPERATION
              .matcher(world.admin.exchange(request).text())
              .results()
              .map(MatchResult::group)
              .map(line -> line.substring(line.indexOf(':') + 2))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(new TreeSet<>(ROWS.stream().map(Row::operation).toList()))
          .containsExactlyElementsOf(described);
    }
  }

  @Test
  void everybodyGetsWhatTheDocumentationSaysAndNothingElse() throws IOException {
    try (World world = new World()) {
      for (int i = 0; i < ROWS.size(); i++) {
        Row row = ROWS.get(i);
        List<Person> people = people(row, i);
        people.forEach(world::know);
        for (BucketState state : BucketState.values()) {
          if (row.isInBucket() || state == BucketState.PRIVATE) {
            check(world, row, state, people);
          }
        }
      }
      for (BucketState state : BucketState.values()) {
        assertThat(world.stored(state, "a")).as(state.bucket()).isEqualTo("text");
      }
    }
    System.out.println("Cells of the matrix of the operator: " + cells);
    assertThat(wrong).as("of " + cells + " cells").isEmpty();
    assertThat(cells).isGreaterThan(8_000);
  }

  /** Everybody, and administrators who may do all but one thing that the row asks for. */
  private static List<Person> people(Row row, int number) {
    List<Person> people = new ArrayList<>(Person.USERS);
    for (int n = 0; n < row.permissions().size(); n++) {
      Row.Permission lacking = row.permissions().get(n);
      // Who may not sign in gets nowhere, and is told nothing of why.
      if (!lacking.action().equals("SignIn")) {
        people.add(Person.administratorBut(number + "-" + n, lacking));
        if (lacking.isOwn()) {
          people.add(Person.userBut(number + "-" + n, lacking));
        }
      }
    }
    return people;
  }

  private void check(World world, Row row, BucketState state, List<Person> people)
      throws IOException {
    for (Person person : people) {
      check(world, row, state, person, Proof.HEADERS);
      check(world, row, state, person, Proof.SESSION);
      check(world, row, state, person, Proof.SESSION_WITHOUT_TOKEN);
      check(world, row, state, person, Proof.FOREIGN_SESSION);
    }
    check(world, row, state, Person.ROOT, Proof.SIGNATURE);
    check(world, row, state, Person.ROOT, Proof.LINK);
    if (row.method().equals("POST") && !row.isOpen()) {
      check(world, row, state, Person.ROOT, Proof.FORM);
    }
    check(world, row, state, Person.ANONYMOUS, Proof.NONE);
  }

  private void check(World world, Row row, BucketState state, Person person, Proof proof)
      throws IOException {
    cells++;
    RawResponse answer = world.admin.exchange(request(world, row, state, person, proof));
    Optional<Integer> refusal = refusal(row, state, person, proof);
    boolean isExpected =
        refusal
            .map(status -> isRefused(row, status, answer))
            .orElseGet(() -> row.statuses().contains(answer.status()));
    if (!isExpected) {
      wrong.add(
          "%s by %s, %s, %s: %s expected, but %s"
              .formatted(
                  row,
                  person,
                  proof,
                  state,
                  refusal.map(Object::toString).orElse("let through"),
                  answer));
    }
    if (row.has("~") && refusal.isEmpty()) {
      world.forgetSessions();
    }
    if (row.has("^") && refusal.isEmpty()) {
      world.restore(state);
    }
  }

  private static boolean isRefused(Row row, int status, RawResponse answer) {
    return answer.status() == status
        || (row.has("*")
            && answer.status() == 200
            && answer.text().contains("\"AccessDenied\"")
            && answer.text().contains("\"deleted\":[]"));
  }

  private static RawRequest request(
      World world, Row row, BucketState state, Person person, Proof proof) throws IOException {
    String target =
        row.target()
            .replace("{b}", state.bucket())
            .replace("{u}", world.upload(state, "u"))
            .replace("{x}", world.upload(state, "x"));
    RawRequest plain =
        World.complete(
            RawRequest.of(row.method(), target)
                .withBody(
                    row.rest()
                        .replace("{policy}", state.policy())
                        .replace("{objectAcl}", state.objectAcl())));
    return switch (proof) {
      case HEADERS ->
          plain
              .add("x-admin-accesskey", person.accessKeyId())
              .add("x-admin-secret", person.secret());
      case SESSION -> inSession(world, plain, person, true);
      case SESSION_WITHOUT_TOKEN -> inSession(world, plain, person, false);
      case FOREIGN_SESSION ->
          inSession(world, plain, person, true).add("sec-fetch-site", "cross-site");
      case SIGNATURE -> World.signer(person).sign(plain, world.now);
      case LINK -> World.signer(person).presign(plain, world.now, 60);
      case FORM -> S3Request.withForm(plain, person, state, world.now);
      case NONE -> plain;
    };
  }

  private static RawRequest inSession(
      World world, RawRequest plain, Person person, boolean hasToken) throws IOException {
    World.BrowserSession session = world.session(person);
    RawRequest request =
        plain
            .add("cookie", "bb_admin_session=" + session.token())
            .add("origin", "http://localhost:9000");
    return hasToken ? request.add("x-csrf-token", session.csrf()) : request;
  }

  /** How a request is refused; empty when it is not. */
  private static Optional<Integer> refusal(Row row, BucketState state, Person person, Proof proof) {
    if (row.isOpen()) {
      return proof == Proof.LINK
          ? Optional.of(400)
          : Optional.of(403).filter(_ -> row.has("!") && proof == Proof.FOREIGN_SESSION);
    }
    return switch (proof) {
      case SIGNATURE, FORM, NONE -> Optional.of(401);
      // Parameters that no operation has are refused before anything is asked.
      case LINK -> Optional.of(400);
      case FOREIGN_SESSION -> Optional.of(403);
      case SESSION_WITHOUT_TOKEN ->
          Optional.of(403).filter(_ -> !row.isSafe() || !person.hasAll(row, state));
      case SESSION -> Optional.of(403).filter(_ -> !person.hasAll(row, state));
      case HEADERS ->
          Optional.of(403).filter(_ -> !person.isAdministrator() || !person.hasAll(row, state));
    };
  }
}
