package io.bytebucket.admin.check;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.quarantine.QuarantineEmptier;
import io.bytebucket.core.quarantine.QuarantineEmptier.Outcome;
import io.bytebucket.core.quarantine.QuarantineList;
import io.bytebucket.core.quarantine.QuarantinedItem;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What repairs moved to the quarantine: a list of it, and the end of it. */
public final class QuarantineResource {
  /** What requests may say beside the number of a row. */
  static final String UNREADABLE = "unreadable";

  private static final int PAGE = 100;

  private final QuarantineList list;
  private final QuarantineEmptier emptier;
  private final AccessQuestions questions;

  /** Of that quarantine; {@code questions} say of which buckets somebody may be told. */
  public QuarantineResource(
      QuarantineList list, QuarantineEmptier emptier, AccessQuestions questions) {
    this.list = list;
    this.emptier = emptier;
    this.questions = questions;
  }

  private record Page(List<Map<String, Object>> items, Optional<Long> next) {}

  private record Done(long deleted, long left, Optional<Long> next) {}

  /** Lists some of it, the latest first. */
  public Response list(AdminRequest request, Administrator sender) {
    QuarantineList.Page page =
        list.page(
            below(request),
            request.number("limit", 1, QuarantineList.PAGE_MAX, PAGE),
            isWanted(sender));
    return Json.answer(
        200, new Page(page.items().stream().map(QuarantinedItem::fields).toList(), page.next()));
  }

  /** Deletes one for good, and lets go of what it names. */
  public Response deleteOne(AdminRequest request, Administrator sender) {
    return answer(
        emptier.one(number(request.name("number")), isUnreadableToo(request), isWanted(sender)));
  }

  /** Deletes a bounded number of them; where there are more, the answer says where to go on. */
  public Response deleteSome(AdminRequest request, Administrator sender) {
    return answer(emptier.some(below(request), isUnreadableToo(request), isWanted(sender)));
  }

  private static Response answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Deleted(long rows, long left, Optional<Long> next) ->
          Json.answer(200, new Done(rows, left, next));
      case Outcome.NoSuchRow _ ->
          throw new AdminException(
              404, "NoSuchQuarantinedRow", "There is no such row in quarantine.");
      case Outcome.Unreadable(long number) ->
          throw new AdminException(
              409,
              "QuarantineUnreadable",
              "Row %d in quarantine cannot be read, and might need the bytes of others. Delete it with unreadable=true; its bytes stay until a check finds them."
                  .formatted(number));
      case Outcome.Uncounted(long number) ->
          throw new AdminException(
              409,
              "QuarantineUncounted",
              "What row %d in quarantine names is not counted right. Repair the store first: bytebucket check --repair."
                  .formatted(number));
    };
  }

  /** What is of no bucket that is known might be of any. */
  private Predicate<QuarantinedItem> isWanted(Administrator sender) {
    boolean mayTellAll = questions.mayTellAll(sender.caller(), AdminAction.GET_STATS);
    return item ->
        mayTellAll
            || item.bucket()
                .filter(BucketName::isValid)
                .filter(bucket -> questions.mayTell(sender.caller(), AdminAction.GET_STATS, bucket))
                .isPresent();
  }

  private static boolean isUnreadableToo(AdminRequest request) {
    return switch (request.parameter(UNREADABLE).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw AdminException.invalid("The parameter unreadable is true or false.");
    };
  }

  private static Optional<Long> below(AdminRequest request) {
    return request.parameter("below").map(QuarantineResource::number);
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Answered below, like a number that is none of a row.
    }
    throw AdminException.invalid("A row in quarantine has a whole number from 1.");
  }
}
