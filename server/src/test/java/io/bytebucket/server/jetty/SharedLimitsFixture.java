package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.util.Optional;

/** A server with little memory for its clients, which says what is refused and why. */
final class SharedLimitsFixture implements AutoCloseable {
  static final int FIELDS = 100;
  static final int PARAMETERS = 100;
  static final int HEADER_BYTES = 256 << 10;

  final MemoryBudget headers = new MemoryBudget(1 << 20);
  final MemoryBudget requests = new MemoryBudget(1 << 20);
  private final HttpFixture server;

  SharedLimitsFixture(int connections, HttpHandler handler) throws IOException {
    this.server =
        HttpFixture.start(
            new Naming(handler),
            HttpFixture.LIMITS,
            Optional.empty(),
            new RequestLimits(connections, HEADER_BYTES, FIELDS, PARAMETERS, headers, requests));
  }

  RawHttp connect() throws IOException {
    return server.connect();
  }

  /** The text that answers a request on a connection of its own. */
  String exchange(RawRequest request) throws IOException {
    try (RawHttp client = connect()) {
      return client.exchange(request).text();
    }
  }

  /** Waits until so much is taken; a test that waits in vain fails by its timeout. */
  static void awaitTaken(MemoryBudget budget, long atLeast, long atMost) {
    while (budget.takenBytes() < atLeast || budget.takenBytes() > atMost) {
      if (Thread.interrupted()) {
        throw new AssertionError("taken in the end: " + budget.takenBytes());
      }
      Thread.onSpinWait();
    }
  }

  static void awaitNothingTaken(MemoryBudget budget) {
    awaitTaken(budget, 0, 0);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Answers refusals, and exceptions for want of room, with their names. */
  private record Naming(HttpHandler handler) implements HttpHandler {
    @Override
    public void handle(Request request, Exchange exchange) throws IOException {
      try {
        handler.handle(request, exchange);
      } catch (NoRoomException full) {
        exchange.send(refuse(request, Refusal.NO_ROOM));
      }
    }

    @Override
    public Response refuse(Request request, Refusal reason) {
      return HttpFixture.text(reason.status(), reason + " " + request.method());
    }
  }
}
