package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteConditionTest {
  private static final ObjectKey KEY = new ObjectKey("a/b");
  private static final Optional<ObjectRecord> ABSENT = Optional.empty();
  private static final Optional<ObjectRecord> PRESENT = Optional.of(ReadConditionsTest.object());

  @Test
  void noneAlwaysHolds() {
    new WriteCondition.None().check(KEY, ABSENT);
    new WriteCondition.None().check(KEY, PRESENT);
  }

  @Test
  void ifAbsentHoldsWhileThereIsNoObject() {
    new WriteCondition.IfAbsent().check(KEY, ABSENT);
    requireFailure(
        new WriteCondition.IfAbsent(),
        PRESENT,
        new Failure.PreconditionFailed(Condition.TAG_IS_NOT));
  }

  @Test
  void ifMatchHoldsWhileTheObjectHasTheTag() {
    ifMatch("\"same\"").check(KEY, PRESENT);
    ifMatch("*").check(KEY, PRESENT);
    requireFailure(ifMatch("\"other\""), PRESENT, new Failure.PreconditionFailed(Condition.TAG_IS));
  }

  @Test
  void ifMatchOnAMissingObjectIsNoSuchKey() {
    // Field survey 18: 404, not 412.
    requireFailure(ifMatch("\"same\""), ABSENT, new Failure.NoSuchKey("a/b"));
    requireFailure(ifMatch("*"), ABSENT, new Failure.NoSuchKey("a/b"));
  }

  private static WriteCondition ifMatch(String header) {
    return new WriteCondition.IfMatch(ETagMatcher.parse(header));
  }

  private static void requireFailure(
      WriteCondition condition, Optional<ObjectRecord> current, Failure failure) {
    assertThatThrownBy(() -> condition.check(KEY, current))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }
}
