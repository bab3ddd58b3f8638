package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says whom the server takes the sender for, and from where: so an operator sees whether proxies
 * are trusted as they should be.
 */
public final class WhoAmI implements OwnOperation {
  private final AccessQuestions questions;
  private final Function<AdminRequest, AccessContext> context;
  private final boolean blocksPublicAccess;

  /**
   * Of a store.
   *
   * @param context what decisions may ask about a request
   * @param blocksPublicAccess whether its operator does, in every bucket
   */
  public WhoAmI(
      AccessQuestions questions,
      Function<AdminRequest, AccessContext> context,
      boolean blocksPublicAccess) {
    this.questions = questions;
    this.context = context;
    this.blocksPublicAccess = blocksPublicAccess;
  }

  /**
   * What is answered.
   *
   * @param administrator whether the sender may run the store, as far as no rule forbids that
   * @param actions what of it, and of what is the sender's own, no rule forbids; and what of S3
   *     that is done to no bucket this request would have been allowed
   * @param ip whom limits, lockouts and the log go by
   * @param blocksPublicAccess whether nobody gets in by what a bucket gives to everybody
   * @param forwardedFor what was said of that on the way, whether it is believed or not
   */
  private record Document(
      String accessKey,
      String userId,
      String canonicalId,
      String name,
      boolean administrator,
      List<String> actions,
      String ip,
      String scheme,
      boolean blocksPublicAccess,
      Optional<String> forwardedFor,
      Optional<String> forwarded,
      Optional<String> userAgent) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    return Json.answer(
        200,
        new Document(
            sender.accessKeyId(),
            sender.caller().id().value(),
            CanonicalId.of(sender.caller().id()),
            sender.caller().name(),
            sender.isAdministrator(),
            actions(request, sender),
            request.http().remoteAddress(),
            request.http().scheme(),
            blocksPublicAccess,
            request.header("x-forwarded-for"),
            request.header("forwarded"),
            request.header("user-agent")));
  }

  private List<String> actions(AdminRequest request, Sender sender) {
    return Stream.concat(
            questions.ofRunning(sender.caller()).stream().map(AdminAction::policyName),
            questions.ofStore(sender.caller(), context.apply(request)).stream()
                .map(Action::policyName))
        .toList();
  }
}
