package io.bytebucket.admin;

import io.bytebucket.admin.console.Console;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.FrontEnd;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.RequestIds;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.pipeline.Visit;
import java.io.IOException;
import java.util.Optional;

/**
 * The console beside the API, at the same address: pages and files are answered here, and all else
 * by the API. It asks nobody who they are, because it has nothing that is not in the archive for
 * all to read. Thread-safe.
 */
final class WithConsole implements FrontEnd<AdminException> {
  /** What stands in the log and in figures for each path of it. */
  static final String PATH = "/*console";

  static final String OPERATION = "Console";

  private final Console console;
  private final AdminHandler api;
  private final Guests guests;
  private final RequestMeter meter;

  WithConsole(Console console, AdminHandler api, Guests guests, RequestMeter meter) {
    this.console = console;
    this.api = api;
    this.guests = guests;
    this.meter = meter;
  }

  @Override
  public Response answer(Request request, Visit visit) throws IOException {
    if (!console.isAsked(request)) {
      return api.answer(request, visit);
    }
    visit.path(PATH);
    visit.operation(OPERATION);
    visit.meter(meter);
    visit.routine();
    guests.ofStranger(visit);
    Response response = console.answer(request);
    return request.method().equals("HEAD") ? AdminHandler.withoutBody(response) : response;
  }

  @Override
  public Optional<Response> withoutRoom(Request request) {
    return api.withoutRoom(request);
  }

  @Override
  public AdminException translate(Problem problem, Request request) {
    return api.translate(problem, request);
  }

  @Override
  public Response response(AdminException error, Request request, RequestIds ids) {
    return api.response(error, request, ids);
  }

  @Override
  public void tell(RequestIds ids, Headers.Builder headers) {
    api.tell(ids, headers);
  }

  @Override
  public Response complete(Response response, Request request, Visit visit) {
    return api.complete(response, request, visit);
  }
}
