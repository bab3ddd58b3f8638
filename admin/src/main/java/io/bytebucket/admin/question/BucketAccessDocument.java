package io.bytebucket.admin.question;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.question.AccessQuestions;
import java.util.List;

/**
 * What somebody may do in one bucket.
 *
 * @param policy whether the bucket has one, which may say otherwise of single keys
 */
record BucketAccessDocument(
    String bucket, List<String> actions, List<String> objectActions, boolean policy) {
  static BucketAccessDocument of(AccessQuestions.InBucket found) {
    return new BucketAccessDocument(
        found.bucket().value(),
        found.ofBucket().stream().map(Action::policyName).toList(),
        found.ofObjects().stream().map(Action::policyName).toList(),
        found.hasPolicy());
  }
}
