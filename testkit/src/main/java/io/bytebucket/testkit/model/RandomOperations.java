package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.testkit.model.ObservedStore.CopyInput;
import io.bytebucket.testkit.model.ObservedStore.Fault;
import io.bytebucket.testkit.model.ObservedStore.PageAnswer;
import io.bytebucket.testkit.model.ObservedStore.PutInput;
import io.bytebucket.testkit.model.ObservedStore.RenameInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does random things to two stores at once, and fails where their answers differ. All randomness
 * comes from one seed. Names are few, so that things happen to the same objects again and again.
 */
final class RandomOperations {
  private static final int PAGES_MAX = 8;

  /** How often a bucket is emptied, so that it can be deleted, and no listing is endless. */
  private static final int OPERATIONS_TO_PURGE = 300;

  private final RandomInputs random;
  private final StorePair stores;
  private final RandomUploads uploads;
  private final RandomSettings settings;

  RandomOperations(long seed, ObservedStore expected, ObservedStore actual) {
    this(seed, expected, StorePair.Answering.of(actual));
  }

  RandomOperations(long seed, ObservedStore expected, StorePair.Answering actual) {
    this.random = new RandomInputs(seed);
    this.stores = new StorePair(expected, actual);
    this.uploads = new RandomUploads(random, stores);
    this.settings = new RandomSettings(random, stores);
  }

  /** Goes on with the same data through other services. */
  void continueOn(ObservedStore reopened) {
    stores.continueOn(reopened);
  }

  /** Removes uploads that were forgotten. */
  void expire() {
    stores.compareUndisturbed("expire", store -> store.uploads().expire());
  }

  /** One operation on both stores. */
  void step() {
    BucketName bucket = random.bucket();
    ObjectKey key = random.key();
    if (random.below(OPERATIONS_TO_PURGE) == 0) {
      stores.compareUndisturbed("purge " + bucket, store -> store.purge(bucket));
      return;
    }
    switch (random.below(42)) {
      case 0 -> createBucket(bucket);
      case 1 -> stores.compare("delete bucket " + bucket, store -> store.deleteBucket(bucket));
      case 2 -> listBuckets();
      case 3 -> setVersioning(bucket);
      case 4, 5, 6, 7, 8, 9, 10, 11, 12 -> put(bucket, key);
      case 13, 14, 15, 16 -> get(bucket, key);
      case 17 -> head(bucket, key);
      case 18, 19, 20 -> delete(bucket, key);
      case 21, 22 -> deleteAll(bucket);
      case 23, 24, 25 -> copy(bucket, key);
      case 26 -> rename(bucket, key);
      case 27 -> tag(bucket, key);
      case 28, 29, 30 -> list(bucket);
      case 31, 32 -> listVersions(bucket, key);
      case 33 -> settings.step();
      default -> uploads.step();
    }
  }

  private void createBucket(BucketName bucket) {
    String owner = random.pick(List.of("AKOWNER", "AKOTHER"));
    stores.compare("create bucket " + bucket, store -> store.createBucket(bucket, owner));
  }

  private void listBuckets() {
    String prefix = random.pick(List.of("", "a", "g", "zz", "beta"));
    String after = random.pick(List.of("", "alpha", "b", "zz"));
    int limit = 1 + random.below(4);
    stores.compare(
        "list buckets " + List.of(prefix, after, limit),
        store -> store.listBuckets(prefix, after, limit));
  }

  private void setVersioning(BucketName bucket) {
    if (bucket.equals(RandomInputs.PLAIN_BUCKET)) {
      return;
    }
    Versioning versioning = random.pick(List.of(Versioning.ENABLED, Versioning.SUSPENDED));
    stores.compare(
        "versioning " + bucket + " " + versioning,
        store -> store.setVersioning(bucket, versioning));
  }

  private void put(BucketName bucket, ObjectKey key) {
    byte[] body = random.body();
    Fault fault = random.below(6) == 0 ? random.pick(List.of(Fault.values())) : Fault.NONE;
    if (body.length == 0 && fault != Fault.OTHER_MD5) {
      fault = Fault.NONE;
    }
    boolean lengthKnown = fault == Fault.CUT_SHORT || random.below(2) == 0;
    PutInput input =
        new PutInput(
            bucket,
            key,
            body,
            lengthKnown,
            random.algorithm(),
            random.attributes(),
            random.condition(),
            fault);
    random.remember(key, stores.compare("put " + input, store -> store.put(input)));
  }

