package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import java.util.Map;

/**
 * Reads and sets the tags of existing objects, and changes nothing else about them. Thread-safe; a
 * change is durable on return.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your storage using tags</a>
 */
public final class ObjectTagger {
  private final MetadataStore metadata;
  private final VersionChanges changes;

  /** A tagger of objects in that store. */
  public ObjectTagger(MetadataStore metadata, VersionChanges changes) {
    this.metadata = metadata;
    this.changes = changes;
  }

  /**
   * The record of the version whose tags are asked for.
   *
   * @throws io.bytebucket.core.failure.StoreException with a failure of {@link ObjectReader#head};
   *     a delete marker fails as such even if it is the current version
   */
  public HeldObject get(ObjectReader.Source source) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, source.bucket());
      return new HeldObject(require(snapshot, bucket, source), bucket.isVersioned());
    });
  }

  private static ObjectRecord require(
      Snapshot snapshot, Bucket bucket, ObjectReader.Source source) {
    ObjectRecord object =
        VersionIndex.requireTagged(snapshot, bucket, source.key(), source.version());
    source.finder().found(object);
    return object;
  }

  /**
   * Sets the tags of a version, and replaces those it has.
   *
   * @param tags empty to remove all tags
   * @param user who sets them
   * @return the record of the version with its new tags
   * @throws io.bytebucket.core.failure.StoreException as {@link #get}
   */
  public HeldObject set(ObjectReader.Source source, Tags tags, UserId user) {
    Map<String, String> values = tags.valuesOf(Tagged.OBJECT);
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, source.bucket());
      ObjectRecord tagged = require(transaction, bucket, source).withTags(values);
      VersionChange change =
          changes.begin(transaction, bucket, source.key(), Reason.of(Cause.TAG, user));
      return new HeldObject(change.rewrite(tagged), bucket.isVersioned());
    });
  }
}
