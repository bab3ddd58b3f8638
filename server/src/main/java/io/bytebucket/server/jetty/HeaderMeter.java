package io.bytebucket.server.jetty;

import io.bytebucket.http.MemoryBudget;
import org.eclipse.jetty.http.HttpException;

/**
 * What the header that a connection is sending costs, held against what one may cost and against
 * what all together may. Ordinary headers are paid for with the connection and touch nothing that
 * is shared; the room that a large one takes is kept as long as its bytes are.
 *
 * <p>Used by the thread that reads or answers, but for {@link #close}.
 */
final class HeaderMeter {
  /**
   * A header up to this length costs nothing of the shared memory; a longer one leaves a parser
   * behind that is too large to be kept.
   */
  static final int FREE_BYTES = 4 << 10;

  /** A header of up to so many fields costs nothing of the shared memory. */
  private static final int FREE_FIELDS = 64;

  /** What a field takes besides its bytes. */
  private static final int FIELD_BYTES = 256;

  private static final int TRAILERS_MAX_BYTES = 8 << 10;

  private final RequestLimits limits;
  private final MemoryBudget.Share share;
  private int fields;
  private int headerBytes;
  private int trailersStart;
  private boolean isHeld;
  private boolean isClosed;

  HeaderMeter(RequestLimits limits) {
    this.limits = limits;
    this.share = limits.headerMemory().share();
  }

  /** Notes that a header begins. */
  void begin() {
    fields = 0;
  }

  /** Notes another field, of the header or its trailers; throws when these are too many. */
  void field() {
    fields++;
    if (fields > limits.headerFields()) {
      throw tooLarge();
    }
  }

  /** Notes that what follows is trailers. */
  void trailers(int readBytes) {
    trailersStart = readBytes;
  }

  /** Throws when the trailers are too long. */
  void requireShortTrailers(int readBytes) {
    if (readBytes - trailersStart > TRAILERS_MAX_BYTES) {
      throw tooLarge();
    }
  }

  /** Whether there is room for a header of which so many bytes have come. */
  boolean mayRead(int readBytes) {
    return isFree(readBytes) || take(cost(readBytes), isHeld);
  }

  /** Whether there is room for the header that has now come; it is held until {@link #release}. */
  boolean mayHandle(int readBytes) {
    headerBytes = readBytes;
    return isFree(readBytes) || take(cost(readBytes), true);
  }

  /** Whether the parser is fit to be kept for another header. */
  boolean isKept() {
    return headerBytes <= FREE_BYTES;
  }

  /** Gives back what the header took: it was refused, and its parser is let go of. */
  void release() {
    if (isHeld || share.bytes() > 0) {
      giveBack();
    }
  }

  /**
   * Notes that the request was answered. The parser of a large header still holds it, and lives as
   * long as its connection: what that took is given back when the connection is closed.
   */
  void answered() {
    if (isKept()) {
      release();
    } else {
      releaseOnceClosed();
    }
  }

  /** Notes that the connection is closed; what is being answered keeps its room until it was. */
  synchronized void close() {
    isClosed = true;
    if (!isHeld) {
      share.close();
    }
  }

  private synchronized void releaseOnceClosed() {
    isHeld = false;
    if (isClosed) {
      share.close();
    }
  }

  private synchronized void giveBack() {
    isHeld = false;
    share.close();
  }

  private synchronized boolean take(long costBytes, boolean hold) {
    isHeld = hold;
    if (isClosed && !hold) {
      return true;
    }
    return share.bytes() >= costBytes || share.tryGrow(costBytes - share.bytes());
  }

  private boolean isFree(int readBytes) {
    return readBytes <= FREE_BYTES && fields <= FREE_FIELDS;
  }

  private long cost(int readBytes) {
    return (long) readBytes * RequestLimits.HEADER_BYTE_COST + (long) fields * FIELD_BYTES;
  }

  private static HttpException.RuntimeException tooLarge() {
    return new HttpException.RuntimeException(431);
  }
}
