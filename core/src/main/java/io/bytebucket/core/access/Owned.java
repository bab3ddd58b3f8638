package io.bytebucket.core.access;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Whether the caller owns what a request is about: what rules about {@link AccessRule#OWN} speak
 * of. A bucket with all that is inside, and an object in somebody else's bucket. To put an object
 * is not done to the one that is there, so that one's owner does not matter.
 */
enum Owned {
  YES,
  NO,
  /** Nobody can look: then what is forbidden of one's own is, and what is granted is not. */
  UNKNOWN;

  static Owned of(AccessRequest request, Optional<BucketFacts> bucket) {
    return switch (request.caller()) {
      case Caller.Anonymous _ -> NO;
      case Caller.Known known ->
          bucket.isEmpty()
              ? ofNewBucket(request)
              : bucket.get().owner().equals(known.id())
                  ? YES
                  : ofObject(request, bucket.get(), known.id());
    };
  }

  /** What is said of a bucket as it is made is said of one's own; whether it may be made is not. */
  private static Owned ofNewBucket(AccessRequest request) {
    return request.resource() instanceof Resource.OfBucket
            && request.action() != Action.CREATE_BUCKET
        ? YES
        : NO;
  }

  private static Owned ofObject(AccessRequest request, BucketFacts bucket, UserId caller) {
    if (!(request.resource() instanceof Resource.OfObject)
        || request.action() == Action.PUT_OBJECT) {
      return NO;
    }
    return switch (request.context().objectThere()) {
      case Value.Present<ObjectFacts>(ObjectFacts object) ->
          bucket.access().ownerOf(object.writer(), object.access()).equals(caller) ? YES : NO;
      case Value.Absent<ObjectFacts> _ -> NO;
      case Value.Unavailable<ObjectFacts> _ -> UNKNOWN;
    };
  }

  /** Whether a rule of that effect covers what it says of one's own. */
  boolean counts(AccessRule.Effect effect) {
    return switch (this) {
      case YES -> true;
      case NO -> false;
      case UNKNOWN -> effect == AccessRule.Effect.DENY;
    };
  }

  /** Whether one of the rules speaks of it: else nobody need look. */
  static boolean isSpokenOf(List<AccessRule> rules) {
    for (AccessRule rule : rules) {
      if (rule.namesOwn()) {
        return true;
      }
    }
    return false;
  }

  /** Whether what a list gives to an owner counts: for those who are granted what is their own. */
  static boolean isGranted(List<AccessRule> rules) {
    for (AccessRule rule : rules) {
      if (rule.effect() == AccessRule.Effect.ALLOW && rule.namesOwn()) {
        return true;
      }
    }
    return false;
  }
}
