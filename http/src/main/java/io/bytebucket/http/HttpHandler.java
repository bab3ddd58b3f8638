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

  /**
   * The answer to what is not handled. Must not block.
   *
   * @param request as far as it could be made out: what is not known of it is empty
   */
  default Response refuse(Request request, Refusal reason) {
    return new Response(reason.status(), Headers.EMPTY, ResponseBody.EMPTY);
  }

  /** The answering side of one request; used by one thread. */
  interface Exchange {
    /**
     * Sends the response with its whole body, blocking until the connection took it.
     *
     * <p>The header goes out together with the first bytes of the body. So when the body's source
     * fails before it gave any byte, nothing was sent: the source's exception comes out of this
     * method, {@link #isCommitted()} is false, and {@code send} may be called once more, with an
     * error. When it fails later, the connection is cut so that the client cannot take a part for
     * the whole.
     *
     * @throws NoRoomException when there is no memory for an answer of this size; nothing was sent
     * @throws IllegalArgumentException when the header is larger than can be sent; nothing was sent
     * @throws StalledTransferException when the client took the response too slowly
     * @throws IOException when the client went away or the body's source failed; what was not sent
     *     by then is never sent
     * @throws IllegalStateException when a response was already begun
     */
    void send(Response response) throws IOException;

    /** Whether the header of a response was sent, so that no other answer is possible. */
    boolean isCommitted();

    /** How many body bytes have been read from the request so far. */
    long bytesRead();

    /** How many body bytes have been sent so far, whether the client took them all or not. */
    long bytesSent();
  }
}
