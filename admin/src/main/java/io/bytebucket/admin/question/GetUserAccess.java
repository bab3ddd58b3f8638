package io.bytebucket.admin.question;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.admin.user.NamedUser;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.policy.QuestionContext;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lists what a user may do: to the store, to run it, and in each bucket, a page at a time. It is
 * asked as if requests said nothing of their own and came from nobody knows where.
 */
public final class GetUserAccess implements AdminOperation {
  private static final int LIMIT = 50;

  private final AccessQuestions questions;
  private final Users users;
  private final InstantSource clock;

  /** Of those users. */
  public GetUserAccess(AccessQuestions questions, Users users, InstantSource clock) {
    this.questions = questions;
    this.users = users;
    this.clock = clock;
  }

  private record Document(
      String user,
      boolean userEnabled,
      List<String> storeActions,
      List<String> adminActions,
      List<BucketAccessDocument> buckets,
      Optional<String> nextCursor) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    User user = NamedUser.require(users, request.name(NamedUser.NAME));
    Caller.Known caller = NamedUser.caller(user);
    QuestionContext context = new QuestionContext(clock.instant(), VersionSelector.current(), true);
    AccessQuestions.Page page =
        questions.inBuckets(
            sender.caller(),
            caller,
            context,
            new AccessQuestions.Asked(
                request.parameter("prefix").orElse(""),
                request.parameter("cursor").orElse(""),
                request.number("limit", 1, AccessQuestions.PAGE_MAX, LIMIT),
                request.parameter("key").map(ObjectKey::new)));
    return Json.answer(
        200,
        new Document(
            user.name(),
            user.isEnabled(),
            questions.ofStore(caller, context).stream().map(Action::policyName).toList(),
            questions.ofRunning(caller).stream().map(AdminAction::policyName).toList(),
            page.buckets().stream().map(BucketAccessDocument::of).toList(),
            page.isTruncated()
                ? Optional.of(page.buckets().getLast().bucket().value())
                : Optional.empty()));
  }
}
