package io.bytebucket.s3;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.FrontEnd;
import io.bytebucket.pipeline.Problem;
import io.bytebucket.pipeline.RequestIds;
import io.bytebucket.pipeline.Visit;
import io.bytebucket.s3.auth.Authenticated;
import io.bytebucket.s3.auth.Authenticator;
import io.bytebucket.s3.auth.ClaimedSigner;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Route;
import io.bytebucket.s3.route.RouteTable;
import io.bytebucket.s3.route.S3Address;
import io.bytebucket.s3.route.S3Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of every S3 request, in one order: address, operation, caller, input, permission, answer.
 * Thread-safe.
 *
 * <p>As on AWS, what no table row answers is refused before anybody is asked who they are; what is
 * not implemented is told to those who proved it, and denied to others.
 */
final class S3Handler implements FrontEnd<S3Exception> {
  /** What the log calls a browser's question; it is no operation of the route table. */
  private static final String PREFLIGHT = "Preflight";

  private final List<String> domains;
  private final Cors cors;
  private final RouteTable routes;
  private final RowMeters meters;
  private final Authenticator authenticator;
  private final CallerSource callers;
  private final AccessGate gate;
  private final InstantSource clock;

  /**
   * A handler.
   *
   * @param domains the domains below which a host name is a bucket's, in lower case
   */
  S3Handler(
      List<String> domains,
      Cors cors,
      RouteTable routes,
      RowMeters meters,
      Authenticator authenticator,
      CallerSource callers,
      AccessGate gate,
      InstantSource clock) {
    this.domains = List.copyOf(domains);
    this.cors = cors;
    this.routes = routes;
    this.meters = meters;
    this.authenticator = authenticator;
    this.callers = callers;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public Response answer(Request request, Visit visit) throws IOException {
    try {
      return answered(request, visit);
    } catch (RuntimeException | IOException e) {
      ClaimedSigner.of(request)
          .ifPresent(signer -> {
            visit.claim(signer.method().label(), signer.accessKeyId());
            if (signer.method().isLink()) {
              visit.byLink();
            }
          });
      throw e;
    }
  }

  private Response answered(Request request, Visit visit) throws IOException {
    KnownBuckets known = gate.buckets();
    visit.knows(known);
    S3Address address = S3Address.of(request, domains);
    visit.path(address.template());
    visit.names(address.bucketName(), keyOf(address));
    if (Cors.isPreflight(request)) {
      visit.operation(PREFLIGHT);
      return cors.preflight(request, address);
    }
    Query query =
        Query.parse(request.rawQuery()).orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_URI));
    Route route = routes.match(request.method(), address, query, request.headers());
    visit.operation(route.operationName());
    visit.meter(meters.of(route));
    Authenticated authenticated =
        route.takesForm()
            ? authenticator.authenticateForm(request, query, address.bucketName(), visit.memory())
            : authenticator.authenticate(
                request, query, S3Address.resource(request, domains), visit.memory());
    Caller caller = caller(authenticated, visit);
    Operation<?> operation = route.operation().orElseThrow(() -> notImplemented(route, caller));
    S3Request authentic =
        new S3Request(authenticated.request(), query, address, authenticated.body());
    return run(
        route.needs(), operation, authentic, new Sender(caller, authenticated, visit), known);
  }

  private static String keyOf(S3Address address) {
    return address instanceof S3Address.InObject(String _, String key) ? key : "";
  }

  /** Who sends a request, and how that is known. */
  private record Sender(Caller caller, Authenticated authenticated, Visit visit) {}

  /** The one place that asks the gate. */
  private <I extends Operation.Input> Response run(
      OperationNeeds needs,
      Operation<I> operation,
      S3Request request,
      Sender sender,
      KnownBuckets known)
      throws IOException {
    I input = operation.decode(request);
    operation.admit(input, sender.caller());
    RequestContext context =
        new RequestContext(request, input, sender.authenticated().signing(), clock);
    Admission admission = gate.admit(sender.caller(), needs, input, context, known);
    try {
      Response response = operation.handle(input, admission);
      sender.visit().refusedParts(admission.refusedParts());
      return response;
    } catch (StoreException e) {
      throw admission.visible(e);
    }
  }

  private Caller caller(Authenticated authenticated, Visit visit) {
    String accessKeyId = authenticated.accessKeyId().orElse("");
    visit.caller(authenticated.method().label(), accessKeyId);
    if (accessKeyId.isEmpty()) {
      return new Caller.Anonymous();
    }
    Caller.Known known =
        callers
            .callerOf(accessKeyId)
            .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(accessKeyId)));
    visit.user(known.id(), known.name());
    return known;
  }

  private static S3Exception notImplemented(Route route, Caller caller) {
    return switch (caller) {
      case Caller.Anonymous anonymous -> new S3Exception(S3ErrorCode.ACCESS_DENIED);
      case Caller.Known known ->
          new S3Exception(
              S3ErrorCode.NOT_IMPLEMENTED,
              "The operation " + route.operationName() + " is not implemented by this server.");
    };
  }

  @Override
  public S3Exception translate(Problem problem, Request request) {
    return ErrorResponses.translate(problem, request.method());
  }

  @Override
  public Response response(S3Exception error, Request request, RequestIds ids) {
    SignatureTrace.write(error, ids.requestId());
    return ErrorResponses.of(error, request, ids);
  }

  @Override
  public Map<String, String> explain(S3Exception error) {
    return SignatureTrace.explain(error);
  }

  @Override
  public void tell(RequestIds ids, Headers.Builder headers) {
    headers.add("x-amz-request-id", ids.requestId()).add("x-amz-id-2", ids.hostId());
  }

  /** Of a version another one than the latest may be damaged, and a copy reads another object. */
  @Override
  public Map<String, String> furtherNames(Request request) {
    Map<String, String> names = new LinkedHashMap<>();
    Query.parse(request.rawQuery())
        .flatMap(query -> query.first("versionId"))
        .ifPresent(version -> names.put("version_id", version));
    request
        .headers()
        .first("x-amz-copy-source")
        .ifPresent(source -> names.put("copy_source", source));
    return names;
  }

  /** An answer, error or not, with what a page of another origin may know of it. */
  @Override
  public Response complete(Response response, Request request, Visit visit) {
    return cors.share(response, request, visit.bucket(), visit.known().orElseGet(gate::buckets));
  }
}
