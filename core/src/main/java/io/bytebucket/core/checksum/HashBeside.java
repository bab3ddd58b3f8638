package io.bytebucket.core.checksum;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hash that is computed on a thread of its own, so that a second hash over the same bytes, and
 * what else is done with them, need not wait for it. Used by one thread.
 *
 * <p>It holds copies of the bytes that wait, {@value #BUFFERS} times the size of a buffer, and
 * makes its user wait when there are more.
 */
final class HashBeside implements Hash, AutoCloseable {
  /** One being filled, one being hashed, and enough between them to even out the scheduler. */
  static final int BUFFERS = 8;

  private static final Piece END = new Piece(new byte[0], -1);

  /** Some bytes, in a buffer that is used again. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
  private record Piece(byte[] buffer, int length) {}

  private final Hash hash;
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread thread;

  /** Seen by the user once the thread has ended. */
  private @Nullable Throwable failure;

  /** Whether all bytes went into the hash; seen by the user once the thread has ended. */
  private boolean isWhole;

  /** Goes on with a hash that nobody else uses from now on. */
  HashBeside(Hash hash, int bufferBytes) {
    this.hash = hash;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[bufferBytes]);
    }
    this.thread = Thread.ofVirtual().name("hash").start(this::run);
  }

  private void run() {
    try {
      for (Piece piece = full.take(); piece.length() >= 0; piece = full.take()) {
        if (failure == null) {
          hash(piece);
        }
        free.add(piece.buffer());
      }
      isWhole = failure == null;
    } catch (InterruptedException closed) {
      // Nobody wants the result.
    }
  }

  /** Whatever goes wrong, buffers go on coming back: nobody may wait for one for ever. */
  private void hash(Piece piece) {
    try {
      hash.update(piece.buffer(), 0, piece.length());
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      byte[] buffer = takeFree();
      int size = Math.min(buffer.length, end - at);
      System.arraycopy(bytes, at, buffer, 0, size);
      full.add(new Piece(buffer, size));
      at += size;
    }
  }

  private byte[] takeFree() {
    try {
      byte[] buffer = free.poll();
      while (buffer == null) {
        buffer = free.poll(1, TimeUnit.SECONDS);
        if (buffer == null && !thread.isAlive()) {
          throw new IllegalStateException("the hash's thread is gone", failure);
        }
      }
      return buffer;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public byte[] finish() {
    full.add(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (!isWhole) {
      throw new IllegalStateException("hashing failed", failure);
    }
    return hash.finish();
  }

  /** A server that ends interrupts what is under way, which then must not be taken for whole. */
  private static IllegalStateException interrupted() {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while hashing");
  }

  /**
   * Ends the thread, whether the hash is finished or not, and waits until it has ended: as long as
   * it lives it holds the buffers, and so many uploads may be cut off at once that their threads do
   * not come to run for a while. Idempotent.
   */
  @Override
  public void close() {
    thread.interrupt();
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
