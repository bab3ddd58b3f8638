package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A {@link BlobStore} in memory. Durable only in the sense that {@link #reopen()} finds the blobs
 * that were committed. Thread-safe.
 */
public final class MemoryBlobStore implements BlobStore {
  /** How much a store made without a capacity takes, in bytes of blobs. */
  public static final long CAPACITY_BYTES = 512L << 20;

  private final long capacityBytes;
  private final Map<BlobId, MemoryBlob> blobs;
  private final Set<BlobId> started = new TreeSet<>();
  private long sizeBytes;
  private boolean closed;

  /** An empty store. */
  public MemoryBlobStore() {
    this(CAPACITY_BYTES);
  }

  /** An empty store that answers StorageFull to bytes past its capacity. */
  public MemoryBlobStore(long capacityBytes) {
    this(capacityBytes, new TreeMap<>());
  }

  private MemoryBlobStore(long capacityBytes, Map<BlobId, MemoryBlob> blobs) {
    this.capacityBytes = capacityBytes;
    this.blobs = blobs;
    this.sizeBytes = blobs.values().stream().mapToLong(MemoryBlob::lengthBytes).sum();
  }

  /** Closes this store, as a crash would; the one returned finds every committed blob. */
  public synchronized MemoryBlobStore reopen() {
    close();
    return new MemoryBlobStore(capacityBytes, blobs);
  }

  /** Flips one bit of a committed blob, as a bad disk would. */
  public synchronized void flip(BlobId id, long offset) {
    find(id).flip(offset);
  }

  /** Cuts a committed blob off at its last block, as a bad file system would. */
  public synchronized void cut(BlobId id) {
    sizeBytes -= find(id).cut();
  }

  /** Puts two committed blobs in each other's place. */
  public synchronized void swap(BlobId one, BlobId other) {
    MemoryBlob first = find(one);
    blobs.put(one, find(other));
    blobs.put(other, first);
  }

  /** Takes from every committed blob what it says of itself, as an earlier version wrote them. */
  public synchronized void unlabelAll() {
    blobs.values().forEach(blob -> blob.label(NO_LABEL));
  }

  @Override
  public synchronized BlobWriter create(BlobId id, long expectedBytes) {
    requireOpen();
    if (blobs.containsKey(id) || !started.add(id)) {
      throw new StoreException(new Failure.EngineFault("create a blob under a taken id"));
    }
    return new MemoryBlobWriter(this, id);
  }

  @Override
  public synchronized BlobReader open(BlobId id) {
    return new MemoryBlobReader(id, findOwn(id));
  }

  @Override
  public synchronized byte[] label(BlobId id) {
    return findOwn(id).label();
  }

  private MemoryBlob findOwn(BlobId id) {
    requireOpen();
    MemoryBlob blob = find(id);
    if (!blob.isOf(id)) {
      throw new StoreException(new Failure.Corrupt("blob", id + " of another blob"));
    }
    return blob;
  }

  @Override
  public synchronized void delete(BlobId id) {
    requireOpen();
    MemoryBlob blob = blobs.remove(id);
    if (blob != null) {
      sizeBytes -= blob.lengthBytes();
    }
  }

  @Override
  public void forEach(Consumer<BlobId> action) {
    Set<BlobId> present;
    synchronized (this) {
      requireOpen();
      present = Set.copyOf(blobs.keySet());
    }
    present.forEach(action);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  synchronized void reserve(int lengthBytes) {
    requireOpen();
    if (sizeBytes + lengthBytes > capacityBytes) {
      throw new StoreException(new Failure.StorageFull());
    }
    sizeBytes += lengthBytes;
  }

  synchronized void commit(BlobId id, MemoryBlob blob) {
    requireOpen();
    blobs.put(id, blob);
  }

  synchronized void abandon(long lengthBytes) {
    sizeBytes -= lengthBytes;
  }

  private MemoryBlob find(BlobId id) {
    MemoryBlob blob = blobs.get(id);
    if (blob == null) {
      throw new StoreException(new Failure.Corrupt("blob", id + " missing"));
    }
    return blob;
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException(new Failure.EngineFault("use after close"));
    }
  }
}
