package io.bytebucket.admin.refusal;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.RefusedRequests;

/** Says why a request was refused, by the id that its client was told. */
public final class GetRefusal implements AdminOperation {
  private final RefusedRequests refused;
  private final AccessQuestions questions;

  /** Among those requests. */
  public GetRefusal(RefusedRequests refused, AccessQuestions questions) {
    this.refused = refused;
    this.questions = questions;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(
        200,
        refused
            .find(request.name("requestId"))
            .filter(one -> questions.mayTell(sender.caller(), AdminAction.EXPLAIN, one.bucket()))
            .map(RefusalDocument::of)
            .orElseThrow(() ->
                new AdminException(
                    404,
                    "NoSuchRefusal",
                    "This server refused no request of that id lately, or not for who sent it.")));
  }
}
