package io.bytebucket.admin;

import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.Visit;
import io.bytebucket.pipeline.client.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets nobody take the whole address, however slow they are to send and to take: there is always
 * room for those who run the store. A guest is a user who is no administrator; and as long as
 * nobody has said who it is, a source on the network. Each has a part of the requests that are
 * answered at once here and of the memory for documents, and so have all of a kind together; who
 * asks for more is told to come back. What moves many bytes of a user waits for a turn, because a
 * browser asks for many of those at once and does not come back by itself. Thread-safe.
 */
final class Guests {
  /** How much one guest moves at once: as much as a browser has connections. */
  static final int TRANSFERS_OF_ONE = 6;

  /** How much all users move at once. */
  static final int TRANSFERS = 12;

  /** What is no longer than that costs no more than an answer does anyway. */
  private static final int SMALL_ANSWER_BYTES = 8 << 10;

  /** Documents are no longer, but for lists. */
  private static final int SMALL_BODY_BYTES = 64 << 10;

  private static final long PATIENCE_MILLIS = 5_000;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final Kind strangers;
  private final Kind users;

  /**
   * Guests of an address.
   *
   * @param requests how many are answered at once there; with very few of them, guests have more
   *     than their part, because a browser needs some
   * @param documents what documents take of memory there
   */
  Guests(int requests, MemoryBudget documents) {
    long bytes = documents.limitBytes();
    strangers = new Kind(requests / 6, requests / 3, bytes / 8, bytes / 4);
    users = new Kind(requests / 4, requests / 2, bytes / 2, bytes / 8 * 5);
  }

  /**
   * The place of who proved who it is, until the visit ends.
   *
   * @throws StoreException with {@link Failure.Busy}
   */
  Place of(Sender sender, Visit visit) {
    return sender.isAdministrator() ? Place.FREE : users.enter(sender.caller().id(), visit);
  }

  /**
   * The same of anybody. There are no turns among strangers: what they are sent is kept for all of
   * them or held in their part of the memory, and a few who take it slowly would keep the console
   * from everybody.
   */
  void ofStranger(Visit visit) {
    Place _ = strangers.enter(source(visit), visit);
  }

  /**
   * The same of anybody who collects figures: their page is longer than all else that strangers
   * get, so that of the memory it may have what there is for all of them.
   */
  void ofCollector(Visit visit) {
    strangers.enterForLong(source(visit), visit);
  }

  private static Source source(Visit visit) {
    return Source.of(visit.remoteAddress()).orElse(Source.UNKNOWN);
  }

  /** What a request may take. Used by the thread of its request. */
  interface Place {
    /** That of who runs the store. */
    Place FREE =
        () -> {
          // Nobody waits.
        };

    /**
     * Waits for a turn to move many bytes; once it has come, it lasts for as long as the visit.
     *
     * @throws StoreException with {@link Failure.Busy} when it does not come soon
     */
    void awaitTurn();

    /** Lets a request be read, in its turn where it has a long body. */
    default void receive(Request request) {
      boolean isLong =
          request.headers().contains("transfer-encoding")
              || request
                  .headers()
                  .first("content-length")
                  .filter(
                      length -> length.length() > 9 || Long.parseLong(length) > SMALL_BODY_BYTES)
                  .isPresent();
      if (isLong) {
        awaitTurn();
      }
    }

    /**
     * Lets an answer be sent, in its turn where it is long. What is held in memory does not wait:
     * it has its bound there.
     */
    default Response send(Response response) {
      if (response.body() instanceof ResponseBody.Stream(long length, ResponseBody.Source source)
          && (length < 0 || length > SMALL_ANSWER_BYTES)) {
        try {
          awaitTurn();
        } catch (StoreException busy) {
          source.close();
          throw busy;
        }
      }
      return response;
    }
  }

  private static StoreException busy() {
    return new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
  }

  /** One of those who are here. */
  private static final class Guest {
    private final MemoryBudget documents;
    private final Semaphore turns = new Semaphore(TRANSFERS_OF_ONE, true);
    private int requests;

    Guest(long documentBytes) {
      documents = new MemoryBudget(documentBytes);
    }
  }

  /** Guests who share what they have. */
  private static final class Kind {
    private final int mostOfOne;
    private final int most;
    private final long bytesOfOne;
    private final MemoryBudget documents;
    private final Semaphore turns = new Semaphore(TRANSFERS, true);

    /** No more of them than requests. */
    private final Map<Object, Guest> here = new HashMap<>();

    private int requests;

    Kind(int mostOfOne, int most, long bytesOfOne, long bytes) {
      this.mostOfOne = Math.max(mostOfOne, TRANSFERS_OF_ONE);
      this.most = Math.max(most, TRANSFERS_OF_ONE);
      this.bytesOfOne = bytesOfOne;
      this.documents = new MemoryBudget(bytes);
    }

    Place enter(Object who, Visit visit) {
      Guest guest = enter(who);
      Turn turn = new Turn(guest.turns, turns);
      visit.whenOver(() -> {
        turn.end();
        leave(who, guest);
      });
      visit.memory().alsoOf(guest.documents);
      visit.memory().alsoOf(documents);
      return turn::await;
    }

    /** Takes a place for an answer that is longer than the part of one; it moves nothing else. */
    void enterForLong(Object who, Visit visit) {
      Guest guest = enter(who);
      visit.whenOver(() -> leave(who, guest));
      visit.memory().alsoOf(documents);
    }

    private synchronized Guest enter(Object who) {
      Guest found = here.get(who);
      if (requests >= most || (found != null && found.requests >= mostOfOne)) {
        throw busy();
      }
      Guest guest = found == null ? new Guest(bytesOfOne) : found;
      here.put(who, guest);
      guest.requests++;
      requests++;
      return guest;
    }

    private synchronized void leave(Object who, Guest guest) {
      guest.requests--;
      requests--;
      if (guest.requests == 0) {
        here.remove(who);
      }
    }
  }

  /** A turn to move many bytes. Used by one thread. */
  private static final class Turn {
    private final Semaphore own;
    private final Semaphore all;
    private boolean isOn;

    Turn(Semaphore own, Semaphore all) {
      this.own = own;
      this.all = all;
    }

    void await() {
      if (isOn) {
        return;
      }
      if (!comes(own)) {
        throw busy();
      }
      if (!comes(all)) {
        own.release();
        throw busy();
      }
      isOn = true;
    }

    void end() {
      if (isOn) {
        isOn = false;
        all.release();
        own.release();
      }
    }

    private static boolean comes(Semaphore turns) {
      try {
        return turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
