package io.bytebucket.admin.question;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.util.function.Function;

/**
 * Says what the sender may do in one bucket: so a page does not ask for what would be refused, and
 * offers what would not. It tells nothing that trying would not.
 */
public final class GetOwnAccess implements OwnOperation {
  private final AccessQuestions questions;
  private final Function<AdminRequest, AccessContext> context;

  /** Answered by those questions; {@code context} is what decisions may ask about a request. */
  public GetOwnAccess(AccessQuestions questions, Function<AdminRequest, AccessContext> context) {
    this.questions = questions;
    this.context = context;
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    BucketName bucket =
        request
            .parameter("bucket")
            .filter(BucketName::isValid)
            .map(BucketName::new)
            .orElseThrow(() -> AdminException.invalid("The parameter bucket names a bucket."));
    return Json.answer(
        200,
        BucketAccessDocument.of(
            questions.inBucket(
                sender.caller(),
                context.apply(request),
                bucket,
                request.parameter("key").map(ObjectKey::new))));
  }
}
