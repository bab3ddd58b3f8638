package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.object.VersionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of permissions, held against one that was written by hand. */
class PermissionsTest {
  private static final String FILE = "/permissions/expected.txt";

  /** One line of the file. */
  record Expectation(String operation, Set<String> facts, List<String> permissions) {
    static Expectation parse(String line) {
      String[] cells = line.split("\\|", -1);
      return new Expectation(cells[0].strip(), new HashSet<>(list(cells[1])), list(cells[2]));
    }

    private static List<String> list(String cell) {
      return Arrays.stream(cell.split(","))
          .map(String::strip)
          .filter(text -> !text.isEmpty() && !text.equals("-"))
          .toList();
    }

    AccessContext contextOf(Need need) {
      boolean isSource = need.part() == Need.Part.SOURCE;
      SaidContext context = new SaidContext();
      for (String fact : facts) {
        switch (fact) {
          case "version" ->
              context.names(isSource ? context.version() : new VersionSelector.Null());
          case "source-version" ->
              context.names(isSource ? new VersionSelector.Exactly(7) : context.version());
          case "acl" -> context.says(Said.ACL, "public-read");
          case "private" -> context.says(Said.ACL, "private");
          case "owner-acl" -> context.says(Said.ACL, "bucket-owner-full-control");
          case "grant" -> context.says(Said.GRANT_READ_ACL, "id=\"x\"");
          case "tags" -> context.sends(new Value.Present<>(Map.of("a", "b")));
          case "retention" -> context.says(Said.LOCK_MODE, "GOVERNANCE");
          case "hold" -> context.says(Said.LEGAL_HOLD, "ON");
          case "if-match" -> context.says(Said.IF_MATCH, "\"e\"");
          case "if-none-match" -> context.says(Said.IF_NONE_MATCH, "*");
          case "bypass" -> context.says(Said.BYPASS_GOVERNANCE, "True");
          case "lock" -> context.says(Said.BUCKET_LOCK, "true");
          case "ownership" -> context.says(Said.OBJECT_OWNERSHIP, "ObjectWriter");
          case "kept-tags" -> {}
          default -> throw new AssertionError("the file says what the test does not know: " + fact);
        }
      }
      return context;
    }

    boolean applies(Need need) {
      boolean isOfKeptTags = need.when().contains(Circumstance.TAGS_KEPT);
      return (!isOfKeptTags || facts.contains("kept-tags")) && need.applies(contextOf(need));
    }
  }

  static List<Expectation> expectations() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PermissionsTest.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Expectation::parse)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void anOperationNeedsWhatWasWrittenByHand(Expectation expected) {
    List<String> needed =
        Permissions.require(expected.operation(), false).needs().stream()
            .filter(expected::applies)
            .map(PermissionsTest::text)
            .toList();
    assertThat(needed).containsExactlyInAnyOrderElementsOf(expected.permissions());
  }

  private static String text(Need need) {
    String what =
        switch (need.part()) {
          case STORE -> "store";
          case NEW_BUCKET, BUCKET -> "bucket";
          case OBJECT -> "object";
          case SOURCE -> "source";
          case EACH_OBJECT -> "each";
        };
    return need.action().policyName().replace("s3:", "") + " " + what;
  }

  @Test
  void everyNeedOfEveryRowIsMetBySomeLine() throws IOException {
    List<Expectation> all = expectations();
    for (OperationNeeds row : Permissions.rows()) {
      List<Expectation> ofRow =
          all.stream().filter(line -> line.operation().equals(row.operation().text())).toList();
      assertThat(ofRow).as(row.operation().text()).isNotEmpty();
      for (Need need : row.needs()) {
        assertThat(ofRow).as("%s: %s", row.operation(), need).anyMatch(line -> line.applies(need));
      }
    }
  }

  @Test
  void everyOperationHasOneRow() {
    assertThat(Permissions.rows())
        .extracting(OperationNeeds::operation)
        .containsExactlyInAnyOrder(OperationName.values());
  }

  @ParameterizedTest
  @EnumSource
  void everyActionIsNeededBySomething(Action action) {
    assertThat(Permissions.rows())
        .anyMatch(row -> row.needs().stream().anyMatch(need -> need.action() == action));
  }

  @Test
  void anOperationWithoutARowIsRefusedAndSoIsOneThatAnybodyMightUse() {
    assertThatThrownBy(() -> Permissions.require("PutTheft", false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PutTheft");
    assertThatThrownBy(() -> Permissions.require("GetBucketAbac", true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GetBucketAbac");
    assertThat(Permissions.require("GetBucketAbac", false).needs()).isEmpty();
  }

  @Test
  void whatCannotBeLookedAtCountsAsSaid() {
    Set<Said> hidden = Set.of(Said.ACL, Said.LOCK_UNTIL, Said.LEGAL_HOLD, Said.IF_MATCH);
    SaidContext context = new SaidContext().sends(new Value.Unavailable<>());
    hidden.forEach(context::hides);
    assertThat(applying("PutObject", context))
        .containsExactlyInAnyOrder(
            Action.PUT_OBJECT,
            Action.PUT_OBJECT_ACL,
            Action.PUT_OBJECT_TAGGING,
            Action.PUT_OBJECT_RETENTION,
            Action.PUT_OBJECT_LEGAL_HOLD,
            Action.GET_OBJECT);
    assertThat(applying("DeleteObject", new SaidContext().hides(Said.BYPASS_GOVERNANCE)))
        .containsExactlyInAnyOrder(Action.DELETE_OBJECT, Action.BYPASS_GOVERNANCE_RETENTION);
  }

  @Test
  void whatIsSaidToBeNothingNeedsNothing() {
    SaidContext context =
        Stream.of(Said.values())
            .reduce(new SaidContext(), (said, each) -> said.says(each, ""), (a, b) -> a)
            .sends(new Value.Present<>(Map.of()));
    assertThat(applying("PutObject", context)).containsExactly(Action.PUT_OBJECT);
    assertThat(applying("DeleteObject", new SaidContext().says(Said.BYPASS_GOVERNANCE, "false")))
        .containsExactly(Action.DELETE_OBJECT);
  }

  private static Set<Action> applying(String operation, AccessContext context) {
    return Permissions.require(operation, true).needs().stream()
        .filter(need -> need.applies(context))
        .map(Need::action)
        .collect(Collectors.toSet());
  }
}
