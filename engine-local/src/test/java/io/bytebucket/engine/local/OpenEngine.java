package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Key;
import java.nio.file.Path;

/** A process of its own for {@link LocalEngineTest}: stores something of each kind. */
final class OpenEngine {
  private OpenEngine() {}

  /** Opens an engine in the directory that the one argument names, and closes it. */
  public static void main(String[] args) {
    try (LocalEngine engine = LocalEngine.open(Path.of(args[0]), Keyspace.BULK_TAG);
        BlobWriter blob = engine.blobs().create(new BlobId(1, 1), 3)) {
      blob.write(new byte[3], 0, 3);
      blob.commit();
      engine
          .metadata()
          .write(transaction -> {
            transaction.put(Key.of(new byte[] {'x'}), new byte[1]);
            return transaction;
          });
    }
  }
}