  private void get(BucketName bucket, ObjectKey key) {
    ObjectReader.Source source = random.source(bucket, key);
    long offset = random.below(2) == 0 ? 0 : random.below(200);
    long length = random.below(2) == 0 ? 1 << 20 : random.below(70_000);
    stores.compare(
        "get " + List.of(source, offset, length), store -> store.get(source, offset, length));
  }

  private void head(BucketName bucket, ObjectKey key) {
    ObjectReader.Source source = random.source(bucket, key);
    ReadConditions conditions = random.readConditions();
    stores.compare("head " + List.of(source, conditions), store -> store.head(source, conditions));
  }

  private void delete(BucketName bucket, ObjectKey key) {
    ObjectRemover.Target target =
        new ObjectRemover.Target(key, random.version(key), random.condition());
    stores.compare("delete " + bucket + " " + target, store -> store.delete(bucket, target));
  }

  private void deleteAll(BucketName bucket) {
    List<ObjectRemover.Target> targets = new ArrayList<>();
    for (int left = random.below(12); left > 0; left--) {
      ObjectKey key = random.key();
      targets.add(new ObjectRemover.Target(key, random.version(key), random.condition()));
    }
    stores.compare("delete " + bucket + " " + targets, store -> store.deleteAll(bucket, targets));
  }

  private void copy(BucketName bucket, ObjectKey key) {
    Optional<ObjectAttributes> attributes =
        random.below(3) == 0 ? Optional.of(random.attributes()) : Optional.empty();
    CopyInput input =
        new CopyInput(
            random.source(random.bucket(), random.key()),
            random.readConditions(),
            bucket,
            key,
            attributes,
            random.below(3) == 0 ? Optional.of(random.objectTags()) : Optional.empty(),
            random.storageClass(),
            random.below(3) == 0 ? random.maybeAlgorithm() : Optional.empty(),
            random.condition());
    random.remember(key, stores.compare("copy " + input, store -> store.copy(input)));
  }

  private void rename(BucketName bucket, ObjectKey key) {
    RenameInput input =
        new RenameInput(bucket, random.key(), random.readConditions(), key, random.condition());
    random.remember(key, stores.compare("rename " + input, store -> store.rename(input)));
  }

  private void tag(BucketName bucket, ObjectKey key) {
    ObjectReader.Source source = random.source(bucket, key);
    Map<String, String> tags = random.objectTags();
    stores.compare("tag " + source + " " + tags, store -> store.tag(source, tags));
  }

  /** A listing, page by page; a long one is not walked to its end. */
  private void list(BucketName bucket) {
    String prefix = random.prefix();
    Optional<String> delimiter = random.delimiter();
    Optional<ListCursor> after =
        random.below(3) == 0
            ? Optional.of(ListCursor.after(random.key().value(), prefix, delimiter))
            : Optional.empty();
    int limit = random.below(4) == 0 ? random.below(3) : 1 + random.below(42);
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      Optional<ListCursor> from = after;
      PageAnswer page =
          stores.comparePages(
              "list " + List.of(bucket, prefix, delimiter, from, limit),
              store -> store.list(bucket, prefix, delimiter, from, limit));
      if (page.next().isEmpty()) {
        return;
      }
      after = page.next();
    }
  }

  private void listVersions(BucketName bucket, ObjectKey key) {
    String prefix = random.prefix();
    Optional<String> delimiter = random.delimiter();
    Optional<VersionLister.Marker> after = Optional.empty();
    if (random.below(2) == 0) {
      VersionSelector version = random.version(key);
      after =
          Optional.of(
              new VersionLister.Marker(
                  key.value(),
                  version instanceof VersionSelector.Current
                      ? Optional.empty()
                      : Optional.of(version)));
    }
    Optional<VersionLister.Marker> from = after;
    int limit = 1 + random.below(60);
    stores.compare(
        "list versions " + List.of(bucket, prefix, delimiter, from, limit),
        store -> store.listVersions(bucket, prefix, delimiter, from, limit));
  }
}
