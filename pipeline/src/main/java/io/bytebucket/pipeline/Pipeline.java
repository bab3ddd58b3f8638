package io.bytebucket.pipeline;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.limit.Door;
import io.bytebucket.pipeline.limit.PacedBody;
import io.bytebucket.pipeline.limit.TurnedAway;
import io.bytebucket.pipeline.limit.TurnedAwayException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The way of every request, whatever it means: it gets ids and room in memory, its front end
 * answers it, errors become answers in one place, the server's own faults are reported, and one
 * line is logged at the end. Thread-safe.
 *
 * @param <E> what the front end throws to refuse a request
 */
public final class Pipeline<E extends ProtocolException> implements HttpHandler {
  /** Up to here an answer takes no more than a connection does anyway. */
  private static final int SMALL_ANSWER_BYTES = 8 << 10;

  private static final int RETRY_AFTER_SECONDS = 1;

  /** What is said of single things that are refused where the rest is done. */
  private static final String REFUSED = "AccessDenied";

  private final FrontEnd<E> frontEnd;
  private final Class<E> refusals;
  private final MemoryBudget documents;
  private final FaultLog faults;
  private final Meters meters;
  private final Door door;
  private final RefusedRequests refused;
  private final AccessLog log = new AccessLog();

  /**
   * The way to a front end.
   *
   * @param refusals what the front end throws to refuse a request; all else that it throws is a
   *     failure of the store, of the connection, or a bug
   * @param documents what documents may hold of memory together, sent or to be sent
   * @param meters where requests are counted
   * @param refused where it is kept why requests were refused
   */
  public Pipeline(
      FrontEnd<E> frontEnd,
      Class<E> refusals,
      MemoryBudget documents,
      FaultLog faults,
      Meters meters,
      RefusedRequests refused) {
    this(frontEnd, refusals, documents, faults, meters, refused, Door.OPEN);
  }

  /**
   * The same with a door.
   *
   * @param refused where it is kept why requests were refused
   * @param door who is turned away before the front end hears of them
   */
  public Pipeline(
      FrontEnd<E> frontEnd,
      Class<E> refusals,
      MemoryBudget documents,
      FaultLog faults,
      Meters meters,
      RefusedRequests refused,
      Door door) {
    this.frontEnd = frontEnd;
    this.refusals = refusals;
    this.documents = documents;
    this.faults = faults;
    this.meters = meters;
    this.door = door;
    this.refused = refused;
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    Optional<TurnedAway> turnedAway = door.enter(request.remoteAddress());
    if (turnedAway.isPresent()) {
      turnAway(request, exchange, turnedAway.get());
      return;
    }
    MemoryBudget.Share memory = documents.share();
    Visit visit =
        new Visit(request.method(), request.remoteAddress(), RequestIds.mint(), memory, door);
    Request heard =
        door.holdsUsers() ? request.withBody(new PacedBody(request.body(), visit::pace)) : request;
    try (memory) {
      Response answer =
          ScopedValue.where(Origin.CURRENT, visit.origin()).call(() -> answer(heard, visit));
      send(heard, complete(answer, heard, visit), exchange, visit);
    } catch (IOException unsent) {
      visit.unanswered(unsent, exchange.isCommitted());
      throw unsent;
    } finally {
      visit.over();
      end(visit, exchange.bytesRead(), exchange.bytesSent());
    }
  }

  /** As cheap as it can be: who is turned away may come by the thousand. */
  private void turnAway(Request request, Exchange exchange, TurnedAway turnedAway)
      throws IOException {
    Visit visit = unheard(request);
    exchange.send(refusal(request, visit, new Problem.NotHeard(turnedAway)));
  }

  private Visit unheard(Request request) {
    return new Visit(
        request.method(), request.remoteAddress(), RequestIds.mint(), documents.share(), door);
  }

  @Override
  public Response refuse(Request request, Refusal reason) {
    Visit visit = unheard(request);
    Optional<Response> anyway =
        reason == Refusal.NO_ROOM ? frontEnd.withoutRoom(request) : Optional.empty();
    return anyway.isPresent()
        ? withIds(anyway.get(), visit.ids())
        : refusal(request, visit, new Problem.Refused(reason));
  }

  private Response refusal(Request request, Visit visit, Problem problem) {
    E error = frontEnd.translate(problem, request);
    Response response = frontEnd.response(error, request, visit.ids());
    visit.error(
        problem instanceof Problem.Refused(Refusal reason) ? reason.label() : error.label());
    visit.status(response.status());
    visit.end();
    log.writeRefusal(visit);
    meterOf(visit).ended(visit, 0, 0);
    return withIds(response, visit.ids());
  }

  private void end(Visit visit, long bytesIn, long bytesOut) {
    visit.end();
    log.write(visit, bytesIn, bytesOut);
    meterOf(visit).ended(visit, bytesIn, bytesOut);
  }

