package io.bytebucket.testkit.model;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryEngine;
import java.util.Random;

class MemoryDamageTest extends DamageContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }

  @Override
  protected Engine damage(
      Engine engine, BlobDamage damage, BlobId blob, BlobId other, Random random) {
    MemoryEngine next = ((MemoryEngine) engine).reopen();
    MemoryBlobStore blobs = next.blobs();
    switch (damage) {
      case FLIPPED -> blobs.flip(blob, random.nextInt(64));
      case CUT -> blobs.cut(blob);
      case MISSING -> blobs.delete(blob);
      case SWAPPED -> blobs.swap(blob, other);
    }
    return next;
  }
}
