package io.bytebucket.engine.local.metadata;

/** The suite with most of its keys in the bulk family. */
class BulkMetadataStoreContractTest extends LocalMetadataStoreContractTest {
  @Override
  byte bulkTag() {
    return 'k';
  }
}
