package io.bytebucket.server.process;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.testkit.model.StoreCheck;

/** What a server left on the disk, looked at from inside. */
final class StoredState {
  /** Logged when a start after a crash has deleted what uploads under way left behind. */
  private static final String SWEPT = "looked at every blob";

  private StoredState() {}

  /**
   * Fails unless every record, blob and counter agrees with every other. The server is killed and
   * started once more, cleans up after its earlier ends, and is ended.
   */
  static void requireConsistentAfterSweep(ServerProcess server) {
    server.kill9();
    int sweptBefore = server.timesLogged(SWEPT);
    server.start();
    server.awaitLogged(SWEPT, sweptBefore + 1);
    server.terminate();
    try (LocalEngine engine = LocalEngine.open(server.dataDirectory(), Keyspace.BULK_TAG)) {
      new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    }
  }
}
