package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ServerConfig;
import java.time.Clock;

/**
 * The store of the settings, opened by a command while no server runs: it has the lock of the data
 * directory, and makes the store where there is none yet.
 */
record OfflineStore(Engine engine, Store store, Moving moving) implements AutoCloseable {
  /**
   * Opens it.
   *
   * @throws DataDirectoryException when a server has it, or when it cannot be used
   * @throws io.bytebucket.core.failure.StoreException when it cannot be opened
   */
  static OfflineStore open(ServerConfig config, Clock clock) {
    DataDirectoryProbe probe = DataDirectoryProbe.of(config.dataDirectory());
    if (probe.state() == DataDirectoryProbe.State.IN_USE) {
      throw DataDirectoryException.inUse(config.dataDirectory(), probe.user());
    }
    try (Opened opened = new Opened()) {
      Engine engine = Engines.open(config, _ -> {});
      opened.add(engine::close);
      Store store = Wiring.openStore(config, engine, clock);
      OfflineStore offline =
          new OfflineStore(
              engine,
              store,
              Moving.of(
                  engine, store, Engines.cipher(config), Wiring.storeSettings(config), clock));
      opened.keep();
      return offline;
    }
  }

  @Override
  public void close() {
    try (engine;
        store) {
      // Closed in the reverse order, whatever fails.
    }
  }
}
