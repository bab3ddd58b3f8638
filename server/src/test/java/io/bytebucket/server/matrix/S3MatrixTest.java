package io.bytebucket.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.op.Routes;
import io.bytebucket.s3.route.Route;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation of S3, for every user and kind of proof, in buckets of every kind. */
class S3MatrixTest {
  private static final List<Row> ROWS = Row.of("/matrix/s3.txt");
  private static final String FORM = "PostObject";

  /** How a request says who sends it. */
  private enum Proof {
    HEADER,
    LINK,
    FORM,
    NONE,
    /** What only the operator's address heeds. */
    ADMIN_HEADERS,
    /** The same. */
    SESSION
  }

  private final List<String> wrong = new ArrayList<>();
  private int cells;

  @Test
  void everyOperationIsInTheTable() throws IOException {
    try (World world = new World()) {
      List<String> offered =
          Routes.table(world.store, new MemoryBudget(1), "us-east-1").routes().stream()
              .map(Route::operationName)
              .toList();
      assertThat(new TreeSet<>(ROWS.stream().map(Row::operation).toList()))
          .containsExactlyElementsOf(new TreeSet<>(offered));
    }
  }

  @Test
  void everybodyGetsWhatTheDocumentationSaysAndNothingElse() throws IOException {
    try (World world = new World()) {
      for (int i = 0; i < ROWS.size(); i++) {
        List<Person> people = people(ROWS.get(i), i);
        people.forEach(world::know);
        for (BucketState state : BucketState.values()) {
          check(world, ROWS.get(i), state, people);
        }
      }
      for (BucketState state : BucketState.values()) {
        assertThat(world.stored(state, "a")).as(state.bucket()).isEqualTo("text");
      }
    }
    System.out.println("Cells of the matrix of S3: " + cells);
    assertThat(wrong).as("of " + cells + " cells").isEmpty();
    assertThat(cells).isGreaterThan(9_000);
  }

  /** Everybody, and who has just what the row asks for, or all but one thing of it. */
  private static List<Person> people(Row row, int number) {
    List<Person> people = new ArrayList<>(Person.USERS);
    if (row.has("?")) {
      return people;
    }
    people.add(Person.exactly(number + "", row.permissions()));
    for (int n = 0; n < row.permissions().size(); n++) {
      Row.Permission lacking = row.permissions().get(n);
      people.add(Person.allBut(number + "-" + n, lacking));
      List<Row.Permission> rest =
          row.permissions().stream().filter(one -> !one.equals(lacking)).toList();
      if (!rest.isEmpty()) {
        people.add(Person.exactly(number + "-" + n, rest));
      }
    }
    return people;
  }

  private void check(World world, Row row, BucketState state, List<Person> people)
      throws IOException {
    boolean isForm = row.operation().equals(FORM);
    for (Person person : people) {
      if (isForm) {
        check(world, row, state, person, Proof.FORM);
      } else {
        check(world, row, state, person, Proof.HEADER);
        check(world, row, state, person, Proof.LINK);
      }
    }
    check(world, row, state, Person.ANONYMOUS, Proof.NONE);
    check(world, row, state, Person.ANONYMOUS, Proof.ADMIN_HEADERS);
    check(world, row, state, Person.ANONYMOUS, Proof.SESSION);
    if (row.method().equals("POST") && !isForm && !row.target().equals("/{b}")) {
      check(world, row, state, Person.ANONYMOUS, Proof.FORM);
    }
  }

  private void check(World world, Row row, BucketState state, Person person, Proof proof)
      throws IOException {
    cells++;
    RawResponse answer = world.s3.exchange(request(world, row, state, person, proof));
    boolean passes = person.hasAll(row, state);
    if (!isAsExpected(row, person, proof, passes, answer)) {
      wrong.add(
          "%s, %s by %s, %s: %s expected, but %s"
              .formatted(row, person, proof, state, passes ? "let through" : "refused", answer));
    }
    if (passes && row.has("~")) {
      world.restore(state);
    }
  }

  private static RawRequest request(
      World world, Row row, BucketState state, Person person, Proof proof) throws IOException {
    RawRequest plain =
        row.operation().equals(FORM)
            ? S3Request.form(row, person, state, world.now)
            : S3Request.of(row, state, world);
    return switch (proof) {
      case HEADER -> World.signer(person).sign(plain, world.now);
      case LINK -> World.signer(person).presign(plain, world.now, 60);
      case FORM ->
          row.operation().equals(FORM)
              ? plain
              : S3Request.withForm(plain, Person.ROOT, state, world.now);
      case NONE -> plain;
      case ADMIN_HEADERS ->
          plain
              .add("x-admin-accesskey", Person.ROOT.accessKeyId())
              .add("x-admin-secret", Person.ROOT.secret());
      case SESSION -> plain.add("cookie", "bb_admin_session=" + world.session(Person.ROOT).token());
    };
  }

  private static boolean isAsExpected(
      Row row, Person person, Proof proof, boolean passes, RawResponse answer) {
    if (row.has("?")) {
      return answer.status() == (person.isSigned() ? 501 : 403);
    }
    boolean isMisplaced = proof == Proof.FORM && !row.operation().equals(FORM);
    if (!passes) {
      // What a list of keys says may be looked at before each of them is judged.
      return answer.status() == 403
          || (row.has("*") && (isMisplaced ? answer.status() == 400 : isRefusedInside(answer)));
    }
    if (!person.isSigned() && row.has("!")) {
      return answer.status() == (row.has("!!") ? 405 : 403);
    }
    if (isMisplaced) {
      // The form is no document that the operation could read.
      return answer.status() == 400 || row.statuses().contains(answer.status());
    }
    return row.statuses().contains(answer.status()) && !isRefusedInside(answer);
  }

  private static boolean isRefusedInside(RawResponse answer) {
    return answer.text().contains("<Code>AccessDenied</Code>")
        && !answer.text().contains("<Deleted>");
  }
}
