package io.bytebucket.engine.local.metadata;

import java.nio.file.Path;

/** Opens stores whose committer must not end. */
final class OpenStores {
  private OpenStores() {}

  static LocalMetadataStore open(Path directory, byte bulkTag) {
    return LocalMetadataStore.open(directory, bulkTag, OpenStores::failed);
  }

  static LocalMetadataStore open(Path directory, byte bulkTag, long reserveBytes) {
    return LocalMetadataStore.open(directory, bulkTag, reserveBytes, OpenStores::failed);
  }

  private static void failed(Throwable cause) {
    throw new IllegalStateException("the committer ended", cause);
  }
}
