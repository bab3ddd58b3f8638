package io.bytebucket.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What follows the header of a response. */
public sealed interface ResponseBody {
  /** No body. */
  ResponseBody EMPTY = new Bytes(new byte[0]);

  /** How much of bytes that are kept anyway is handed over at once. */
  int KEPT_PIECE_BYTES = 32 << 10;

  /**
   * A body of bytes that are kept whoever asks for them: its answers hold nothing of their own, so
   * that as many clients as there are may be slow to take them.
   *
   * @param bytes not copied: nobody may change them afterwards
   */
  static ResponseBody kept(byte[] bytes) {
    return new Stream(
        bytes.length,
        sink -> {
          for (int at = 0; at < bytes.length; at += KEPT_PIECE_BYTES) {
            sink.write(ByteBuffer.wrap(bytes, at, Math.min(KEPT_PIECE_BYTES, bytes.length - at)));
          }
        });
  }

  /** How many bytes will follow; less than 0 where nobody knows yet. */
  long lengthBytes();

  /**
   * A body held in memory.
   *
   * @param bytes not copied: the caller must not change them afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  record Bytes(byte[] bytes) implements ResponseBody {
    @Override
    public long lengthBytes() {
      return bytes.length;
    }
  }

  /**
   * A body that is produced while it is sent.
   *
   * @param lengthBytes exactly how many bytes {@code source} writes; with {@link #UNKNOWN_LENGTH}
   *     the body is sent in chunks, of which the last one says that it was the last
   * @param source written at most once, then closed by whoever made the response; an exception from
   *     it after the first byte cuts the connection, because a status line that was sent cannot be
   *     taken back
   */
  record Stream(long lengthBytes, Source source) implements ResponseBody {
    /** The length of a body that is known when it was written. */
    public static final long UNKNOWN_LENGTH = -1;
  }

  /**
   * Announces a length without sending the bytes: the answer to HEAD.
   *
   * @param lengthBytes what {@code Content-Length} says
   */
  record HeadOnly(long lengthBytes) implements ResponseBody {}

  /** Produces a body. */
  @FunctionalInterface
  interface Source extends AutoCloseable {
    /** Writes the whole body to {@code sink}. */
    void writeTo(Sink sink) throws IOException;

    /** How much memory the whole body takes until it is closed; 0 when it is read bit by bit. */
    default long heldBytes() {
      return 0;
    }

    /** Releases what the body is made from, whether it was written or not. */
    @Override
    default void close() {}
  }

  /** Takes the bytes of a body; used by one thread. */
  @FunctionalInterface
  interface Sink {
    /**
     * Sends the remaining bytes of {@code buffer}, blocking until the connection took them; the
     * buffer may be used again afterwards.
     *
     * @throws IOException when the client went away or was too slow
     */
    void write(ByteBuffer buffer) throws IOException;
  }
}
