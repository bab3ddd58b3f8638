package io.bytebucket.admin.stats;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.PastRequests;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.activity.RequestFilter;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Lists single requests that were kept, the latest first, those that a filter wants. Those on
 * buckets of which that is forbidden to who asks are left out of their page.
 */
public final class ListPastRequests implements AdminOperation {
  private static final int PAGE = 50;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final Activity activity;
  private final AccessQuestions questions;

  /** Of that store. */
  public ListPastRequests(Activity activity, AccessQuestions questions) {
    this.activity = activity;
    this.questions = questions;
  }

  /** What may be asked for. */
  public static String[] parameters() {
    return new String[] {
      "category",
      "limit",
      "cursor",
      "before",
      "port",
      "bucket",
      "operation",
      "status",
      "requestId",
      "from",
      "to"
    };
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    if (!request.parameter("category").orElse("data").equals("data")) {
      throw AdminException.invalid(
          "The category is data; changes of the store itself are in the audit log.");
    }
    int limit = request.number("limit", 1, PastRequests.PAGE_MAX, PAGE);
    PastRequests.Page page =
        activity
            .requests()
            .page(filter(request), request.parameter("cursor"), limit)
            .orElseThrow(() -> AdminException.invalid("There is no such cursor."));
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put(
        "events",
        page.requests().stream()
            .filter(past ->
                questions.mayTell(sender.caller(), AdminAction.LIST_PAST_REQUESTS, past.bucket()))
            .map(ListPastRequests::event)
            .toList());
    page.next().ifPresent(next -> document.put("nextCursor", next));
    return Json.answer(200, document);
  }

  private static RequestFilter filter(AdminRequest request) {
    Optional<Instant> before =
        request
            .parameter("before")
            .map(ListPastRequests::nanos)
            .map(time -> time.minus(1, ChronoUnit.MICROS));
    return new RequestFilter(
        port(request),
        request.parameter("bucket"),
        request.parameter("operation"),
        request.parameter("status").map(ListPastRequests::statusClass),
        request.parameter("requestId"),
        request.parameter("from").map(ListPastRequests::time),
        before.or(() -> request.parameter("to").map(ListPastRequests::time)));
  }

  static Optional<Port> port(AdminRequest request) {
    return request
        .parameter("port")
        .map(label ->
            Port.of(label).orElseThrow(() -> AdminException.invalid("The port is s3 or admin.")));
  }

  static int statusClass(String text) {
    if (text.length() == 3
        && text.endsWith("xx")
        && text.charAt(0) >= '0'
        && text.charAt(0) <= '5') {
      return text.charAt(0) - '0';
    }
    throw AdminException.invalid("The status is a class of statuses, such as 4xx.");
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException noTime) {
      throw AdminException.invalid("A time is written as in 2026-01-31T12:00:00Z.");
    }
  }

  private static Instant nanos(String text) {
    try {
      long nanos = Long.parseLong(text);
      return Instant.ofEpochSecond(nanos / NANOS_A_SECOND, nanos % NANOS_A_SECOND);
    } catch (NumberFormatException noNumber) {
      throw AdminException.invalid("The parameter before is a number of nanoseconds since 1970.");
    }
  }

  static Map<String, Object> event(PastRequest request) {
    Map<String, Object> event = new LinkedHashMap<>();
    Instant ended = request.endedAt();
    event.put("ts", ended.getEpochSecond() * NANOS_A_SECOND + ended.getNano());
    event.put("time", ended.toString());
    event.put("category", "data");
    event.put("requestId", request.requestId());
    event.put("port", request.port().label());
    List.of(
            Map.entry("actor", request.accessKeyId()),
            Map.entry("authMethod", request.authMethod()),
            Map.entry("op", request.operation()),
            Map.entry("bucket", request.bucket()),
            Map.entry("key", request.key()),
            Map.entry("errorCode", request.error()),
            Map.entry("clientIp", request.clientAddress()),
            Map.entry("method", request.method()),
            Map.entry("path", request.path()))
        .forEach(text -> {
          if (!text.getValue().isEmpty()) {
            event.put(text.getKey(), text.getValue());
          }
        });
    event.put("status", request.status());
    event.put("bytesIn", request.bytesIn());
    event.put("bytesOut", request.bytesOut());
    event.put("durationMs", request.micros() / 1_000.0);
    return event;
  }
}
