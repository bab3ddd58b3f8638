package io.bytebucket.admin.refusal;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.RefusedRequests;
import java.util.List;

/** Lists the requests that were refused lately, the latest first. */
public final class ListRefusals implements AdminOperation {
  private static final int LIMIT_MAX = 200;
  private static final int LIMIT = 50;

  private final RefusedRequests refused;
  private final AccessQuestions questions;

  /** Of those requests. */
  public ListRefusals(RefusedRequests refused, AccessQuestions questions) {
    this.refused = refused;
    this.questions = questions;
  }

  private record Document(List<RefusalDocument> refusals) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    int limit = request.number("limit", 1, LIMIT_MAX, LIMIT);
    return Json.answer(
        200,
        new Document(
            refused.latest(limit).stream()
                .filter(
                    one -> questions.mayTell(sender.caller(), AdminAction.EXPLAIN, one.bucket()))
                .map(RefusalDocument::of)
                .toList()));
  }
}
