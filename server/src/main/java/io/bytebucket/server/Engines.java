package io.bytebucket.server;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.config.ServerConfig;
import java.security.SecureRandom;
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

  /** What stored secrets are encrypted with. */
  static SecretCipher cipher(ServerConfig config) {
    ServerConfig.Credentials keys = config.credentials();
    SecureRandom random = new SecureRandom();
    return keys.previousKey()
        .map(previous -> SecretCipher.between(keys.encryptionKey(), previous, random))
        .orElseGet(() -> new SecretCipher(keys.encryptionKey(), random));
  }

  /**
   * Whether a start would make a new store. For a process that does not use it yet.
   *
   * @throws io.bytebucket.engine.local.DataDirectoryException when the data directory cannot be
   *     used
   */
  static boolean isNew(ServerConfig config) {
    return switch (config.engine()) {
      case LOCAL ->
          DataDirectoryProbe.of(config.dataDirectory()).state() == DataDirectoryProbe.State.NEW;
    };
  }

  /**
   * What is stored, to look at while nobody uses it; nothing is changed.
   *
   * @throws io.bytebucket.core.failure.StoreException when it cannot be opened
   */
  static MetadataStore look(ServerConfig config) {
    return switch (config.engine()) {
      case LOCAL -> LocalEngine.look(config.dataDirectory(), Keyspace.BULK_TAG);
    };
  }
}
