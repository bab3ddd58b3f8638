package io.bytebucket.junit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** An engine that has no room while a test says so: what makes it grow is StorageFull. */
final class CrampedEngine implements Engine {
  private final Engine engine;
  private final MetadataStore metadata;
  private final BlobStore blobs;

  CrampedEngine(Engine engine, BooleanSupplier isFull) {
    this.engine = engine;
    this.metadata = new Metadata(engine.metadata(), isFull);
    this.blobs = new Blobs(engine.blobs(), isFull);
  }

  @Override
  public MetadataStore metadata() {
    return metadata;
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public boolean isExclusive() {
    return engine.isExclusive();
  }

  @Override
  public List<Figure> figures() {
    return engine.figures();
  }

  @Override
  public void close() {
    engine.close();
  }

  private record Metadata(MetadataStore store, BooleanSupplier isFull) implements MetadataStore {
    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      if (!isFull.getAsBoolean()) {
        return store.write(change);
      }
      return store.write(transaction -> {
        GrowthWatch watch = new GrowthWatch(transaction);
        R result = change.apply(watch);
        if (watch.isRefused()) {
          throw new StoreException(new Failure.StorageFull());
        }
        return result;
      });
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private record Blobs(BlobStore store, BooleanSupplier isFull) implements BlobStore {
    @Override
    public BlobWriter create(BlobId id, long expectedBytes) {
      if (isFull.getAsBoolean()) {
        throw new StoreException(new Failure.StorageFull());
      }
      return store.create(id, expectedBytes);
    }

    @Override
    public BlobReader open(BlobId id) {
      return store.open(id);
    }

    @Override
    public byte[] label(BlobId id) {
      return store.label(id);
    }

    @Override
    public void delete(BlobId id) {
      store.delete(id);
    }

    @Override
    public void forEach(Consumer<BlobId> action) {
      store.forEach(action);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