  private RequestMeter meterOf(Visit visit) {
    return visit
        .meter()
        .orElseGet(() -> meters.row(visit.method(), visit.path(), visit.operation()));
  }

  /**
   * The front end's answer, or an error, which is another one when there is no room for all that it
   * quotes. Anybody can have one.
   */
  private Response answer(Request request, Visit visit) {
    MemoryBudget.Share memory = visit.memory();
    try {
      Response response = frontEnd.answer(request, visit);
      visit
          .refusedParts()
          .ifPresent(parts -> refused.add(visit, response.status(), REFUSED, Because.of(parts)));
      return requireRoom(response, memory::tryGrow);
    } catch (RuntimeException | IOException e) {
      Response error = error(request, e, visit);
      try {
        return requireRoom(error, memory::tryGrowUnproved);
      } catch (StoreException busy) {
        return error(request, busy, visit);
      }
    }
  }

  /**
   * An answer that is held in memory until its client took it, as far as the documents of all
   * clients leave room for that. What was asked for may have been done all the same.
   */
  private static Response requireRoom(Response response, LongPredicate room) {
    long heldBytes = response.heldBytes();
    if (heldBytes > SMALL_ANSWER_BYTES && !room.test(heldBytes)) {
      close(response);
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    return response;
  }

  /** What goes with an answer is no reason to withhold it: what was done was done. */
  private Response complete(Response response, Request request, Visit visit) {
    try {
      return frontEnd.complete(response, request, visit);
    } catch (RuntimeException e) {
      // One fault is told of once.
      if (response.status() < 500) {
        faults.report(e, visit, frontEnd.furtherNames(request));
      }
      return response;
    }
  }

  private Response error(Request request, Exception cause, Visit visit) {
    E error =
        refusals.isInstance(cause)
            ? refusals.cast(cause)
            : frontEnd.translate(problem(request, cause, visit), request);
    visit.error(error.label());
    if (error.isFailedSignIn()) {
      countFailure(request, visit);
    }
    if (cause instanceof IOException unread && !(cause instanceof EOFException)) {
      visit.unread(unread);
    }
    Response response = frontEnd.response(error, request, visit.ids());
    if (RefusedRequests.isRefusal(response.status())) {
      refused.add(visit, response.status(), because(cause, error));
    }
    return response;
  }

  private void countFailure(Request request, Visit visit) {
    if (visit.isByLink()) {
      door.followedBadLink(request.remoteAddress(), visit.accessKeyId());
    } else {
      door.failedToSignIn(request.remoteAddress());
    }
  }

  private Map<String, String> because(Exception cause, E error) {
    Map<String, String> because = Because.of(cause, error.getMessage());
    because.putAll(frontEnd.explain(error));
    return because;
  }

  private Problem problem(Request request, Exception cause, Visit visit) {
    return switch (cause) {
      case StoreException store -> {
        if (store.failure().isFault()) {
          faults.report(store, visit, frontEnd.furtherNames(request));
          visit.fault();
        }
        if (store.failure() instanceof Failure.AccessDenied denied) {
          visit.denied(denied.action(), denied.reason());
        }
        yield new Problem.Failed(store.failure());
      }
      case TurnedAwayException tooMuch -> new Problem.NotHeard(tooMuch.turnedAway());
      case NoRoomException full -> new Problem.Refused(Refusal.NO_ROOM);
      case EOFException cutShort -> new Problem.CutShort();
      // Only reading the request's body throws others: the client was too slow, or is gone.
      case IOException unread -> new Problem.Unread(unread);
      default -> {
        faults.report(cause, visit, frontEnd.furtherNames(request));
        visit.fault();
        yield new Problem.Unexpected();
      }
    };
  }

  /**
   * Sends an answer. A body that fails before its first byte can still be answered with an error;
   * after that only cutting the connection tells the client.
   */
  private void send(Request request, Response response, Exchange exchange, Visit visit)
      throws IOException {
    Response complete = withIds(response, visit.ids());
    try {
      visit.status(complete.status());
      exchange.send(visit.pace().slow(complete));
    } catch (RuntimeException e) {
      // Reported and named as any failure, even where it can no longer be told to the client.
      Response error = withIds(error(request, e, visit), visit.ids());
      if (exchange.isCommitted()) {
        throw new IOException("the answer was cut short", e);
      }
      visit.status(error.status());
      exchange.send(error);
    } finally {
      close(response);
    }
  }

  private Response withIds(Response response, RequestIds ids) {
    Headers.Builder headers = Headers.builder();
    frontEnd.tell(ids, headers);
    return new Response(
        response.status(), headers.addAll(response.headers()).build(), response.body());
  }

  private static void close(Response response) {
    if (response.body() instanceof ResponseBody.Stream(long length, ResponseBody.Source source)) {
      source.close();
    }
  }
}
