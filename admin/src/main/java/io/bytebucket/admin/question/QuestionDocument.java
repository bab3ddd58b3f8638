package io.bytebucket.admin.question;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.policy.QuestionContext;
import io.bytebucket.core.question.AccessQuestions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that nobody has sent.
 *
 * @param user an access key or the id of who would send it; nobody when it would not be signed
 * @param action the permission that it would need, by its name in rules
 * @param bucket the bucket that it would be about; nothing for the store as a whole
 * @param key the object that it would be about; nothing for the bucket itself
 * @param context what else it would say, by the keys of conditions
 */
record QuestionDocument(
    Optional<String> user,
    String action,
    Optional<String> bucket,
    Optional<String> key,
    Optional<String> versionId,
    Optional<Map<String, String>> context) {
  Optional<BucketName> bucketName() {
    return bucket.map(BucketName::new);
  }

  Resource resource() {
    if (key.isPresent() && bucket.isEmpty()) {
      throw AdminException.invalid("An object is in a bucket: say in which.");
    }
    return bucketName()
        .map(name ->
            key.<Resource>map(text -> new Resource.OfObject(name, new ObjectKey(text)))
                .orElseGet(() -> new Resource.OfBucket(name)))
        .orElseGet(Resource.Store::new);
  }

  /** The action on what is stored; nothing when it is one of running the store. */
  Optional<Action> storeAction() {
    Optional<Action> named = Action.of(action);
    named
        .filter(one -> !AccessQuestions.fits(one, resource()))
        .ifPresent(_ -> {
          throw AdminException.invalid(
              "The action is not done to that: say bucket and key as a request with it would.");
        });
    return named;
  }

  QuestionContext said(Instant now) {
    VersionSelector version =
        versionId.map(ObjectDemand::version).orElseGet(VersionSelector::current);
    QuestionContext said = new QuestionContext(now, version, user.isPresent());
    context
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (!said.say(name, value)) {
            throw AdminException.invalid(
                "A request cannot say that, or it follows from something else: " + name);
          }
        });
    return said;
  }
}
