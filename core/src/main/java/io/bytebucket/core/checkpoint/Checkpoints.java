package io.bytebucket.core.checkpoint;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.Checkpointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets states of the store aside, so that a backup reads one of them while the store goes on: the
 * metadata of one moment, and the promise that the blobs it names stay.
 *
 * <p>As long as there is one, no blob that is let go is deleted, so the disk keeps what is deleted
 * or replaced meanwhile. That is why each ends by itself when nobody renews it, and all of them
 * with the start of the store that made them. Thread-safe.
 */
public final class Checkpoints implements AutoCloseable {
  /** How many there may be at once. */
  public static final int LIMIT = 4;

  /** How long one lives where nothing else is asked for. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  /** How long one may be asked to live, from its making or its last renewal on. */
  public static final Duration LIFE_MAX = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final Checkpointer checkpointer;
  private final BlobPins pins;
  private final BlobIds ids;
  private final Clock clock;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
  private boolean isClosed;

  private record Kept(Checkpoint checkpoint, BlobPins.Hold hold) {
    Kept until(Instant end) {
      return new Kept(new Checkpoint(checkpoint.id(), checkpoint.createdAt(), end), hold);
    }
  }

  private Checkpoints(Checkpointer checkpointer, BlobPins pins, BlobIds ids, Clock clock) {
    this.checkpointer = checkpointer;
    this.pins = pins;
    this.ids = ids;
    this.clock = clock;
  }

  /** Those of an engine, none yet. */
  public static Checkpoints of(Checkpointer checkpointer, BlobPins pins, BlobIds ids, Clock clock) {
    return new Checkpoints(checkpointer, pins, ids, clock);
  }

  /**
   * Sets the present state aside: it has every commit that was acknowledged before the call.
   *
   * @param life how long it lives unless it is renewed; at most {@link #LIFE_MAX}
   * @throws StoreException with {@link Failure.TooManyCheckpoints}, or as the engine fails
   */
  public synchronized Checkpoint create(Duration life) {
    Duration wanted = within(life);
    expire();
    if (isClosed) {
      throw new StoreException(new Failure.EngineFault("use a closed store"));
    }
    if (kept.size() >= LIMIT) {
      throw new StoreException(new Failure.TooManyCheckpoints(LIMIT));
    }
    String id = HexFormat.of().formatHex(ids.next().toBytes());
    // Held first: of what is let go before that, the state knows.
    BlobPins.Hold hold = pins.hold();
    boolean isMade = false;
    try {
      checkpointer.create(id);
      Instant now = clock.instant();
      Checkpoint checkpoint = new Checkpoint(id, now, now.plus(wanted));
      kept.put(id, new Kept(checkpoint, hold));
      isMade = true;
      LOG.atInfo().addKeyValue("checkpoint", id).log("set a state of the store aside");
      return checkpoint;
    } finally {
      if (!isMade) {
        hold.close();
      }
    }
  }

  /**
   * Lets one live on.
   *
   * @param life from now on; at most {@link #LIFE_MAX}
   * @throws StoreException with {@link Failure.NoSuchCheckpoint}
   */
  public synchronized Checkpoint renew(String id, Duration life) {
    Duration wanted = within(life);
    expire();
    return kept.compute(
            id,
            (_, known) -> {
              if (known == null) {
                throw new StoreException(new Failure.NoSuchCheckpoint(id));
              }
              return known.until(clock.instant().plus(wanted));
            })
        .checkpoint();
  }

  /**
   * One of those that are kept.
   *
   * @throws StoreException with {@link Failure.NoSuchCheckpoint}
   */
  public Checkpoint get(String id) {
    return Optional.ofNullable(kept.get(id))
        .map(Kept::checkpoint)
        .filter(this::lives)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchCheckpoint(id)));
  }

  /** All that are kept, the oldest first. */
  public List<Checkpoint> list() {
    return kept.values().stream()
        .map(Kept::checkpoint)
        .filter(this::lives)
        .sorted(Comparator.comparing(Checkpoint::id))
        .toList();
  }

  /** How many bytes of metadata are on the disk for that one alone. */
  public long heldBytes(Checkpoint checkpoint) {
    return checkpointer.heldBytes(checkpoint.id());
  }

  /**
   * Ends one. What it kept may be deleted from now on.
   *
   * @throws StoreException with {@link Failure.NoSuchCheckpoint}; or as the engine fails, and then
   *     it is tried again
   */
  public synchronized void release(String id) {
    expire();
    end(get(id));
  }

  /** Ends those whose time is over; to be called now and then. */
  public synchronized void expire() {
    for (Kept each : List.copyOf(kept.values())) {
      if (!lives(each.checkpoint())) {
        try {
          end(each.checkpoint());
          LOG.atWarn()
              .addKeyValue("checkpoint", each.checkpoint().id())
              .log("a state of the store that was set aside was not renewed, and has ended");
        } catch (StoreException e) {
          LOG.atWarn()
              .setCause(e)
              .addKeyValue("checkpoint", each.checkpoint().id())
              .log("a state of the store that was set aside cannot be removed");
        }
      }
    }
  }

  private void end(Checkpoint checkpoint) {
    checkpointer.delete(checkpoint.id());
    Kept gone = kept.remove(checkpoint.id());
    if (gone != null) {
      gone.hold().close();
    }
  }

  private boolean lives(Checkpoint checkpoint) {
    return clock.instant().isBefore(checkpoint.expiresAt());
  }

  private static Duration within(Duration life) {
    if (life.isNegative() || life.isZero() || life.compareTo(LIFE_MAX) > 0) {
      throw new IllegalArgumentException("no life of a checkpoint");
    }
    return life;
  }

  /** What may be known of how they fare. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Level(
            "bytebucket_checkpoints",
            "States of the store that are set aside for backups, which keep deleted bytes on the"
                + " disk.",
            kept::size));
  }

  /** Ends all of them; what cannot be removed now, the next start removes. */
  @Override
  public synchronized void close() {
    isClosed = true;
    for (Kept each : List.copyOf(kept.values())) {
      try {
        end(each.checkpoint());
      } catch (StoreException e) {
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("checkpoint", each.checkpoint().id())
            .log("a state of the store that was set aside is left for the next start to remove");
      }
    }
  }
}
