package io.bytebucket.admin.check;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/** The check of the store while it is served. */
public final class CheckResource {
  private final RunningCheck check;
  private final AccessQuestions questions;

  /** Of that check; {@code questions} say of which buckets somebody may be told. */
  public CheckResource(RunningCheck check, AccessQuestions questions) {
    this.check = check;
    this.questions = questions;
  }

  /**
   * What is asked for.
   *
   * @param deep whether all bytes are read; not so when it is missing
   * @param rate how many bytes are read in a second, 0 for as many as can be; as usual when it is
   *     missing
   */
  private record Wanted(Optional<Boolean> deep, Optional<Long> rate) {}

  /** Begins one. */
  public Response start(AdminRequest request, Administrator sender) throws IOException {
    Wanted wanted = request.document(Wanted.class);
    if (wanted.rate().filter(rate -> rate < 0).isPresent()) {
      throw AdminException.invalid("The rate is a number of bytes a second, or 0 for no bound.");
    }
    if (!check.start(wanted.deep().orElse(false), wanted.rate())) {
      throw new AdminException(409, "CheckRunning", "A check goes on; see GET /api/check.");
    }
    return answer(202, sender);
  }

  /** Tells how it fares. */
  public Response get(AdminRequest request, Administrator sender) {
    return answer(200, sender);
  }

  /** Stops it, if it goes on. */
  public Response stop(AdminRequest request, Administrator sender) {
    check.stop();
    return answer(200, sender);
  }

  private Response answer(int status, Administrator sender) {
    return Json.answer(
        status,
        CheckDocument.of(
            check.state(),
            check.schedule(),
            finding ->
                !(finding.place().fields().get("bucket") instanceof String bucket)
                    || questions.mayTell(sender.caller(), AdminAction.GET_STATS, bucket)));
  }
}
