package io.bytebucket.server.backup;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.engine.local.HeldDirectory;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.client.CheckpointClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way to what a backup is made of: where a server runs on the data directory, a checkpoint of
 * that server; else the directory itself, which nobody can use meanwhile.
 */
public final class StoreAccess {
  private final Path dataDirectory;
  private final Supplier<CheckpointClient> server;
  private final Going going;
  private final Clock clock;

  /**
   * To a data directory on this machine.
   *
   * @param server connects to the server that uses it, if one does
   */
  public StoreAccess(
      Path dataDirectory, Supplier<CheckpointClient> server, Going going, Clock clock) {
    this.dataDirectory = dataDirectory;
    this.server = server;
    this.going = going;
    this.clock = clock;
  }

  /**
   * Has something done with it.
   *
   * @throws BackupException when there is no store, or another server was asked
   * @throws io.bytebucket.server.client.ClientException when the server cannot be asked
   */
  public <R> R with(Function<BackupSource, R> work) {
    return switch (DataDirectoryProbe.toRead(dataDirectory).state()) {
      case NEW -> throw new BackupException("DATA_DIR: there is no store in " + dataDirectory);
      case STORE -> stopped(work);
      case IN_USE -> running(work);
    };
  }

  private <R> R stopped(Function<BackupSource, R> work) {
    try (HeldDirectory held = HeldDirectory.take(dataDirectory);
        MetadataStore metadata = held.metadata(Keyspace.BULK_TAG)) {
      return work.apply(
          new BackupSource(
              metadata,
              held.blobs(),
              clock.instant(),
              HeldDirectory.formatOf(dataDirectory),
              () -> {}));
    }
  }

  private <R> R running(Function<BackupSource, R> work) {
    try (CheckpointClient client = server.get();
        LentCheckpoint lent = LentCheckpoint.of(client, going)) {
      String id = lent.made().id();
      if (!HeldDirectory.hasCheckpoint(dataDirectory, id)) {
        throw new BackupException(
            "the server that was asked uses another data directory than "
                + dataDirectory
                + ": name the right one with --url, or DATA_DIR");
      }
      try (MetadataStore metadata =
          LocalEngine.lookAtCheckpoint(dataDirectory, id, Keyspace.BULK_TAG)) {
        return work.apply(
            new BackupSource(
                metadata,
                HeldDirectory.blobsOf(dataDirectory),
                lent.made().createdAt(),
                HeldDirectory.formatOf(dataDirectory),
                lent::require));
      }
    }
  }
}
