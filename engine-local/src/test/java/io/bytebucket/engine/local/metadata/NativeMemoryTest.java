package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.ScanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iterators, options and snapshots are native: what is not closed is never given back. */
@Tag("slow")
class NativeMemoryTest {
  private static final int ROUNDS = 150_000;

  /** A leaked iterator takes a few KiB, leaked options some hundred bytes. */
  private static final long GROWTH_LIMIT_BYTES = 48L << 20;

  private static final long PAGE_BYTES = 4_096;

  @TempDir private Path temporary;

  @Test
  void manyCallsTakeNoMoreMemoryThanFew() throws IOException {
    try (LocalMetadataStore store =
        OpenStores.open(temporary.resolve("metadata"), SampleRows.BULK_TAG)) {
      SampleRows.write(store, 0, 10);
      call(store, ROUNDS);
      long before = residentBytes();
      call(store, ROUNDS);
      assertThat(residentBytes() - before).isLessThan(GROWTH_LIMIT_BYTES);
    }
  }

  private static void call(LocalMetadataStore store, int rounds) {
    ScanRequest request = ScanRequest.range(SampleRows.key(0), SampleRows.key(9), 3);
    for (int i = 0; i < rounds; i++) {
      store.read(snapshot -> snapshot.get(SampleRows.key(1)));
      store.read(snapshot -> snapshot.scan(request));
      store.write(transaction -> transaction.scan(request));
      try {
        store.write(transaction -> {
          transaction.get(SampleRows.key(2));
          throw new IllegalStateException("as planned");
        });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("as planned");
      }
    }
  }

  /** Without what the heap grew by meanwhile, which a collection gives back to the system. */
  private static long residentBytes() throws IOException {
    System.gc();
    try (Scanner sizes = new Scanner(Files.readString(Path.of("/proc/self/statm")))) {
      sizes.nextLong();
      return sizes.nextLong() * PAGE_BYTES;
    }
  }
}
