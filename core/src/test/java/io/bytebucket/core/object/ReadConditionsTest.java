package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The truth table of conditional reads, whole.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, precedence of
 *     preconditions</a>
 */
class ReadConditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:20:30.456Z");
  private static final Instant WHOLE_SECOND = Instant.parse("2026-03-01T10:20:30Z");

  private enum Answer {
    SEND,
    NOT_MODIFIED,
    FAILED_IF_MATCH,
    FAILED_IF_UNMODIFIED_SINCE
  }

  /** A condition: not given, given and true, given and false. */
  private enum Given {
    NOT,
    TRUE,
    FALSE
  }

  @Test
  void everyCombinationIsAnsweredByTheOrderOfTheRfc() {
    for (Given ifMatch : Given.values()) {
      for (Given ifNoneMatch : Given.values()) {
        for (Given ifModifiedSince : Given.values()) {
          for (Given ifUnmodifiedSince : Given.values()) {
            ReadConditions conditions =
                new ReadConditions(
                    tag(ifMatch, "same", "other"),
                    tag(ifNoneMatch, "other", "same"),
                    date(ifModifiedSince, WHOLE_SECOND.minusSeconds(1), WHOLE_SECOND),
                    date(ifUnmodifiedSince, WHOLE_SECOND, WHOLE_SECOND.minusSeconds(1)));
            assertThat(answer(conditions))
                .as("%s", List.of(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince))
                .isEqualTo(expected(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince));
          }
        }
      }
    }
  }

  /** RFC 9110, 13.2.2, steps 1 to 4, for an object that exists. */
  private static Answer expected(
      Given ifMatch, Given ifNoneMatch, Given ifModifiedSince, Given ifUnmodifiedSince) {
    if (ifMatch == Given.FALSE) {
      return Answer.FAILED_IF_MATCH;
    }
    if (ifMatch == Given.NOT && ifUnmodifiedSince == Given.FALSE) {
      return Answer.FAILED_IF_UNMODIFIED_SINCE;
    }
    if (ifNoneMatch == Given.FALSE) {
      return Answer.NOT_MODIFIED;
    }
    if (ifNoneMatch == Given.NOT && ifModifiedSince == Given.FALSE) {
      return Answer.NOT_MODIFIED;
    }
    return Answer.SEND;
  }

  @Test
  void theTwoCasesThatTheDocumentationOfS3Names() {
    // If-Match true and If-Unmodified-Since false: sent. If-None-Match false and
    // If-Modified-Since true: not modified.
    assertThat(
            answer(
                new ReadConditions(
                    matcher("same"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(WHOLE_SECOND.minusSeconds(60)))))
        .isEqualTo(Answer.SEND);
    assertThat(
            answer(
                new ReadConditions(
                    Optional.empty(),
                    matcher("same"),
                    Optional.of(WHOLE_SECOND.minusSeconds(60)),
                    Optional.empty())))
        .isEqualTo(Answer.NOT_MODIFIED);
  }

  @Test
  void theDateAClientWasGivenIsNotOlderThanTheObject() {
    // Headers carry whole seconds; the object was made within that second.
    assertThat(
            answer(
                new ReadConditions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(WHOLE_SECOND),
                    Optional.empty())))
        .isEqualTo(Answer.NOT_MODIFIED);
    assertThat(
            answer(
                new ReadConditions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(WHOLE_SECOND))))
        .isEqualTo(Answer.SEND);
  }

  @Test
  void aStarMatchesEveryObjectThatExists() {
    assertThat(
            answer(
                new ReadConditions(
                    matcher("*"), Optional.empty(), Optional.empty(), Optional.empty())))
        .isEqualTo(Answer.SEND);
    assertThat(
            answer(
                new ReadConditions(
                    Optional.empty(), matcher("*"), Optional.empty(), Optional.empty())))
        .isEqualTo(Answer.NOT_MODIFIED);
    assertThat(answer(ReadConditions.NONE)).isEqualTo(Answer.SEND);
  }

  private static Answer answer(ReadConditions conditions) {
    try {
      return conditions.isWanted(object()) ? Answer.SEND : Answer.NOT_MODIFIED;
    } catch (StoreException e) {
      return switch (((Failure.PreconditionFailed) e.failure()).condition()) {
        case TAG_IS -> Answer.FAILED_IF_MATCH;
        case UNMODIFIED_SINCE -> Answer.FAILED_IF_UNMODIFIED_SINCE;
        default -> throw new AssertionError(e);
      };
    }
  }

  private static Optional<ETagMatcher> tag(Given given, String whenTrue, String whenFalse) {
    return switch (given) {
      case NOT -> Optional.empty();
      case TRUE -> matcher(whenTrue);
      case FALSE -> matcher(whenFalse);
    };
  }

  private static Optional<ETagMatcher> matcher(String header) {
    return Optional.of(ETagMatcher.parse(header));
  }

  private static Optional<Instant> date(Given given, Instant whenTrue, Instant whenFalse) {
    return switch (given) {
      case NOT -> Optional.empty();
      case TRUE -> Optional.of(whenTrue);
      case FALSE -> Optional.of(whenFalse);
    };
  }

  static ObjectRecord object() {
    return new ObjectRecord(
        new VersionId(1, true),
        false,
        MODIFIED,
        0,
        new ETag("same"),
        new ObjectAttributes(
            new SystemMetadata(
                "text/plain",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of(),
            Map.of(),
            ObjectAttributes.STANDARD),
        new UserId("AKOWNER"),
        Optional.empty(),
        Layout.NONE);
  }
}
