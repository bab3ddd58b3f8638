package io.bytebucket.core.object;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies and renames objects without moving their bytes: the copy names the same bytes, which stay
 * for as long as any object names them. Thread-safe; a copy or a new name is durable on return.
 */
public final class ObjectCopier {
  /** How often the source may change while its checksum is computed. */
  private static final int ATTEMPTS_MAX = 10;

  private final MetadataStore metadata;
  private final VersionChanges changes;
  private final ObjectReader reader;
  private final BucketAcls acls;
  private final Clock clock;

  /**
   * A copier inside that store.
   *
   * @param reader reads it
   * @param acls knows which access control lists copies may have
   */
  public ObjectCopier(
      MetadataStore metadata,
      VersionChanges changes,
      ObjectReader reader,
      BucketAcls acls,
      Clock clock) {
    this.metadata = metadata;
    this.changes = changes;
    this.reader = reader;
    this.acls = acls;
    this.clock = clock;
  }

  /**
   * One copy to make.
   *
   * @param conditions what must hold of the source
   * @param attributes the attributes of the copy, tags apart; none keeps those of the source
   * @param tags the tags of the copy; none keeps those of the source
   * @param guard says whether the copy may keep tags of the source
   * @param storageClass the storage class of the copy; none means the standard one
   * @param access what was sent about who may do what with the copy; that of the source is not kept
   * @param checksum the algorithm of the checksum to keep with the copy; none keeps the checksum of
   *     the source
   * @param condition what must hold of the object that is replaced
   */
  public record Copy(
      ObjectReader.Source source,
      ReadConditions conditions,
      BucketName bucket,
      ObjectKey key,
      Optional<ObjectAttributes> attributes,
      Optional<Map<String, String>> tags,
      TagGuard guard,
      Optional<String> storageClass,
      ObjectAccess access,
      Optional<ChecksumAlgorithm> checksum,
      UserId ownerId,
      WriteCondition condition) {
    /** A copy about the access to which nothing is said. */
    public Copy(
        ObjectReader.Source source,
        ReadConditions conditions,
        BucketName bucket,
        ObjectKey key,
        Optional<ObjectAttributes> attributes,
        Optional<Map<String, String>> tags,
        TagGuard guard,
        Optional<String> storageClass,
        Optional<ChecksumAlgorithm> checksum,
        UserId ownerId,
        WriteCondition condition) {
      this(
          source,
          conditions,
          bucket,
          key,
          attributes,
          tags,
          guard,
          storageClass,
          ObjectAccess.UNSAID,
          checksum,
          ownerId,
          condition);
    }

    /**
     * Whether the copy would replace its own source without changing anything about it. As on AWS,
     * naming a storage class counts as a change, even if the object has that class already.
     */
    boolean isPointless() {
      return source.version() instanceof VersionSelector.Current
          && source.bucket().equals(bucket)
          && source.key().equals(key)
          && attributes.isEmpty()
          && checksum.isEmpty()
          && storageClass.isEmpty();
    }
  }

  /** Says whether a copy may keep the tags of its source. */
  @FunctionalInterface
  public interface TagGuard {
    /** Where nobody has to be asked. */
    TagGuard NONE = _ -> {};

    /**
     * Lets tags be kept, or throws. Called inside the commit, more than once if that is tried
     * again.
     *
     * @param tags those of the source; maybe none
     * @throws StoreException when they may not be
     */
    void require(Map<String, String> tags);
  }

  /**
   * A copy that was made.
   *
   * @param source the record of what was copied
   * @param object the record of the copy
   */
  public record Copied(HeldObject source, HeldObject object) {}

