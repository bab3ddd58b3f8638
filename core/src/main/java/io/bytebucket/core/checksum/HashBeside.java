package io.bytebucket.core.checksum;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hash that is computed on a thread of its own, so that nothing else that is done with the same
 * bytes has to wait for it. Used by one thread.
 *
 * <p>It copies the bytes into at most {@value #BUFFERS} buffers, and makes its caller wait when all
 * of them are full.
 */
final class HashBeside implements Hash, AutoCloseable {
  /**
   * One that is being filled, one that is being hashed, and enough between them that neither thread
   * waits for the scheduler.
   */
  static final int BUFFERS = 8;

  private static final Piece END = new Piece(new byte[0], -1);

  /** Bytes to hash, in a buffer that goes back to the free ones afterwards. */
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

  /** Takes over a computation, which nobody else may use from now on. */
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

  /** Whatever goes wrong, the buffers still come back, so that nobody waits for one for ever. */
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

  /**
   * A server that ends interrupts what is under way. Such a hash must not be taken for a complete
   * one.
   */
  private static IllegalStateException interrupted() {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while hashing");
  }

  /**
   * Ends the thread, whether the hash is finished or not, and waits until it has ended, because it
   * holds the buffers for as long as it lives. When very many uploads are cut off at once it can
   * take a while until their threads get to run. Idempotent.
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
