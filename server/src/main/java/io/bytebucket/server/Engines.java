package io.bytebucket.server;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.config.ServerConfig;
import java.util.function.Consumer;

/** Opens the engine that the settings name. */
final class Engines {
  private Engines() {}

  /**
   * Opens it.
   *
   * @param onFatal called once, by any thread, with the reason, when nothing can be committed any
   *     more until the engine is opened again
   * @throws io.bytebucket.engine.local.DataDirectoryException when the data directory cannot be
   *     used
   * @throws io.bytebucket.core.failure.StoreException when what is in it cannot be opened
   */
  static Engine open(ServerConfig config, Consumer<Throwable> onFatal) {
    return switch (config.engine()) {
      case LOCAL -> LocalEngine.open(config.dataDirectory(), Keyspace.BULK_TAG, onFatal);
    };
  }
}
