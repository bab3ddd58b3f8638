package io.bytebucket.junit;

import io.bytebucket.core.Store;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.Routes;
import io.bytebucket.s3.route.RouteTable;
import io.bytebucket.s3.route.S3Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stands before S3, and makes happen what is planned. Thread-safe. */
final class FaultHandler implements HttpHandler {
  private final HttpHandler s3;
  private final RouteTable routes;
  private final Faults faults;
  private final List<String> domains;

  FaultHandler(Store store, HttpHandler s3, Faults faults, List<String> domains) {
    this.s3 = s3;
    // To know operations by name; nothing is ever decoded here.
    this.routes = Routes.table(store, new MemoryBudget(0), "");
    this.faults = faults;
    this.domains = List.copyOf(domains);
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    Optional<Fault> fault = faults.take(wanted(request));
    if (fault.isEmpty()) {
      s3.handle(request, exchange);
      return;
    }
    switch (fault.get().kind()) {
      case Fault.Kind.Slow slow -> {
        hold(slow);
        s3.handle(request, exchange);
      }
      case Fault.Kind.Refused refused -> exchange.send(answer(refused));
      case Fault.Kind.CutUpload(long afterBytes) -> {
        CutBody body = new CutBody(request.body(), afterBytes);
        Cut cut = new Cut(exchange, body::isCut, Long.MAX_VALUE);
        s3.handle(request.withBody(body), cut);
        cut.end();
      }
      case Fault.Kind.CutAnswer(long afterBytes) -> {
        Cut cut = new Cut(exchange, () -> afterBytes == 0, afterBytes);
        s3.handle(request, cut);
        cut.end();
      }
    }
  }

  @Override
  public Response refuse(Request request, Refusal reason) {
    return s3.refuse(request, reason);
  }

  private void hold(Fault.Kind.Slow slow) throws IOException {
    try {
      faults.hold(slow.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Faults.Wanted wanted(Request request) {
    try {
      S3Address address = S3Address.of(request, domains);
      String key = address instanceof S3Address.InObject(String _, String name) ? name : "";
      return new Faults.Wanted(operation(request, address), address.bucketName(), key);
    } catch (S3Exception noRequestOfS3) {
      return new Faults.Wanted("", "", "");
    }
  }

  private String operation(Request request, S3Address address) {
    try {
      Query query = Query.parse(request.rawQuery()).orElse(Query.EMPTY);
      return routes.match(request.method(), address, query, request.headers()).operationName();
    } catch (S3Exception noOperation) {
      return "";
    }
  }

  private static Response answer(Fault.Kind.Refused refused) {
    String id = UUID.randomUUID().toString();
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message>"
                .formatted(refused.code(), escaped(refused.message()))
            + "<RequestId>%s</RequestId></Error>".formatted(id);
    Headers headers =
        Headers.builder()
            .add("content-type", "application/xml")
            .add("x-amz-request-id", id)
            .build();
    return new Response(
        refused.status(),
        headers,
        new ResponseBody.Bytes(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
