package io.bytebucket.admin.question;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.admin.user.NamedUser;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Decision;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.core.question.Answer;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Says whether a request would pass that nobody has sent, and why. Nothing is done. */
public final class SimulateRequest implements AdminOperation {
  private final AccessQuestions questions;
  private final Users users;
  private final InstantSource clock;

  /** Of those users. */
  public SimulateRequest(AccessQuestions questions, Users users, InstantSource clock) {
    this.questions = questions;
    this.users = users;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param userEnabled whether the user may sign in at all; nobody who may not gets as far as this
   * @param statement as programs count: from 0 on
   */
  private record Document(
      boolean allowed,
      String action,
      String resource,
      Optional<String> user,
      Optional<Boolean> userEnabled,
      String decidedBy,
      String reason,
      Optional<Integer> statement,
      Optional<String> sid,
      List<String> absentKeys) {
    static Document of(Answer answer, Optional<User> user) {
      return new Document(
          answer.isAllowed(),
          answer.action(),
          answer.resource(),
          user.map(User::name),
          user.map(User::isEnabled),
          nameOf(answer.by()),
          answer.reason(),
          answer.statement().isPresent()
              ? Optional.of(answer.statement().getAsInt())
              : Optional.empty(),
          answer.sid(),
          answer.absentKeys());
    }

    private static String nameOf(Decision.Layer layer) {
      return switch (layer) {
        case EXPECTED_OWNER -> "expectedOwner";
        case RULES -> "rules";
        case POLICY -> "policy";
        case ACL -> "acl";
        case ACCESS_BLOCK -> "publicAccessBlock";
        case NONE -> "nothing";
      };
    }
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    QuestionDocument question = request.document(QuestionDocument.class);
    Optional<User> user = question.user().map(named -> NamedUser.require(users, named));
    return Json.answer(200, Document.of(answer(question, user, sender.caller()), user));
  }

  private Answer answer(QuestionDocument question, Optional<User> user, Caller.Known asker) {
    Caller caller = user.<Caller>map(NamedUser::caller).orElseGet(Caller.Anonymous::new);
    Optional<Action> action = question.storeAction();
    if (action.isPresent()) {
      return questions.about(
          asker, caller, action.get(), question.resource(), question.said(clock.instant()));
    }
    AdminAction running =
        AdminAction.of(question.action())
            .orElseThrow(
                () -> AdminException.invalid("There is no such action: " + question.action()));
    if (!(caller instanceof Caller.Known known)) {
      throw AdminException.invalid("Nobody runs the store without signing in: name a user.");
    }
    if (question.key().isPresent() || question.context().isPresent()) {
      throw AdminException.invalid("What runs the store asks neither for a key nor for a context.");
    }
    return questions.about(asker, known, running, question.bucketName());
  }
}
