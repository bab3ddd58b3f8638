package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of blob files ask again and again. */
final class BlobAssertions {
  private BlobAssertions() {}

  static Set<BlobId> blobs(BlobStore store) {
    Set<BlobId> found = new TreeSet<>();
    store.forEach(found::add);
    return found;
  }

  static Failure failureOf(ThrowingCallable call) {
    StoreException thrown = catchThrowableOfType(StoreException.class, call);
    assertThat(thrown).as("a failure of the store").isNotNull();
    return thrown.failure();
  }

  static void assertCorrupt(ThrowingCallable call) {
    assertThat(failureOf(call)).isInstanceOf(Failure.Corrupt.class);
  }

  static void assertStorageFull(ThrowingCallable call) {
    assertThat(failureOf(call)).isInstanceOf(Failure.StorageFull.class);
  }

  static void assertEngineFault(ThrowingCallable call) {
    assertThat(failureOf(call)).isInstanceOf(Failure.EngineFault.class);
  }
}
