package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.RequestFilter;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends requests as they end, a line of JSON for each, while somebody reads; an empty line where
 * there were none for a while, which finds out whether anybody does. It ends by itself, so that
 * whoever goes on is asked again who it is and what it may.
 */
public final class TailRequests implements AdminOperation {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many are sent at once. */
  static final int LINES_MAX = 100;

  private static final byte[] LINE_END = {'\n'};

  private final LiveTail tail;
  private final AccessQuestions questions;
  private final InstantSource clock;

  /** Of that server. */
  public TailRequests(LiveTail tail, AccessQuestions questions, InstantSource clock) {
    this.tail = tail;
    this.questions = questions;
    this.clock = clock;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    RequestFilter wanted =
        new RequestFilter(
            ListPastRequests.port(request),
            request.parameter("bucket"),
            request.parameter("operation"),
            request.parameter("status").map(ListPastRequests::statusClass),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Predicate<String> told =
        name -> questions.mayTell(sender.caller(), AdminAction.LIST_PAST_REQUESTS, name);
    // Before anybody can see that it is followed, so that time that passes from then on counts.
    Instant end = clock.instant().plus(LONGEST);
    LiveTail.Feed feed = tail.open(sender.caller().id(), wanted::matches);
    return new Response(
        200,
        Headers.builder().add("content-type", "application/x-ndjson").build(),
        new ResponseBody.Stream(
            ResponseBody.Stream.UNKNOWN_LENGTH, new Lines(feed, told, clock, end)));
  }

  /** The lines. Used by one thread. */
  private record Lines(LiveTail.Feed feed, Predicate<String> told, InstantSource clock, Instant end)
      implements ResponseBody.Source {
    @Override
    public void writeTo(ResponseBody.Sink sink) throws IOException {
      // So that a page knows at once that it is connected.
      sink.write(ByteBuffer.wrap(LINE_END));
      Duration patience = PATIENCE;
      while (clock.instant().isBefore(end) && !feed.isOver()) {
        Instant begun = clock.instant();
        // At the end it is over, whether or not somebody is woken just then.
        Duration left = Duration.between(begun, end);
        List<PastRequest> some = next(patience.compareTo(left) < 0 ? patience : left);
        byte[] lines = lines(some);
        // What nobody may be told of is waited through: a line at once would tell that it was.
        patience = patience.minus(Duration.between(begun, clock.instant()));
        boolean isQuiet = some.isEmpty() ? !feed.isOver() : !patience.isPositive();
        if (lines.length > 0 || isQuiet) {
          sink.write(ByteBuffer.wrap(lines.length > 0 ? lines : LINE_END));
          patience = PATIENCE;
        }
      }
      byte[] last = lines(next(Duration.ZERO));
      if (last.length > 0) {
        sink.write(ByteBuffer.wrap(last));
      }
    }

    private List<PastRequest> next(Duration patience) throws IOException {
      try {
        return feed.next(LINES_MAX, patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the server stops");
      }
    }

    private byte[] lines(List<PastRequest> some) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      some.stream()
          .filter(past -> told.test(past.bucket()))
          .forEach(past -> line(lines, ListPastRequests.event(past)));
      long missed = feed.missed(told);
      if (missed > 0) {
        line(lines, Map.of("missed", missed));
      }
      return lines.toByteArray();
    }

    private static void line(ByteArrayOutputStream lines, Map<String, Object> document) {
      lines.writeBytes(Json.line(document));
    }

    @Override
    public void close() {
      feed.close();
    }
  }
}
