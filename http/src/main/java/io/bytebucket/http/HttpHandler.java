package io.bytebucket.http;

import java.io.IOException;

/**
 * Answers requests. Thread-safe; called on a thread of its own for each request, so it may block.
 */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers {@code request} through {@code exchange}, exactly once, before it returns.
   *
   * @throws IOException when the client went away; the connection is then closed
   */
  void handle(Request request, Exchange exchange) throws IOException;

  /** The answering side of one request; used by one thread. */
  interface Exchange {
    /**
     * Sends the response with its whole body, blocking until the connection took it.
     *
     * @return how many body bytes were sent
     * @throws IOException when the client went away, was too slow, or the body's source failed;
     *     what was not sent by then is never sent
     */
    long send(Response response) throws IOException;

    /** How many body bytes have been read from the request so far. */
    long bytesRead();
  }
}
