package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.metadata.commit.CommitRequest;
import io.bytebucket.engine.local.metadata.commit.Committer;
import io.bytebucket.engine.local.metadata.commit.FreeSpace;
import io.bytebucket.engine.local.metadata.commit.SyncCheck;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.LogCheck;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import io.bytebucket.engine.local.metadata.view.ViewSnapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link MetadataStore} in one directory, on RocksDB. Thread-safe; made for virtual threads.
 *
 * <p>A query reads a snapshot. A change runs over a snapshot too, on its caller's thread, and keeps
 * its writes to itself; then the {@link Committer} makes them durable together with those of all
 * other changes that wait. A change that wrote nothing does not need the committer if everything it
 * saw is durable: it saw one state of the store, which was the latest at some moment of the call.
 */
public final class LocalMetadataStore implements MetadataStore {
  /**
   * With less room than this on the file system, a change that makes the store grow is refused.
   * RocksDB needs the room itself, to write out what it holds in memory and to compact files,
   * without which deletions would free nothing.
   */
  public static final long RESERVE_BYTES = 64L << 20;

  /**
   * How long closing waits for the calls under way, and then for the committer. It is longer than
   * any caller waits for its commit.
   */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(40);

  private static final Logger LOG = LoggerFactory.getLogger(LocalMetadataStore.class);

  private final Database database;
  private final SyncCheck check;
  private final Committer committer;
  private final OpenCalls calls = new OpenCalls();
  private boolean isReleased;

  private LocalMetadataStore(Database database, SyncCheck check, Committer committer) {
    this.database = database;
    this.check = check;
    this.committer = committer;
  }

  /**
   * Opens the store in {@code directory}, which is made if it does not exist.
   *
   * @param bulkTag the first byte of keys whose values are large; always the same for a directory
   * @param onFatal called once, by any thread, with the reason, when nothing can be committed any
   *     more until the store is opened again; every write fails from then on, and reads go on
   * @throws StoreException with {@link Failure.Corrupt} when what is there is damaged; with {@link
   *     Failure.StorageFull} when there is no room to recover; with {@link Failure.EngineFault}
   *     when another process has the directory open, or it cannot be used
   */
  public static LocalMetadataStore open(Path directory, byte bulkTag, Consumer<Throwable> onFatal) {
    return open(directory, bulkTag, RESERVE_BYTES, onFatal);
  }

  /** The same with another reserve, for tests on a small file system. */
  static LocalMetadataStore open(
      Path directory, byte bulkTag, long reserveBytes, Consumer<Throwable> onFatal) {
    try {
      createDirectory(directory);
      LogCheck.require(directory, bulkTag);
      FreeSpace space = new FreeSpace(directory, reserveBytes);
      Database database = Database.open(directory, bulkTag);
      try {
        SyncCheck check = new SyncCheck(directory);
        Committer committer = Committer.of(database, space, check, onFatal);
        return new LocalMetadataStore(database, check, committer);
      } catch (IOException e) {
        database.close();
        throw e;
      }
    } catch (RocksDBException e) {
      throw RocksFailures.ofOpen(e);
    } catch (IOException e) {
      throw DiskFailures.of("open metadata", e);
    }
  }

  /**
   * Makes the directory, and syncs its entry in the directory above. RocksDB syncs only what it
   * writes inside.
   */
  private static void createDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    committer.keepWatched();
    calls.enter();
    try (RocksView view = RocksView.pinned(database)) {
      return query.apply(new ViewSnapshot(view));
    } finally {
      calls.exit();
    }
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    if (committer.isCurrentThread()) {
      throw new IllegalStateException("a change must not write to its store");
    }
    calls.enter();
    try {
      CommitRequest<R> request = new CommitRequest<>(change);
      try (RocksView view = RocksView.pinned(database)) {
        request.run(view);
        request.sawUpTo(view.sequence());
      }
      return request.changes().isEmpty() && committer.isDurable(request.version())
          ? request.result()
          : committer.commit(request);
    } finally {
      calls.exit();
    }
  }

  /**
   * Makes a store of the present state in a directory, by hard links. It has all that was
   * acknowledged before the call, and may have more.
   *
   * @param target is not there; its parent is, on the same file system
   * @throws StoreException as it fails; then something may be left below {@code target}
   */
  public void checkpoint(Path target) {
    calls.enter();
    try {
      FutureTask<Void> task =
          new FutureTask<>(() -> {
            database.checkpoint(target);
            return null;
          });
      // It takes as long as the disk does, and must not keep a carrier of virtual threads for that.
      Thread.ofPlatform().name("metadata-checkpoint").start(task);
      await(task);
    } finally {
      calls.exit();
    }
  }

  /** An interrupted caller waits, too: the database must not be closed before it is done. */
  private static void await(FutureTask<Void> task) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RocksDBException cause
              ? RocksFailures.ofCheckpoint(cause)
              : new StoreException(new Failure.EngineFault("make a checkpoint"), e);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What may be known of how it fares. */
  public List<Figure> figures() {
    return Stream.of(committer.figures(), database.figures()).flatMap(List::stream).toList();
  }

  @Override
  public synchronized void close() {
    if (isReleased) {
      return;
    }
    if (!calls.close(CLOSE_WAIT)) {
      // Freeing native memory that a call still uses would crash the process.
      LOG.error("metadata stays open: calls are still under way");
      return;
    }
    if (!committer.close(CLOSE_WAIT)) {
      LOG.error("metadata stays open: a commit does not end");
      return;
    }
    try (database;
        check) {
      isReleased = true;
    } catch (IOException e) {
      LOG.warn("a file of the metadata store cannot be closed", e);
    }
  }
}
