package io.bytebucket.s3;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Query;
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
import java.util.List;

/**
 * The way of every S3 request, in one order: address, operation, caller, input, permission, answer.
 * Errors become documents in one place; one line is logged at the end. Thread-safe.
 */
public final class S3Handler implements HttpHandler {
  private final List<String> domains;
  private final RouteTable routes;
  private final Authenticator authenticator;
  private final CallerSource callers;
  private final Authorizer authorizer;
  private final FaultLog faults;

  /**
   * A handler.
   *
   * @param domains the domains below which a host name is a bucket's, in lower case
   */
  public S3Handler(
      List<String> domains,
      RouteTable routes,
      Authenticator authenticator,
      CallerSource callers,
      Authorizer authorizer,
      FaultLog faults) {
    this.domains = List.copyOf(domains);
    this.routes = routes;
    this.authenticator = authenticator;
    this.callers = callers;
    this.authorizer = authorizer;
    this.faults = faults;
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    RequestLog log = new RequestLog(request, RequestIds.mint());
    try {
      Response response;
      try {
        response = answer(request, log);
      } catch (StoreException | S3Exception | IOException e) {
        response = error(request, e, log);
      } catch (RuntimeException e) {
        faults.report(e, log.ids().requestId());
        response = error(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR), log);
      }
      send(request, response, exchange, log);
    } finally {
      log.write(exchange.bytesRead());
    }
  }

  private Response answer(Request request, RequestLog log) throws IOException {
    S3Address address = S3Address.of(request, domains);
    log.path(address.template());
    Query query =
        Query.parse(request.rawQuery()).orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_URI));
    Authenticated authenticated = authenticator.authenticate(request, query);
    Caller caller = caller(authenticated, log);
    Route route = routes.match(request.method(), address, query, request.headers());
    log.operation(route.operationName());
    Operation<?> operation =
        route.operation().orElseThrow(() -> notImplemented(route.operationName()));
    return run(operation, new S3Request(request, query, address, authenticated.body()), caller);
  }

  private <I extends Operation.Input> Response run(
      Operation<I> operation, S3Request request, Caller caller) throws IOException {
    I input = operation.decode(request);
    Action action = operation.action(input);
    authorizer.require(caller, action, input.resource());
    return operation.handle(input, caller);
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

  private static S3Exception notImplemented(String operationName) {
    return new S3Exception(
        S3ErrorCode.NOT_IMPLEMENTED,
        "The operation " + operationName + " is not implemented by this server.");
  }

  private Response error(Request request, Exception cause, RequestLog log) {
    S3Exception error =
        switch (cause) {
          case S3Exception protocol -> protocol;
          case StoreException store -> {
            if (store.failure().isFault()) {
              faults.report(store, log.ids().requestId());
            }
            yield FailureToS3.translate(store.failure());
          }
          case EOFException cutShort -> new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
          // Only reading the request's body throws others: the client was too slow, or is gone.
          default -> new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
        };
    log.error(error.code().code());
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
      log.bytesOut(exchange.send(complete));
    } catch (StoreException e) {
      if (exchange.isCommitted()) {
        faults.report(e, log.ids().requestId());
        log.error(FailureToS3.translate(e.failure()).code().code());
        throw new IOException("the answer was cut short", e);
      }
      Response error = withIds(error(request, e, log), log.ids());
      log.status(error.status());
      log.bytesOut(exchange.send(error));
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
