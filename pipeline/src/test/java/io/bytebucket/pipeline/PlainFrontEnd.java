package io.bytebucket.pipeline;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.limit.TurnedAway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A front end whose answers are a test's, and whose errors are their name and the request's id. */
final class PlainFrontEnd implements FrontEnd<PlainFrontEnd.Refused> {
  private final Answer answer;
  private final Completion completion;

  /** What a test answers with. */
  @FunctionalInterface
  interface Answer {
    Response to(Request request, Visit visit) throws IOException;
  }

  /** What a test has go with each answer. */
  @FunctionalInterface
  interface Completion {
    Response of(Response response);
  }

  /** How it refuses. */
  static final class Refused extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String label;

    Refused(int status, String label) {
      super(label);
      this.status = status;
      this.label = label;
    }

    @Override
    public boolean isFailedSignIn() {
      return status == 401;
    }

    @Override
    public String label() {
      return label;
    }
  }

  PlainFrontEnd(Answer answer) {
    this(answer, response -> response);
  }

  private PlainFrontEnd(Answer answer, Completion completion) {
    this.answer = answer;
    this.completion = completion;
  }

  PlainFrontEnd with(Completion more) {
    return new PlainFrontEnd(answer, more);
  }

  static Response text(int status, String text) {
    return new Response(
        status, Headers.EMPTY, new ResponseBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Response answer(Request request, Visit visit) throws IOException {
    return answer.to(request, visit);
  }

  @Override
  public Refused translate(Problem problem, Request request) {
    return switch (problem) {
      case Problem.Refused(Refusal reason) -> new Refused(reason.status(), reason.label());
      case Problem.Failed failed -> new Refused(500, failed.failure().getClass().getSimpleName());
      case Problem.CutShort cutShort -> new Refused(400, "CutShort");
      case Problem.Unread unread -> new Refused(400, "Unread");
      case Problem.NotHeard(TurnedAway turnedAway) ->
          new Refused(503, turnedAway.why() + " for " + turnedAway.retryAfterSeconds());
      case Problem.Unexpected bug -> new Refused(500, "Unexpected");
    };
  }

  @Override
  public Response response(Refused error, Request request, RequestIds ids) {
    return text(error.status, error.label + " " + ids.requestId());
  }

  @Override
  public void tell(RequestIds ids, Headers.Builder headers) {
    headers.add("id", ids.requestId());
  }

  @Override
  public Response complete(Response response, Request request, Visit visit) {
    return completion.of(response);
  }
}
