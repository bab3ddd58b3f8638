package io.bytebucket.admin.error;

import io.bytebucket.http.Refusal;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.limit.TurnedAway;

/** What the admin API answers when it has no other answer. */
public final class ProblemToAdmin {
  private static final String RETRY_AFTER_SECONDS = "1";

  private ProblemToAdmin() {}

  /** The error that stands for a problem. */
  public static AdminException translate(Problem problem) {
    return switch (problem) {
      case Problem.Refused(Refusal reason) -> refused(reason);
      case Problem.Failed failed -> FailureToAdmin.translate(failed.failure());
      case Problem.NotHeard(TurnedAway turnedAway) -> turnedAway(turnedAway);
      case Problem.Unexpected bug -> FailureToAdmin.internalError();
      case Problem.CutShort cutShort ->
          new AdminException(400, "IncompleteBody", "The body ended too early.");
      case Problem.Unread unread ->
          new AdminException(400, "RequestTimeout", "The body came too slowly.");
    };
  }

  private static AdminException turnedAway(TurnedAway turnedAway) {
    AdminException error =
        switch (turnedAway.why()) {
          case TOO_MANY ->
              new AdminException(503, "SlowDown", "Too many requests; come back later.");
          case BANNED -> new AdminException(403, "AccessDenied", "Too many failed sign-ins.");
        };
    return error.withHeader("retry-after", Integer.toString(turnedAway.retryAfterSeconds()));
  }

  private static AdminException refused(Refusal reason) {
    AdminException error =
        new AdminException(
            reason.status(),
            reason.label(),
            switch (reason) {
              case BAD_SYNTAX -> "This is no HTTP request.";
              case HEADER_TOO_LARGE -> "The header is too large.";
              case UNSUPPORTED_CODING -> "That transfer coding is not implemented.";
              case UNSUPPORTED_VERSION -> "That version of HTTP is not implemented.";
              case NOT_TLS -> "This address speaks HTTPS.";
              case NO_ROOM -> "The server is busy; come back later.";
            });
    return reason == Refusal.NO_ROOM ? error.withHeader("retry-after", RETRY_AFTER_SECONDS) : error;
  }
}
