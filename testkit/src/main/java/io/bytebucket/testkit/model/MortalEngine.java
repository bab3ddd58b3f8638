package io.bytebucket.testkit.model;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one process sees of an engine that others have open too, until the process is killed. From
 * then on every call ends with {@link Killed}, so that whatever was under way stops where it was.
 * Thread-safe.
 */
final class MortalEngine implements Engine {
  private final Engine engine;
  private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final ThreadLocal<Boolean> hasCommitted = ThreadLocal.withInitial(() -> false);
  private volatile boolean diesBeforeCall;
  private volatile boolean isDead;
  private volatile Optional<Runnable> meanwhile = Optional.empty();

  /** The end of the process, as far as one of its threads can notice it. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  MortalEngine(Engine engine) {
    this.engine = engine;
  }

  /** Kills the process at its so-manieth call from now on, before or after the engine did it. */
  void killAt(int call, boolean beforeCall) {
    meanwhile = Optional.empty();
    diesBeforeCall = beforeCall;
    callsLeft.set(call);
  }

  /** Has the process sleep before its so-manieth call from now on, while something happens. */
  void sleepAt(int call, Runnable event) {
    meanwhile = Optional.of(event);
    callsLeft.set(call);
  }

  /** Takes {@link #killAt} or {@link #sleepAt} back, if there is still time. */
  void spare() {
    callsLeft.set(Integer.MAX_VALUE);
  }

  /** Kills the process now. */
  void kill() {
    isDead = true;
  }

  boolean isDead() {
    return isDead;
  }

  /** Whether the engine has committed something for this thread since {@link #forgetCommits}. */
  boolean hasCommitted() {
    return hasCommitted.get();
  }

  void forgetCommits() {
    hasCommitted.set(false);
  }

  private <R> R call(Supplier<R> operation) {
    boolean isDue = callsLeft.decrementAndGet() == 0;
    boolean isLast = isDue && meanwhile.isEmpty();
    if (isDue) {
      meanwhile.ifPresent(Runnable::run);
    }
    if (isLast && diesBeforeCall) {
      isDead = true;
    }
    requireAlive();
    R result = operation.get();
    if (isLast) {
      isDead = true;
    }
    requireAlive();
    return result;
  }

  private void requireAlive() {
    if (isDead) {
      throw new Killed();
    }
  }

  @Override
  public MetadataStore metadata() {
    return new Metadata();
  }

  @Override
  public BlobStore blobs() {
    return new Blobs();
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  /** The engine stays open: others use it. */
  @Override
  public void close() {
    isDead = true;
  }

  private final class Metadata implements MetadataStore {
    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return call(() -> engine.metadata().read(query));
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      return call(() -> {
        R result = engine.metadata().write(change);
        hasCommitted.set(true);
        return result;
      });
    }

    @Override
    public void close() {
      isDead = true;
    }
  }

  private final class Blobs implements BlobStore {
    @Override
    public BlobWriter create(BlobId id, long expectedBytes) {
      return call(() -> new Writer(engine.blobs().create(id, expectedBytes)));
    }

    @Override
    public BlobReader open(BlobId id) {
      return call(() -> new Reader(engine.blobs().open(id)));
    }

    @Override
    public byte[] label(BlobId id) {
      return call(() -> engine.blobs().label(id));
    }

    @Override
    public void delete(BlobId id) {
      call(() -> {
        engine.blobs().delete(id);
        return id;
      });
    }

    @Override
    public void forEach(Consumer<BlobId> action) {
      call(() -> {
        engine.blobs().forEach(action);
        return action;
      });
    }

    @Override
    public void close() {
      isDead = true;
    }
  }

  private final class Writer implements BlobWriter {
    private final BlobWriter writer;

    Writer(BlobWriter writer) {
      this.writer = writer;
    }

    @Override
    public BlobId id() {
      return writer.id();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      requireAlive();
      writer.write(bytes, offset, length);
    }

    @Override
    public long commit(byte[] label) {
      return call(() -> writer.commit(label));
    }

    /** Of a process that was killed too: its files are closed. */
    @Override
    public void close() {
      writer.close();
    }
  }

  private final class Reader implements BlobReader {
    private final BlobReader reader;

    Reader(BlobReader reader) {
      this.reader = reader;
    }

    @Override
    public long lengthBytes() {
      return reader.lengthBytes();
    }

    @Override
    public void transfer(long offset, long length, Sink sink) throws IOException {
      requireAlive();
      reader.transfer(offset, length, sink);
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
