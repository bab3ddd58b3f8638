package io.bytebucket.transfer.original;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import io.bytebucket.testkit.original.OriginalData;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A store in memory, and imports into it with all that they say. */
final class ImportBench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  final MemoryEngine engine = new MemoryEngine();
  final Store store = Stores.open(engine, CLOCK, 1000);
  private final Moving moving =
      Moving.of(
          engine, store, Stores.cipher(), new Store.Settings(1000, 1, Optional.empty()), CLOCK);

  /** What one import said. */
  static final class Heard implements OriginalListener {
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final AtomicLong made = new AtomicLong();
    final AtomicLong present = new AtomicLong();
    final AtomicLong total = new AtomicLong();
    final AtomicLong remarks = new AtomicLong();

    /** After so many objects the process is as if it were killed. */
    private final long dies;

    Heard(long dies) {
      this.dies = dies;
    }

    @Override
    public void total(long objects, long bytes) {
      total.set(objects);
    }

    @Override
    public void object(
        String bucket, ObjectKey key, ObjectRecord stored, boolean isNew, String remark) {
      if (!remark.isEmpty()) {
        remarks.incrementAndGet();
      }
      long count = (isNew ? made : present).incrementAndGet();
      if (count > dies) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public void found(Finding finding) {
      findings.add(finding);
    }

    List<Finding> differences() {
      return findings.stream().filter(finding -> finding.kind().isDifference()).toList();
    }

    List<String> reasons(Finding.Kind kind, String name) {
      return findings.stream()
          .filter(finding -> finding.kind() == kind && finding.name().equals(name))
          .map(Finding::reason)
          .toList();
    }
  }

  Heard run(Path root) throws IOException {
    return run(root, options(), Long.MAX_VALUE);
  }

  Heard run(Path root, OriginalImport.Options options, long dies) throws IOException {
    Heard heard = new Heard(dies);
    OriginalSettings settings =
        OriginalImport.run(
            store, moving, OriginalDirectory.open(root, Optional.empty()), options, heard, CLOCK);
    if (options.key().isPresent()) {
      assertThat(settings.rate()).contains(new OriginalSettings.Rate(true, 50.5, 100));
      assertThat(settings.ban()).contains(new OriginalSettings.Ban(true, 20, 60, 900));
    }
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    return heard;
  }

  static OriginalImport.Options options() {
    return options(RuleReading.DOCUMENTED, OriginalData.KEY, false);
  }

  static OriginalImport.Options options(RuleReading rules, String key, boolean isFull) {
    return new OriginalImport.Options(
        Optional.of(key.getBytes(StandardCharsets.UTF_8)),
        rules,
        Map.of(),
        Optional.empty(),
        isFull,
        8,
        () -> false);
  }

  @Override
  public void close() {
    store.close();
  }
}
