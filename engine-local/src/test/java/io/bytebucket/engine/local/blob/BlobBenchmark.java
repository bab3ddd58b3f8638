package io.bytebucket.engine.local.blob;

import com.sun.management.OperatingSystemMXBean;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.testkit.contract.BlobBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures blob files beside what the machine can do. Run by hand, on a quiet machine:
 *
 * <pre>mvn -q -pl engine-local -am test-compile && java -cp CLASSPATH \
 *   io.bytebucket.engine.local.blob.BlobBenchmark DIRECTORY [ROUNDS]</pre>
 */
final class BlobBenchmark {
  private static final int LARGE_BYTES = 64 << 20;
  private static final int WRITERS = 32;
  private static final int BYTES_PER_RUN = 128 << 20;
  private static final int BLOBS_PER_RUN = 3_000;

  private final Path directory;
  private final BlobStore store;
  private final AtomicLong sequence = new AtomicLong();
  private final byte[] large = BlobBytes.seeded(1, LARGE_BYTES);

  private BlobBenchmark(Path directory) {
    this.directory = directory;
    this.store = FileBlobStore.open(new RealDisk(), directory);
  }

  /** Prints a table for each round; the first round warms up. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    BlobBenchmark benchmark = new BlobBenchmark(directory);
    for (int round = 0; round <= rounds; round++) {
      System.out.println(round == 0 ? "warm-up" : "round " + round);
      benchmark.large();
      for (int size : new int[] {4 << 10, 32 << 10, 64 << 10, 256 << 10, 1 << 20}) {
        benchmark.small(size);
      }
    }
    benchmark.store.forEach(benchmark.store::delete);
  }

  private void large() throws Exception {
    report("dd conv=fdatasync, 64 MiB", LARGE_BYTES, 1, this::dd);
    report("MD5, one thread", LARGE_BYTES, 1, () -> newMd5().digest(large));
    BlobId id = new BlobId(1, sequence.getAndIncrement());
    report("put 64 MiB, hashed", LARGE_BYTES, 1, () -> put(id, newMd5()));
    report("read 64 MiB, cached", LARGE_BYTES, 1, () -> read(id));
    store.delete(id);
    BlobId bare = new BlobId(1, sequence.getAndIncrement());
    report("put 64 MiB, not hashed", LARGE_BYTES, 1, () -> put(bare, null));
    store.delete(bare);
  }

  private Void dd() throws IOException, InterruptedException {
    Path file = directory.resolve("dd.out");
    String[] command = {
      "dd", "if=/dev/zero", "of=" + file, "bs=1M", "count=64", "conv=fdatasync", "status=none"
    };
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    Files.delete(file);
    if (status != 0) {
      throw new IOException("dd failed");
    }
    return null;
  }

  private Void put(BlobId id, MessageDigest digest) {
    try (BlobWriter writer = store.create(id, LARGE_BYTES)) {
      for (int at = 0; at < LARGE_BYTES; at += BlobStore.BLOCK_BYTES) {
        if (digest != null) {
          digest.update(large, at, BlobStore.BLOCK_BYTES);
        }
        writer.write(large, at, BlobStore.BLOCK_BYTES);
      }
      writer.commit();
    }
    return null;
  }

  private Long read(BlobId id) throws IOException {
    AtomicLong sum = new AtomicLong();
    try (BlobReader reader = store.open(id)) {
      reader.transfer(0, reader.lengthBytes(), piece -> sum.addAndGet(piece.remaining()));
    }
    return sum.get();
  }

  private void small(int sizeBytes) throws Exception {
    byte[] bytes = BlobBytes.seeded(2, sizeBytes);
    int blobs = Math.min(BLOBS_PER_RUN, BYTES_PER_RUN / sizeBytes);
    long first = sequence.getAndAdd(blobs);
    String size = (sizeBytes >> 10) + " KiB by " + WRITERS;
    report(
        "put " + size,
        sizeBytes,
        blobs,
        () ->
            inParallel(blobs, index -> BlobBytes.put(store, new BlobId(1, first + index), bytes)));
    report(
        "read " + size,
        sizeBytes,
        blobs,
        () -> inParallel(blobs, index -> read(new BlobId(1, first + index))));
    report(
        "delete " + size,
        sizeBytes,
        blobs,
        () ->
            inParallel(
                blobs,
                index -> {
                  store.delete(new BlobId(1, first + index));
                  return null;
                }));
  }

  private interface Step {
    Object run(int index) throws IOException;
  }

  private static Void inParallel(int count, Step step) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int worker = 0; worker < WRITERS; worker++) {
        workers.add(
            threads.submit(() -> {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                step.run(i);
              }
              return null;
            }));
      }
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    return null;
  }

  private static void report(String what, int sizeBytes, int count, Callable<?> work)
      throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    work.call();
    cpu = system.getProcessCpuTime() - cpu;
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "  %-28s %8.0f/s %8.0f MB/s %10.0f us CPU each%n",
        what, count / seconds, (double) count * sizeBytes / seconds / 1e6, cpu / 1e3 / count);
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
