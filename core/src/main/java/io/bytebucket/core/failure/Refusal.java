package io.bytebucket.core.failure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why somebody was refused. For those who run the store: of this a client learns the name it has,
 * and which kind of thing refused it.
 *
 * @param by what refused it
 * @param user the name of who was refused; none who did not sign
 * @param resource the name of what it was about
 * @param statement the place of what forbade it among the statements of its document, from 0 on
 * @param sid what that statement is called, if it has a name
 * @param absentKeys what conditions of the bucket's policy ask, and the request did not say
 */
public record Refusal(
    By by,
    Optional<String> user,
    String resource,
    OptionalInt statement,
    Optional<String> sid,
    List<String> absentKeys) {
  /** What refuses. */
  public enum By {
    /** The client expects another owner than the bucket has. */
    EXPECTED_OWNER,
    /** A rule of the user forbids it. */
    RULES,
    /** The policy of the bucket forbids it. */
    POLICY,
    /** Nothing allows it. */
    NOTHING
  }
}
