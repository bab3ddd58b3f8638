package io.bytebucket.testkit.model;

import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.testkit.model.Servers.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A store that several servers have, as a client sees it that asks now this one and now that one.
 * Servers are killed while they answer, and between; when one is killed before it has committed
 * anything the client asks another, and else it never hears the answer. Used by one thread.
 */
final class SharedStore implements StorePair.Answering {
  private static final int ONE_IN_KILLED = 20;
  private static final int CALLS_MAX = 5;
  private static final int READERS_MAX = 20;
  private static final int RENEWALS_TO_END = 12;

  private final Engine shared;
  private final Servers servers;
  private final int count;
  private final List<UploadId> begun;
  private final Random random;
  private final List<Reading> readings = new ArrayList<>();

  /** An object that a server holds open, and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Reading(Server server, ObjectReader.Content content, byte[] bytes) {}

  /**
   * That store.
   *
   * @param begun the uploads in their order; new ones are added
   */
  SharedStore(Engine shared, Servers servers, int count, List<UploadId> begun, long seed) {
    this.shared = shared;
    this.servers = servers;
    this.count = count;
    this.begun = begun;
    this.random = new Random(seed);
  }

  @Override
  public <T> Optional<T> ask(Function<ObservedStore, T> operation) {
    while (true) {
      Server server = pick();
      Optional<T> answer = Optional.empty();
      server.engine().forgetCommits();
      armNowAndThen(server);
      try {
        answer = Optional.of(operation.apply(new ServiceStore(server.store(), begun)));
      } catch (MortalEngine.Killed e) {
        // What is known of it is known by the engine.
      }
      server.engine().spare();
      boolean hasCommitted = server.engine().hasCommitted();
      // It may have been refused for that, and will be until it starts anew.
      boolean isRefused = !hasCommitted && isOver(server);
      if (server.engine().isDead()) {
        restart(server);
      } else if (isRefused) {
        server.store().tenure().renew();
      }
      if (isRefused) {
        continue;
      }
      if (answer.isPresent()) {
        return answer;
      }
      if (hasCommitted) {
        findUnheardUpload(server);
        return answer;
      }
    }
  }

  @Override
  public <T> T askUndisturbed(Function<ObservedStore, T> operation) {
    return operation.apply(new ServiceStore(pick().store(), begun));
  }

  /** Each server gives out ids of its own, which are in order. */
  @Override
  public boolean ordersUploads() {
    return false;
  }

  private Server pick() {
    return servers.get(random.nextInt(count));
  }

  /** Whether others took a server for dead, which it has not noticed yet. */
  private boolean isOver(Server server) {
    int start = server.store().start().number();
    return !shared.metadata().<Boolean>read(snapshot -> Lease.stands(snapshot, start));
  }

  private void armNowAndThen(Server server) {
    if (random.nextInt(ONE_IN_KILLED) == 0) {
      int call = 1 + random.nextInt(CALLS_MAX);
      if (random.nextInt(3) == 0) {
        server.engine().sleepAt(call, () -> goOnWithout(server));
      } else {
        server.engine().killAt(call, random.nextBoolean());
      }
    }
  }

  /** What another server does while one sleeps: it takes it for dead, and cleans up after it. */
  private void goOnWithout(Server sleeping) {
    Server other = pick();
    if (!other.equals(sleeping)) {
      renew(other, RENEWALS_TO_END);
      other.store().upkeep().sweep().sweep();
      other.store().upkeep().collector().collect();
    }
  }

  private void restart(Server dead) {
    readings.removeIf(reading -> reading.server().equals(dead));
    servers.restart(dead);
  }

  /** An upload that was begun, of which nobody heard, has its number all the same. */
  private void findUnheardUpload(Server dead) {
    int start = dead.store().start().number();
    List<UploadId> found = new ArrayList<>();
    RangeReader.of(shared.metadata())
        .rows(
            Keyspace.uploadByAge(new BlobId(start, 0)),
            Keyspace.uploadByAge(new BlobId(start + 1, 0)),
            100,
            row -> {
              Key key = row.key();
              UploadId id = new UploadId(Keyspace.agedUpload(key));
              if (UploadTrace.decode(row.value()) instanceof UploadTrace.Open
                  && begun.lastIndexOf(id) < 0) {
                found.add(id);
              }
              return true;
            });
    begun.addAll(found);
  }

  /** What servers do by themselves, and readers that take their time. */
  void live(RandomInputs inputs) {
    switch (random.nextInt(40)) {
      case 0, 1 -> work(server -> renew(server, 1 + random.nextInt(5)));
      case 2, 3 -> work(server -> server.store().upkeep().collector().collect());
      case 4 -> work(server -> server.store().upkeep().endedUploads().free());
      case 5 -> {
        if (random.nextInt(5) == 0) {
          work(server -> server.store().upkeep().sweep().sweep());
        }
      }
      case 6, 7, 8 -> open(inputs);
      case 9, 10, 11 -> readOn();
      default -> {}
    }
  }

  private static void renew(Server server, int times) {
    for (int i = 0; i < times; i++) {
      server.store().tenure().renew();
    }
  }

  private void work(Consumer<Server> task) {
    Server server = pick();
    armNowAndThen(server);
    try {
      task.accept(server);
    } catch (MortalEngine.Killed e) {
      // Somebody else has to end the work.
    }
    server.engine().spare();
    if (server.engine().isDead()) {
      restart(server);
    }
  }

  private void open(RandomInputs inputs) {
    Server server = pick();
    if (readings.size() >= READERS_MAX) {
      return;
    }
    try {
      ObjectReader.Content content =
          server.store().reader().open(ObjectReader.Source.current(inputs.bucket(), inputs.key()));
      readings.add(new Reading(server, content, bytes(content)));
    } catch (StoreException e) {
      requireExcuse(e, server);
    }
  }

  /** Reads an object once more that may be gone by now; ends the reading at times. */
  private void readOn() {
    if (readings.isEmpty()) {
      return;
    }
    Reading reading = readings.get(random.nextInt(readings.size()));
    try {
      if (!Arrays.equals(bytes(reading.content()), reading.bytes())) {
        throw new AssertionError("other bytes are read than before");
      }
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.Busy)) {
        throw new AssertionError("a false alarm: " + e.failure(), e);
      }
    }
    if (random.nextInt(3) == 0) {
      reading.content().close();
      readings.remove(reading);
    }
  }

  private void requireExcuse(StoreException e, Server server) {
    switch (e.failure()) {
      case Failure.NoSuchBucket _, Failure.NoSuchKey _, Failure.DeleteMarker _ -> {}
      case Failure.Busy _ when isOver(server) -> {}
      case Failure other -> throw new AssertionError("a false alarm: " + other, e);
    }
  }

  private static byte[] bytes(ObjectReader.Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.transfer(
          0,
          content.object().sizeBytes(),
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
