package io.bytebucket.admin;

import io.bytebucket.admin.auth.SignIns;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.error.ProblemToAdmin;
import io.bytebucket.admin.health.Health;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.metrics.Metrics;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.route.RouteTable;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.FrontEnd;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.RequestIds;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.pipeline.Visit;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The way of every request at the admin address, in one order: row, caller, permission, body,
 * answer. Thread-safe.
 */
final class AdminHandler implements FrontEnd<AdminException> {
  /** What stands in the log for a path that leads nowhere. */
  private static final String ELSEWHERE = "/*path";

  private static final String HEAD = "HEAD";

  /** What stands for a bucket in the paths of rows. */
  private static final String BUCKET = "bucket";

  private final RouteTable routes;
  private final Map<Route, RequestMeter> meters;
  private final SignIns signIns;
  private final AccessGate gate;
  private final Guests guests;
  private final InstantSource clock;
  private final ListTurns turns = new ListTurns();

  AdminHandler(
      RouteTable routes,
      Map<Route, RequestMeter> meters,
      SignIns signIns,
      AccessGate gate,
      Guests guests,
      InstantSource clock) {
    this.routes = routes;
    this.meters = meters;
    this.signIns = signIns;
    this.gate = gate;
    this.guests = guests;
    this.clock = clock;
  }

  @Override
  public Response answer(Request request, Visit visit) throws IOException {
    visit.path(routes.templateOf(request).orElse(ELSEWHERE));
    Query query =
        Query.parse(request.rawQuery())
            .orElseThrow(() ->
                new AdminException(400, "InvalidURI", "The query is not percent-encoded UTF-8."));
    RouteTable.Match match = routes.match(request, query);
    Route route = match.route();
    visit.operation(route.operationName());
    visit.meter(Objects.requireNonNull(meters.get(route)));
    if (route.isRoutine()) {
      visit.routine();
    }
    return answer(match, request, query, visit);
  }

  private Response answer(RouteTable.Match match, Request request, Query query, Visit visit)
      throws IOException {
    Route route = match.route();
    return switch (route.operation()) {
      case OpenOperation open -> {
        AdminRequest asked = asked(match, request, query, visit);
        enter(open, asked, visit);
        yield sent(made(route, () -> open.handle(asked)), request, Guests.Place.FREE);
      }
      case AdminOperation admin -> {
        Entered in = enter(route, request, visit);
        Administrator found =
            requireAdmin(((Route.Access.Admin) route.access()).action(), match, in.sender());
        AdminRequest asked = asked(match, request, query, visit);
        yield sent(made(route, () -> admin.handle(asked, found)), request, in.place());
      }
      case OwnOperation own -> {
        Entered in = enter(route, request, visit);
        requireOwn(((Route.Access.Own) route.access()).action(), match, in.sender());
        AdminRequest asked = asked(match, request, query, visit);
        yield sent(made(route, () -> own.handle(asked, in.sender())), request, in.place());
      }
      case StoreOperation<?> store -> {
        Entered in = enter(route, request, visit);
        OperationNeeds needs = ((Route.Access.Store) route.access()).needs();
        AdminRequest asked = asked(match, request, query, visit);
        yield sent(
            made(route, () -> run(needs, store, asked, in.sender(), visit)), request, in.place());
      }
    };
  }

  /** Lists wait for their turn with the place of who asks, so that nobody's fill the address. */
  private Response made(Route route, ListTurns.Making making) throws IOException {
    return route.isList() ? turns.make(making) : making.make();
  }

  private void enter(OpenOperation open, AdminRequest asked, Visit visit) {
    switch (open) {
      case Health _ -> {
        // Whether the server is well is told to as many as there are.
      }
      case Metrics metrics when metrics.isForOperator(asked) -> {
        // Who has the token runs the store.
      }
      case Metrics _ -> guests.ofCollector(visit);
      default -> guests.ofStranger(visit);
    }
  }

