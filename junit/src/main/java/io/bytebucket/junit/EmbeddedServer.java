package io.bytebucket.junit;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.server.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole server of S3 inside this process, on a free port of 127.0.0.1, with signatures that are
 * checked. As many as wanted may run at once; they share nothing. Thread-safe.
 *
 * <p>It ends with {@link #close}, and with it its threads and files; where nobody closes it, it
 * ends with the process, and a temporary directory stays behind.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final ServerSpec spec;
  private final TestClock time = new TestClock(InProcess.systemClock());
  private final TestClock signatureTime = new TestClock(InProcess.systemClock());
  private final Faults faults = new Faults();
  private final Optional<Path> directory;
  private final URI endpoint;
  private final URI adminEndpoint;
  private InProcess server;
  private boolean isClosed;

  EmbeddedServer(ServerSpec spec) {
    this.spec = spec;
    this.directory = spec.isInMemory() ? Optional.empty() : Optional.of(newDirectory());
    boolean isStarted = false;
    try {
      this.server = launch(0, 0);
      isStarted = true;
    } finally {
      if (!isStarted) {
        directory.ifPresent(EmbeddedServer::delete);
      }
    }
    this.endpoint = server.s3();
    this.adminEndpoint = server.admin();
  }

  /** A server in memory, to be made as one wants it, and then started. */
  public static ServerSpec of() {
    return ServerSpec.standard();
  }

  /** Where S3 is served, with path-style addresses. The same as long as the server lives. */
  public URI endpoint() {
    return endpoint;
  }

  /** Where the admin API is served. */
  public URI adminEndpoint() {
    return adminEndpoint;
  }

  /** The access key of the user who may do everything. */
  public String accessKeyId() {
    return spec.accessKeyId();
  }

  /** The secret of that key. */
  public String secretAccessKey() {
    return spec.secretAccessKey();
  }

  /** The region that the server says it is in; requests may be signed for any. */
  public String region() {
    return spec.region();
  }

  /** What tells the store the time: when objects were changed, when uploads expire. */
  public TestClock time() {
    return time;
  }

  /**
   * What the times of signatures and the expiry of links are held against. Apart from the other,
   * because clients sign with the time of the machine: a server that is an hour ahead lets none of
   * them in.
   */
  public TestClock signatureTime() {
    return signatureTime;
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /**
   * Does now what a server does now and then by itself: removes uploads that have expired by {@link
   * #time}, and the bytes that nobody needs any more.
   */
  public synchronized void upkeep() {
    requireOpen();
    server.store().upkeep().expiry().run();
    server.store().upkeep().collector().collect();
  }

  /**
   * Makes it as it was at its start: only the buckets that were asked for, and nothing in them; no
   * users, limits, bans or other settings that somebody saved; no faults, and both clocks with the
   * machine's. Requests under way end first. Connections that clients keep are closed; the port
   * stays the same.
   */
  public synchronized void reset() {
    requireOpen();
    faults.clear();
    server.close();
    time.reset();
    signatureTime.reset();
    directory.ifPresent(EmbeddedServer::deleteContents);
    server = launch(endpoint.getPort(), adminEndpoint.getPort());
  }

  /** Ends the server, its threads and files; idempotent. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      faults.clear();
      server.close();
      directory.ifPresent(EmbeddedServer::delete);
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the server is closed");
    }
  }

  private InProcess launch(int port, int adminPort) {
    List<String> domains =
        Arrays.stream(spec.settings().getOrDefault("DOMAINS", "localhost").split(",", -1))
            .map(String::strip)
            .toList();
    try {
      InProcess started =
          InProcess.start(
              new InProcess.Parts(
                  spec.environment(port, adminPort),
                  this::engine,
                  (store, s3) -> new FaultHandler(store, s3, faults, domains),
                  time,
                  signatureTime));
      boolean isWhole = false;
      try {
        makeBuckets(started.store());
        isWhole = true;
        return started;
      } finally {
        if (!isWhole) {
          started.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeBuckets(Store store) {
    UserId owner = store.users().find(spec.accessKeyId()).orElseThrow().user().id();
    for (String bucket : spec.buckets()) {
      store.buckets().create(new BucketName(bucket), owner, LocationConstraint.NONE);
    }
  }

  private Engine engine() {
    Engine engine =
        directory.isPresent()
            ? LocalEngine.open(directory.get().resolve("data"), Keyspace.BULK_TAG)
            : new MemoryEngine();
    return new CrampedEngine(engine, faults::isStorageFull);
  }

  /** What it has on a disk, while it is open. */
  Optional<Path> directory() {
    return directory;
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("bytebucket-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteContents(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    deleteContents(directory);
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
