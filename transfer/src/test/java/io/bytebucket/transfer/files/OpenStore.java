package io.bytebucket.transfer.files;

import io.bytebucket.core.Store;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.StoreFacts;
import io.bytebucket.testkit.model.Stores;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** A store over an engine, with the shortest ways to move it. */
final class OpenStore implements AutoCloseable {
  static final UserId OWNER = new UserId("AKOWNER");
  private static final LayoutSizes LAYOUTS = new LayoutSizes(40, 2, 2);
  private static final int INLINE_BYTES = 64;

  final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
  final Engine engine;
  final Store store;
  final Moving moving;

  private OpenStore(Engine engine) {
    this.engine = Stores.join(engine.metadata(), engine.blobs());
    this.store = Stores.open(engine, clock, INLINE_BYTES, LAYOUTS);
    Store.Settings settings =
        new Store.Settings(INLINE_BYTES, 0, Optional.of(Duration.ofDays(7))).withLayouts(LAYOUTS);
    this.moving = Moving.of(this.engine, store, Stores.cipher(), settings, clock);
  }

  static OpenStore empty() {
    return new OpenStore(MemoryEngine.thatRunsChangesTwice());
  }

  static OpenStore over(Engine engine) {
    return new OpenStore(engine);
  }

  SortedSet<String> facts() {
    return StoreFacts.of(engine.metadata(), store);
  }

  OpenStore requireConsistent() {
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    return this;
  }

  ReportLine.Totals export(Path directory, Path report, TransferListener listener)
      throws IOException {
    return export(directory, report, listener, false);
  }

  ReportLine.Totals export(
      Path directory, Path report, TransferListener listener, boolean isPortable)
      throws IOException {
    return new FilesExport(
            new FilesExport.Order(directory, report, "a test", List.of(), "", true, isPortable, 4),
            store,
            moving,
            listener,
            clock)
        .run(Stores.cipher());
  }

  ReportLine.Totals importFrom(Path directory, Path report, TransferListener listener)
      throws IOException {
    return importFrom(directory, report, listener, Stores.cipher());
  }

  ReportLine.Totals importFrom(
      Path directory, Path report, TransferListener listener, SecretCipher cipher)
      throws IOException {
    return FilesImport.run(
        new FilesImport.Order(directory, report, "a test", true, 4),
        store,
        moving,
        cipher,
        listener,
        clock);
  }

  ReportLine.Totals importPlain(Path directory, Path report) throws IOException {
    return PlainImport.run(
        new FilesImport.Order(directory, report, "a test", true, 4),
        store,
        moving,
        OWNER,
        new Dies(Long.MAX_VALUE),
        clock);
  }

  @Override
  public void close() {
    store.close();
  }

  /** Ends a run as a kill would, after so many steps. */
  static final class Dies implements TransferListener {
    private long stepsLeft;

    Dies(long steps) {
      this.stepsLeft = steps;
    }

    static Dies never() {
      return new Dies(Long.MAX_VALUE);
    }

    @Override
    public void total(long objects, long bytes) {}

    @Override
    public synchronized void done(long objects, long bytes) {
      if (--stepsLeft < 0) {
        throw new DeathException();
      }
    }

    @Override
    public void note(String what, Map<String, ?> fields) {}
  }

  /** What such an end looks like. */
  static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