  /**
   * Copies an object. Its entity tag, and its parts if it was uploaded in parts, are those of the
   * source.
   *
   * @throws StoreException with a failure of {@link ObjectReader#head} or {@link
   *     WriteCondition#check}, or with {@link Failure.CopyOntoItself} or {@link
   *     Failure.QuotaExceeded}, or thrown by the guard
   */
  public Copied copy(Copy copy) {
    Set<String> strangers = acls.strangers(copy.access().acl());
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Optional<Computed> computed = copy.checksum().flatMap(algorithm -> compute(copy, algorithm));
      long nowMillis = clock.millis();
      Optional<Copied> copied =
          metadata.write(
              transaction -> copy(transaction, copy, strangers, computed, false, nowMillis));
      if (copied.isPresent()) {
        return copied.get();
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  /**
   * Copies an object as part of a commit. Which checksum is kept with the copy cannot be chosen
   * here, nor who is given something by name: that might take long.
   *
   * @throws StoreException as {@link #copy(Copy)}
   */
  public Copied copy(Transaction transaction, Copy copy, long nowMillis) {
    return copy(transaction, copy, false, nowMillis);
  }

  /**
   * The same of an object whose name goes away in the same commit, in the way of its bucket: inside
   * one bucket what it frees needs no room.
   */
  public Copied copyAway(Transaction transaction, Copy copy, long nowMillis) {
    return copy(transaction, copy, true, nowMillis);
  }

  private Copied copy(Transaction transaction, Copy copy, boolean goesAway, long nowMillis) {
    if (copy.checksum().isPresent()
        || copy.access().acl().filter(Acl.Listed.class::isInstance).isPresent()) {
      throw new IllegalArgumentException("what takes long comes before a commit, not inside it");
    }
    return copy(transaction, copy, Set.of(), Optional.empty(), goesAway, nowMillis)
        .orElseThrow(() -> new IllegalStateException("nothing was computed that could be old"));
  }

  /** A checksum, and the version of which it was computed. */
  private record Computed(ObjectRecord of, Checksum checksum) {}

  /** The checksum that the copy is to have, if that is not simply the one of the source. */
  private Optional<Computed> compute(Copy copy, ChecksumAlgorithm algorithm) {
    // If the copy will be refused, its source need not be read.
    metadata.read(snapshot -> Buckets.require(snapshot, copy.bucket()));
    try (ObjectReader.Content content = reader.open(copy.source())) {
      ObjectRecord object = content.object();
      copy.conditions().requireWanted(object);
      boolean isKept =
          object
              .checksum()
              .filter(kept -> kept.algorithm() == algorithm)
              .filter(kept -> kept.type() == Checksum.Type.FULL_OBJECT)
              .isPresent();
      if (isKept) {
        return Optional.of(new Computed(object, object.checksum().get()));
      }
      Hash hash = algorithm.newHash();
      ContentHasher.hash(content, 0, object.sizeBytes(), hash);
      return Optional.of(new Computed(object, Checksum.fullObject(algorithm, hash.finish())));
    }
  }

  /** Empty when the source has been replaced since the checksum was computed. */
  private Optional<Copied> copy(
      Transaction transaction,
      Copy copy,
      Set<String> strangers,
      Optional<Computed> computed,
      boolean goesAway,
      long nowMillis) {
    Bucket bucket = Buckets.require(transaction, copy.bucket());
    HeldObject held = ObjectReader.require(transaction, copy.source());
    ObjectRecord source = held.record();
    copy.conditions().requireWanted(source);
    if (copy.tags().isEmpty()) {
      copy.guard().require(source.attributes().tags());
    }
    VersionChange change =
        changes.begin(transaction, bucket, copy.key(), Reason.of(Cause.COPY, copy.ownerId()));
    copy.condition().check(copy.key(), change.current());
    if (copy.isPointless()) {
      throw new StoreException(new Failure.CopyOntoItself());
    }
    if (computed.filter(one -> !one.of().layout().equals(source.layout())).isPresent()) {
      return Optional.empty();
    }
    if (goesAway && copy.bucket().equals(copy.source().bucket())) {
      movesHere(change, bucket, source);
    }
    ObjectRecord object =
        new ObjectRecord(
            change.next(nowMillis),
            false,
            Instant.ofEpochMilli(nowMillis),
            source.sizeBytes(),
            source.etag(),
            attributes(copy, source.attributes())
                .with(acls.kept(transaction, bucket, copy.ownerId(), copy.access(), strangers)),
            copy.ownerId(),
            computed.map(Computed::checksum).or(source::checksum),
            source.layout());
    // This comes before the replaced object releases its bytes, because it may be the source.
    Layouts.share(transaction, source.layout());
    return Optional.of(new Copied(held, new HeldObject(change.put(object), bucket.isVersioned())));
  }

  /** What goes away under the old name needs no room under the new one. */
  private static void movesHere(VersionChange target, Bucket bucket, ObjectRecord source) {
    boolean isMoved =
        switch (bucket.versioning()) {
          case UNVERSIONED -> true;
          case SUSPENDED -> source.version().isNull();
          case ENABLED -> false;
        };
    target.movesHere(isMoved ? source.sizeBytes() : 0, bucket.isVersioned() ? 0 : 1);
  }

  private static ObjectAttributes attributes(Copy copy, ObjectAttributes source) {
    ObjectAttributes said = copy.attributes().orElse(source);
    return new ObjectAttributes(
        said.system(),
        said.user(),
        copy.tags().orElse(source.tags()),
        copy.storageClass().orElse(ObjectAttributes.STANDARD));
  }

  /**
   * What is to be said of an object from now on.
   *
   * @param source the object, as its current version
   * @param attributes what is said, tags and access apart: those stay
   * @param guard says whether it may keep its tags
   * @param condition what must hold of the object
   * @param userId who says so
   */
  public record Edit(
      ObjectReader.Source source,
      ObjectAttributes attributes,
      TagGuard guard,
      WriteCondition condition,
      UserId userId) {}

  /**
   * Puts an object anew with something else said of it, which S3 does by a copy onto itself. In
   * place of one, nothing beside that changes: the object has the owner, the access control list,
   * the tags and the bytes that it had. So nobody may do more with it than before.
   *
   * @throws StoreException as {@link #copy(Copy)}
   */
  public HeldObject edit(Edit edit) {
    long nowMillis = clock.millis();
    ObjectKey key = edit.source().key();
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, edit.source().bucket());
      ObjectRecord there = ObjectReader.require(transaction, edit.source()).record();
      edit.guard().require(there.attributes().tags());
      VersionChange change =
          changes.begin(transaction, bucket, key, Reason.of(Cause.COPY, edit.userId()));
      edit.condition().check(key, change.current());
      ObjectRecord edited =
          new ObjectRecord(
              change.next(nowMillis),
              false,
              Instant.ofEpochMilli(nowMillis),
              there.sizeBytes(),
              there.etag(),
              edit.attributes()
                  .withTags(there.attributes().tags())
                  .with(there.attributes().access()),
              there.ownerId(),
              there.checksum(),
              there.layout());
      Layouts.share(transaction, there.layout());
      return new HeldObject(change.put(edited), bucket.isVersioned());
    });
  }

  /**
   * Moves an object to another bucket: copies it, and deletes it where it was in the way of its
   * bucket, in one commit.
   *
   * @throws StoreException as {@link #copy(Copy)}
   */
  public Copied move(Copy copy) {
    if (copy.bucket().equals(copy.source().bucket())) {
      throw new IllegalArgumentException("inside a bucket an object is renamed");
    }
    long nowMillis = clock.millis();
    Reason reason = Reason.of(Cause.RENAME, copy.ownerId());
    return metadata.write(transaction -> {
      Copied copied = copy(transaction, copy, nowMillis);
      Bucket bucket = Buckets.require(transaction, copy.source().bucket());
      changes
          .begin(transaction, bucket, copy.source().key(), reason)
          .delete(nowMillis, copy.ownerId());
      return copied;
    });
  }

  /**
   * One object to rename inside its bucket.
   *
   * @param source the object, as its current version
   * @param conditions what must hold of it
   * @param condition what must hold of the object that is replaced
   */
  public record Rename(
      ObjectReader.Source source,
      ReadConditions conditions,
      ObjectKey to,
      WriteCondition condition,
      UserId ownerId) {
    BucketName bucket() {
      return source.bucket();
    }

    ObjectKey from() {
      return source.key();
    }
  }

  /**
   * Renames an object in one commit, so that nobody ever sees both names or neither.
   *
   * @throws StoreException as {@link #copy}
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">RenameObject</a>
   */
  public HeldObject rename(Rename rename) {
    long nowMillis = clock.millis();
    Reason reason = Reason.of(Cause.RENAME, rename.ownerId());
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, rename.bucket());
      ObjectRecord source =
          VersionIndex.require(transaction, bucket, rename.from(), VersionSelector.current());
      rename.source().finder().found(source);
      rename.conditions().requireWanted(source);
      if (rename.from().equals(rename.to())) {
        throw new StoreException(new Failure.CopyOntoItself());
      }
      VersionChange target = changes.begin(transaction, bucket, rename.to(), reason);
      rename.condition().check(rename.to(), target.current());
      Layouts.share(transaction, source.layout());
      movesHere(target, bucket, source);
      ObjectRecord object = target.put(source.with(target.next(nowMillis)));
      changes.begin(transaction, bucket, rename.from(), reason).delete(nowMillis, rename.ownerId());
      return new HeldObject(object, bucket.isVersioned());
    });
  }
}
