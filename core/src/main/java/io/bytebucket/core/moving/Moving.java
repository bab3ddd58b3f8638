package io.bytebucket.core.moving;

import io.bytebucket.core.Store;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.saved.SavedImporter;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.UserImporter;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts what comes from elsewhere into a store as it was there, and reads what no client is told.
 * Nobody's permission is asked, and nothing that is there is changed. Every change is durable on
 * return, and has its record in the audit log where others of its kind have one.
 *
 * @param buckets buckets with their settings
 * @param objects versions of objects
 * @param users users with their keys, limits and second factors
 * @param saved what administrators decided while servers ran
 */
public record Moving(
    BucketImporter buckets, ObjectImporter objects, UserImporter users, SavedImporter saved) {
  /**
   * What moves into, and out of, a store that is open.
   *
   * @param engine the one that the store was opened over
   * @param cipher reads and writes the secrets of its users
   * @param settings those that the store was opened with
   */
  public static Moving of(
      Engine engine,
      Store store,
      SecretCipher cipher,
      Store.Settings settings,
      InstantSource clock) {
    MetadataStore metadata = engine.metadata();
    AuditedStore audited = AuditedStore.ofOperators(metadata, clock);
    return new Moving(
        new BucketImporter(metadata, audited),
        new ObjectImporter(
            metadata,
            new VersionChanges(store.ids(), settings.layouts(), List.of()),
            new BodyReceiver(engine.blobs(), store.ids(), settings.inlineLimitBytes())),
        new UserImporter(metadata, audited, store.users(), cipher),
        new SavedImporter(metadata, audited));
  }
}
