package io.bytebucket.engine.local.metadata;

import static java.util.Collections.nCopies;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many durable commits a second the store takes from virtual threads, without HTTP: what {@code
 * make bench} holds durable puts against. The figure is the last word that it prints.
 *
 * <pre>java -cp ... BareEngineBenchmark DIRECTORY THREADS VALUE_BYTES SECONDS</pre>
 */
final class BareEngineBenchmark {
  /** What the compiler needs until it has seen enough; a server that is measured had it, too. */
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final LocalMetadataStore store;
  private final byte[] value;
  private final AtomicLong numbers = new AtomicLong();

  private BareEngineBenchmark(LocalMetadataStore store, int valueBytes) {
    this.store = store;
    this.value = new byte[valueBytes];
    new Random(1).nextBytes(value);
  }

  /** Measures once, in a directory that is made when it is missing. */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int valueBytes = Integer.parseInt(arguments[2]);
    Duration length = Duration.ofSeconds(Long.parseLong(arguments[3]));
    double perSecond;
    try (LocalMetadataStore store = OpenStores.open(directory, Keyspace.BULK_TAG)) {
      BareEngineBenchmark benchmark = new BareEngineBenchmark(store, valueBytes);
      benchmark.run(threads, WARM_UP);
      perSecond = benchmark.run(threads, length);
    }
    System.out.printf(
        "%d threads, values of %d bytes, commits a second: %.0f%n", threads, valueBytes, perSecond);
  }

  /** Commits from so many threads for so long; the commits a second, when all succeeded. */
  private double run(int threads, Duration length) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + length.toNanos();
    Callable<Long> task = () -> commitUntil(end);
    long commits = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> thread : executor.invokeAll(nCopies(threads, task))) {
        commits += thread.resultNow();
      }
    }
    return commits * 1e9 / (System.nanoTime() - start);
  }

  private long commitUntil(long end) {
    long commits = 0;
    while (System.nanoTime() < end) {
      commit();
      commits++;
    }
    return commits;
  }

  private void commit() {
    long number = numbers.incrementAndGet();
    Key key =
        Key.of(ByteBuffer.allocate(1 + Long.BYTES).put(Keyspace.BULK_TAG).putLong(number).array());
    store.write(transaction -> {
      transaction.put(key, value);
      return number;
    });
  }
}
