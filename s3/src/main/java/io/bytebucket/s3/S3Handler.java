package io.bytebucket.s3;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
import io.bytebucket.http.Query;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.auth.Authenticated;
import io.bytebucket.s3.auth.Authenticator;
import io.bytebucket.s3.error.FailureToS3;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Route;
import io.bytebucket.s3.route.RouteTable;
import io.bytebucket.s3.route.S3Address;
import io.bytebucket.s3.route.S3Request;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The way of every S3 request, in one order: address, operation, caller, input, permission, answer.
 * Errors become documents in one place; one line is logged at the end. Thread-safe.
 *
 * <p>As on AWS, what no table row answers is refused before anybody is asked who they are; what is
 * not implemented is told to those who proved it, and denied to others.
 */
public final class S3Handler implements HttpHandler {
  /** Up to here an answer takes no more than a connection does anyway. */
  private static final int SMALL_ANSWER_BYTES = 8 << 10;

  private static final int RETRY_AFTER_SECONDS = 1;

  private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";

  /** What the log calls a browser's question; it is no operation of the route table. */
  private static final String PREFLIGHT = "Preflight";

  private final List<String> domains;
  private final Cors cors;
  private final RouteTable routes;
  private final Authenticator authenticator;
  private final CallerSource callers;
  private final AccessGate gate;
  private final MemoryBudget documents;
  private final FaultLog faults;
  private final Refusals refusals = new Refusals();

  /**
   * A handler.
   *
   * @param domains the domains below which a host name is a bucket's, in lower case
   * @param documents what documents may hold of memory together, sent or to be sent
   */
  public S3Handler(
      List<String> domains,
      Cors cors,
      RouteTable routes,
      Authenticator authenticator,
      CallerSource callers,
      AccessGate gate,
      MemoryBudget documents,
      FaultLog faults) {
    this.domains = List.copyOf(domains);
    this.cors = cors;
    this.routes = routes;
    this.authenticator = authenticator;
    this.callers = callers;
    this.gate = gate;
    this.documents = documents;
    this.faults = faults;
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    RequestLog log = new RequestLog(request.method(), request.remoteAddress(), RequestIds.mint());
    try (MemoryBudget.Share share = documents.share()) {
      Response response;
      try {
        response = requireRoom(answer(request, share, log), share::tryGrow);
      } catch (RuntimeException | IOException e) {
        response = error(request, e, share, log);
      }
      send(request, shared(response, request, log), exchange, log);
    } catch (IOException unsent) {
      log.unanswered(unsent, exchange.isCommitted());
      throw unsent;
    } finally {
      log.write(exchange.bytesRead(), exchange.bytesSent());
    }
  }

  @Override
  public Response refuse(Request request, Refusal reason) {
    RequestLog log = new RequestLog(request.method(), request.remoteAddress(), RequestIds.mint());
    Response response = error(request, Refusals.error(reason), log);
    log.error(reason.label());
    log.status(response.status());
    refusals.write(log);
    return withIds(response, log.ids());
  }

  /**
   * An answer that is held in memory until its client took it, as far as the documents of all
   * clients leave room for that. What was asked for may have been done all the same.
   */
  private static Response requireRoom(Response response, LongPredicate room) {
    long heldBytes = response.heldBytes();
    if (heldBytes > SMALL_ANSWER_BYTES && !room.test(heldBytes)) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    return response;
  }

