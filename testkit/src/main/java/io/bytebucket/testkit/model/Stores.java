package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Checkpointer;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.memory.MemoryCheckpointer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens stores for tests: as a server does, without upkeep, and with what tests care little for.
 */
public final class Stores {
  private Stores() {}

  /** An engine of two ports, so that a test can put something of its own between. */
  private record Joined(
      MetadataStore metadata, BlobStore blobs, boolean isExclusive, Checkpointer checkpointer)
      implements Engine {
    Joined(MetadataStore metadata, BlobStore blobs, boolean isExclusive) {
      this(metadata, blobs, isExclusive, new MemoryCheckpointer());
    }

    @Override
    public void close() {
      metadata.close();
      blobs.close();
    }
  }

  /** Both ports as an engine that nobody else has open. */
  public static Engine join(MetadataStore metadata, BlobStore blobs) {
    return new Joined(new AuditWatch(metadata), blobs, true);
  }

  /** Both ports as an engine that others may have open too. */
  public static Engine share(MetadataStore metadata, BlobStore blobs) {
    return new Joined(new AuditWatch(metadata), blobs, false);
  }

  /** What encrypts the secrets of tests. */
  public static SecretCipher cipher() {
    return new SecretCipher(new byte[SecretCipher.KEY_BYTES], new SecureRandom());
  }

  /**
   * A start of the store over an engine. Parts may be of any size, and uploads are forgotten after
   * a week.
   *
   * @param inlineLimitBytes the largest body that is kept in the metadata store
   */
  public static Store open(Engine engine, Clock clock, int inlineLimitBytes) {
    return open(engine, clock, inlineLimitBytes, LayoutSizes.STANDARD);
  }

  /** The same, with layouts of other sizes: small ones make few parts many rows. */
  public static Store open(Engine engine, Clock clock, int inlineLimitBytes, LayoutSizes layouts) {
    Store.Settings settings =
        new Store.Settings(inlineLimitBytes, 0, Optional.of(Duration.ofDays(7)))
            .withLayouts(layouts);
    Engine watched =
        new Joined(
            new AuditWatch(engine.metadata()),
            engine.blobs(),
            engine.isExclusive(),
            engine.checkpointer());
    return Store.open(watched, cipher(), settings, clock);
  }

  /** The completion of an upload with these parts, and on no further condition. */
  public static UploadCompleter.Completion completion(
      Uploads.Handle upload, List<UploadedPart> parts, UserId user) {
    return new UploadCompleter.Completion(
        upload,
        parts.stream()
            .map(part ->
                new UploadCompleter.Listed(part.number(), part.etag().value(), Optional.empty()))
            .toList(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        new WriteCondition.None(),
        user);
  }
}