  /** Who asks, and what that may take. */
  private record Entered(Sender sender, Guests.Place place) {}

  private Entered enter(Route route, Request request, Visit visit) {
    Sender sender = signIns.require(request, visit);
    Guests.Place place = guests.of(sender, visit);
    if (route.bodyLimitBytes() > 0) {
      place.receive(request);
    }
    return new Entered(sender, place);
  }

  private static Response sent(Response response, Request request, Guests.Place place) {
    return request.method().equals(HEAD) ? withoutBody(response) : place.send(response);
  }

  /** What is done to one bucket, its path names. */
  private Administrator requireAdmin(AdminAction action, RouteTable.Match match, Sender sender) {
    String bucket = match.names().get(BUCKET);
    if (bucket == null) {
      AdminGate.require(sender.caller(), action);
    } else {
      AdminGate.require(sender.caller(), action, new BucketName(bucket), gate.buckets());
    }
    return new Administrator(sender.caller(), sender.accessKeyId());
  }

  /** The same. */
  private void requireOwn(AdminAction action, RouteTable.Match match, Sender sender) {
    String bucket = match.names().get(BUCKET);
    if (bucket == null) {
      AdminGate.requireOwn(sender.caller(), action);
    } else {
      AdminGate.requireOwn(sender.caller(), action, new BucketName(bucket), gate.buckets());
    }
  }

  private static AdminRequest asked(
      RouteTable.Match match, Request request, Query query, Visit visit) {
    return new AdminRequest(match.route().bounded(request), match.names(), query, visit);
  }

  /** The one place that asks the gate. */
  private <I extends Demand> Response run(
      OperationNeeds needs,
      StoreOperation<I> operation,
      AdminRequest request,
      Sender sender,
      Visit visit)
      throws IOException {
    KnownBuckets known = gate.buckets();
    visit.knows(known);
    I input = operation.decode(request);
    visit.names(input.resource().bucketName(), keyOf(input.resource()));
    AdminContext context = new AdminContext(request, input, clock.instant());
    Admission admission = gate.admit(sender.caller(), needs, input, context, known);
    try {
      Response response = operation.handle(request, input, admission);
      visit.refusedParts(admission.refusedParts());
      return response;
    } catch (StoreException e) {
      throw admission.visible(e);
    }
  }

  private static String keyOf(Resource resource) {
    return resource instanceof Resource.OfObject(BucketName _, ObjectKey key) ? key.value() : "";
  }

  static Response withoutBody(Response response) {
    if (response.body() instanceof ResponseBody.Stream(long length, ResponseBody.Source source)) {
      source.close();
    }
    return new Response(
        response.status(),
        response.headers(),
        new ResponseBody.HeadOnly(response.body().lengthBytes()));
  }

  /** Whether the server is well is asked by those who end it when it does not say so. */
  @Override
  public Optional<Response> withoutRoom(Request request) {
    return request.rawPath().equals(Health.PATH) && request.method().equals("GET")
        ? Optional.of(AnswerHeaders.complete(Health.answer()))
        : Optional.empty();
  }

  @Override
  public AdminException translate(Problem problem, Request request) {
    return ProblemToAdmin.translate(problem);
  }

  @Override
  public Response response(AdminException error, Request request, RequestIds ids) {
    Response response =
        Json.text(
            error.status(),
            error.headers(),
            "{\"code\":%s,\"message\":%s,\"requestId\":%s}"
                .formatted(
                    Json.quoted(error.label()),
                    Json.quoted(error.text()),
                    Json.quoted(ids.requestId())));
    return AnswerHeaders.complete(request.method().equals(HEAD) ? withoutBody(response) : response);
  }

  @Override
  public void tell(RequestIds ids, Headers.Builder headers) {
    headers.add("x-amz-request-id", ids.requestId());
    AnswerHeaders.add(headers);
  }

  @Override
  public Response complete(Response response, Request request, Visit visit) {
    return AnswerHeaders.complete(response);
  }
}