  private Response answer(Request request, MemoryBudget.Share share, RequestLog log)
      throws IOException {
    S3Address address = S3Address.of(request, domains);
    log.address(address);
    if (Cors.isPreflight(request)) {
      log.operation(PREFLIGHT);
      return cors.preflight(request, address);
    }
    Query query =
        Query.parse(request.rawQuery()).orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_URI));
    Route route = routes.match(request.method(), address, query, request.headers());
    log.operation(route.operationName());
    Authenticated authenticated =
        route.takesForm()
            ? authenticator.authenticateForm(request, query, address.bucketName(), share)
            : authenticator.authenticate(
                request, query, S3Address.resource(request, domains), share);
    Caller caller = caller(authenticated, log);
    Operation<?> operation = route.operation().orElseThrow(() -> notImplemented(route, caller));
    S3Request authentic =
        new S3Request(authenticated.request(), query, address, authenticated.body());
    return run(operation, authentic, caller);
  }

  /** An answer, error or not, with what a page of another origin may know of it. */
  private Response shared(Response response, Request request, RequestLog log) {
    try {
      return cors.share(response, request, log.bucket());
    } catch (RuntimeException e) {
      // The page learns nothing; what was done was done. One fault is told of once.
      if (response.status() < 500) {
        faults.report(e, log.ids().requestId());
      }
      return response;
    }
  }

  private <I extends Operation.Input> Response run(
      Operation<I> operation, S3Request request, Caller caller) throws IOException {
    I input = operation.decode(request);
    operation.admit(input, caller);
    List<Operation.Permission> permissions = new ArrayList<>(operation.alsoNeeds(input));
    permissions.add(
        new Operation.Permission(
            operation.action(input), input.resource(), request.header(EXPECTED_OWNER)));
    for (Operation.Permission permission : permissions) {
      gate.require(caller, permission);
    }
    try {
      return operation.handle(input, caller);
    } catch (StoreException e) {
      throw gate.visible(e, caller, permissions);
    }
  }

  private Caller caller(Authenticated authenticated, RequestLog log) {
    String accessKeyId = authenticated.accessKeyId().orElse("");
    log.caller(authenticated.method(), accessKeyId);
    if (accessKeyId.isEmpty()) {
      return new Caller.Anonymous();
    }
    return callers
        .callerOf(accessKeyId)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(accessKeyId)));
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

  /**
   * An error, which is another one when there is no room for all that it quotes. Anybody can have
   * one.
   */
  private Response error(
      Request request, Exception cause, MemoryBudget.Share share, RequestLog log) {
    try {
      return requireRoom(error(request, cause, log), share::tryGrowUnproved);
    } catch (StoreException busy) {
      return error(request, busy, log);
    }
  }

  private Response error(Request request, Exception cause, RequestLog log) {
    S3Exception error =
        switch (cause) {
          case S3Exception protocol -> protocol;
          case StoreException store -> {
            if (store.failure().isFault()) {
              faults.report(store, log.ids().requestId());
              log.fault();
            }
            yield FailureToS3.translate(store.failure(), request.method());
          }
          case NoRoomException full -> Refusals.error(Refusal.NO_ROOM);
          case RuntimeException unexpected -> {
            faults.report(unexpected, log.ids().requestId());
            log.fault();
            yield new S3Exception(S3ErrorCode.INTERNAL_ERROR);
          }
          case EOFException cutShort -> new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
          // Only reading the request's body throws others: the client was too slow, or is gone.
          default -> new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
        };
    log.error(error.code().code());
    if (cause instanceof IOException unread && !(cause instanceof EOFException)) {
      log.unread(unread);
    }
    SignatureTrace.write(error, log.ids().requestId());
    return ErrorResponses.of(error, request, log.ids());
  }

  /**
   * Sends an answer. A body that fails before its first byte can still be answered with an error;
   * after that only cutting the connection tells the client.
   */
  private void send(Request request, Response response, Exchange exchange, RequestLog log)
      throws IOException {
    Response complete = withIds(response, log.ids());
    try {
      log.status(complete.status());
      exchange.send(complete);
    } catch (RuntimeException e) {
      // Reported and named as any failure, even where it can no longer be told to the client.
      Response error = withIds(error(request, e, log), log.ids());
      if (exchange.isCommitted()) {
        throw new IOException("the answer was cut short", e);
      }
      log.status(error.status());
      exchange.send(error);
    } finally {
      if (response.body() instanceof ResponseBody.Stream(long length, ResponseBody.Source source)) {
        source.close();
      }
    }
  }

  private static Response withIds(Response response, RequestIds ids) {
    Headers headers =
        Headers.builder()
            .add("x-amz-request-id", ids.requestId())
            .add("x-amz-id-2", ids.hostId())
            .addAll(response.headers())
            .build();
    return new Response(response.status(), headers, response.body());
  }
}
