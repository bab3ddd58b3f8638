package io.bytebucket.pipeline;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What requests at an address mean: what answers them, and how an error looks on the wire. All else
 * about them is the {@link Pipeline}'s. Thread-safe; it may block.
 *
 * @param <E> what it throws to refuse a request
 */
public interface FrontEnd<E extends ProtocolException> {
  /**
   * Answers a request. Notes on the way, as soon as it is known, what is asked for and by whom.
   *
   * @throws ProtocolException of this front end's kind, when it refuses
   * @throws io.bytebucket.core.failure.StoreException as the store fails
   * @throws IOException as reading the body fails
   */
  Response answer(Request request, Visit visit) throws IOException;

  /** The error that stands for a problem. */
  E translate(Problem problem, Request request);

  /**
   * An error on the wire, without the ids in its header.
   *
   * @param request as far as it could be made out
   */
  Response response(E error, Request request, RequestIds ids);

  /**
   * What is answered even where there is no room for the request: for those who end a server that
   * does not answer, and may be the only ones who ask. It must be small, and take nothing.
   */
  default Optional<Response> withoutRoom(Request request) {
    return Optional.empty();
  }

  /** Adds what tells a client the ids of its request; so begins the header of every answer. */
  void tell(RequestIds ids, Headers.Builder headers);

  /**
   * What a request names besides bucket and key, by the names of fields of the log: for the report
   * of a fault, so that it says what is damaged.
   */
  default Map<String, String> furtherNames(Request request) {
    return Map.of();
  }

  /**
   * More about why a request was refused, by name: for those who run the store, and nobody else.
   * Never a secret.
   */
  default Map<String, String> explain(E error) {
    return Map.of();
  }

  /**
   * An answer, error or not, with what else goes with each. When this throws, the answer goes out
   * as it was.
   */
  default Response complete(Response response, Request request, Visit visit) {
    return response;
  }
}
