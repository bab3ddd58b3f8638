package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.testkit.contract.BlobStoreContract;
import java.io.IOException;

/** The contract on a disk that writes in dribs and loses power whenever the store is reopened. */
class SimulatedBlobStoreTest extends BlobStoreContract {
  private final SimulatedDisk disk = new SimulatedDisk(42);

  SimulatedBlobStoreTest() {
    disk.writeShort();
  }

  @Override
  protected BlobStore open() {
    return FileBlobStore.open(disk, disk.root());
  }

  @Override
  protected BlobStore reopen(BlobStore store) {
    disk.powerCut();
    return open();
  }

  @Override
  protected void flip(BlobId id, long position) throws IOException {
    disk.flip(BlobLayout.prepare(disk, disk.root()).fileOf(id), position, 0);
  }
}
