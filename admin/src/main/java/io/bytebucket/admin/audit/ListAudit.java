package io.bytebucket.admin.audit;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditPage;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A page of the audit log, the latest first: as one document, or with {@code format=jsonl} as a
 * line of JSON for each record, and where the next page begins in the header {@value #NEXT}.
 */
public final class ListAudit implements AdminOperation {
  /** What a request may say of which records it wants. */
  public static final List<String> PARAMETERS =
      List.of("limit", "cursor", "before", "from", "until", "actor", "action", "target", "format");

  private static final String NEXT = "x-next-cursor";
  private static final int LIMIT = 50;
  private static final int LINES_LIMIT = 1_000;

  private final AuditLog log;

  /** Of that log. */
  public ListAudit(AuditLog log) {
    this.log = log;
  }

  private record Page(List<AuditDocument> events, Optional<String> next) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    boolean isLines = isLines(request);
    int byDefault = isLines ? LINES_LIMIT : LIMIT;
    AuditPage page =
        log.page(
            query(request),
            request.parameter("cursor"),
            request.number("limit", 1, AuditLog.PAGE_MAX, byDefault));
    List<AuditDocument> events = page.records().stream().map(AuditDocument::of).toList();
    if (!isLines) {
      return Json.answer(200, new Page(events, page.next()));
    }
    Headers.Builder header = Headers.builder();
    page.next().ifPresent(next -> header.add(NEXT, next));
    return Json.lines(header.build(), events);
  }

  private static boolean isLines(AdminRequest request) {
    return switch (request.parameter("format").orElse("json")) {
      case "json" -> false;
      case "jsonl" -> true;
      default -> throw AdminException.invalid("The parameter format is json or jsonl.");
    };
  }

  private static AuditQuery query(AdminRequest request) {
    return new AuditQuery(
        request.parameter("from").map(text -> time("from", text)),
        request
            .parameter("until")
            .map(text -> time("until", text))
            .or(() -> request.parameter("before").map(ListAudit::nanos)),
        request.parameter("actor"),
        request.parameter("action"),
        request.parameter("target"));
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException noTime) {
      throw AdminException.invalid(
          "The parameter %s is a time like 2026-03-01T10:20:30Z.".formatted(name));
    }
  }

  /** As the log of the program that this API comes from counts: so many since 1970. */
  private static Instant nanos(String text) {
    try {
      long nanos = Long.parseLong(text);
      long second = TimeUnit.SECONDS.toNanos(1);
      return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
    } catch (NumberFormatException noNumber) {
      throw AdminException.invalid("The parameter before is a number of nanoseconds since 1970.");
    }
  }
}
