package io.bytebucket.testkit.model;

import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.testkit.model.ReferenceBucket.Stored;
import java.time.Instant;
import java.util.Optional;

/** What the conditions of requests mean, as {@link ReferenceStore} is written. */
final class ReferenceConditions {
  private ReferenceConditions() {}

  /** Why an object is not read, if it is not. */
  static Optional<String> refusal(ReadConditions conditions, Stored object) {
    return breach(conditions, object)
        .map(Failure.PreconditionFailed::new)
        .map(ObservedStore::failure)
        .or(() -> isKnown(conditions, object) ? Optional.of("not modified") : Optional.empty());
  }

  /** Why an object is not copied, if it is not. */
  static Optional<String> sourceRefusal(ReadConditions conditions, Stored object) {
    Condition known =
        conditions.ifNoneMatch().isPresent() ? Condition.TAG_IS_NOT : Condition.MODIFIED_SINCE;
    return breach(conditions, object)
        .or(() -> isKnown(conditions, object) ? Optional.of(known) : Optional.empty())
        .map(broken -> new Failure.PreconditionFailed(broken, true))
        .map(ObservedStore::failure);
  }

  private static Optional<Condition> breach(ReadConditions conditions, Stored object) {
    if (conditions.ifMatch().isPresent()) {
      return conditions.ifMatch().get().matches(object.etag())
          ? Optional.empty()
          : Optional.of(Condition.TAG_IS);
    }
    return conditions
        .ifUnmodifiedSince()
        .filter(since -> seconds(object.lastModified()) > seconds(since))
        .map(since -> Condition.UNMODIFIED_SINCE);
  }

  private static boolean isKnown(ReadConditions conditions, Stored object) {
    if (conditions.ifNoneMatch().isPresent()) {
      return conditions.ifNoneMatch().get().matches(object.etag());
    }
    return conditions
        .ifModifiedSince()
        .filter(since -> seconds(object.lastModified()) <= seconds(since))
        .isPresent();
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }

  /** Why an object is not written or deleted, if it is not. */
  static Optional<Failure> refusal(
      WriteCondition condition, ObjectKey key, Optional<Stored> current) {
    return switch (condition) {
      case WriteCondition.None none -> Optional.empty();
      case WriteCondition.IfAbsent absent ->
          current.isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed(Condition.TAG_IS_NOT));
      case WriteCondition.IfMatch match -> {
        if (current.isEmpty()) {
          yield Optional.of(new Failure.NoSuchKey(key.value()));
        }
        yield match.matcher().matches(current.get().etag())
            ? Optional.empty()
            : Optional.of(new Failure.PreconditionFailed(Condition.TAG_IS));
      }
      case WriteCondition.IfSize(long sizeBytes) ->
          current.filter(object -> object.body().length != sizeBytes).isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed(Condition.SIZE_IS));
      case WriteCondition.IfLastModified(Instant time) ->
          current
                  .map(object -> seconds(object.lastModified()))
                  .filter(second -> second != seconds(time))
                  .isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed(Condition.MODIFIED_AT));
      case WriteCondition.All all ->
          all.conditions().stream()
              .flatMap(each -> refusal(each, key, current).stream())
              .findFirst();
    };
  }
}
