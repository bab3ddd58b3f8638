package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.StoreContents.Located;
import io.bytebucket.testkit.model.StoreContents.LocatedPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A store whose metadata are lost and rebuilt: what random writing left in it before, and what has
 * to be there of it afterwards.
 */
public final class RebuildScene {
  /** The largest body that stands in the metadata. */
  public static final int INLINE_LIMIT_BYTES = 1_000;

  private static final UserId OWNER = new UserId("AKOWNER");
  private static final BucketName PLAIN = new BucketName("plain");
  private static final BucketName KEPT = new BucketName("kept");
  private static final BucketName PAUSED = new BucketName("paused");
  private static final List<BucketName> BUCKETS = List.of(PLAIN, KEPT, PAUSED);
  private static final int KEYS = 6;

  /** Parts that are copied are shorter. */
  private static final int OWN_PART_BYTES = 60_000;

  private final Store store;
  private final SteppedClock clock;
  private final Random random;
  private final List<Uploads.Handle> open = new ArrayList<>();

  /** What was written with bytes outside the metadata, under its own name. */
  private final Set<String> labelled = new HashSet<>();

  /** Every content that a key ever had. */
  private final Map<String, Set<List<Object>>> contents = new HashMap<>();

  private Map<String, Fact> before = Map.of();
  private Set<String> partsBefore = Set.of();

  /** What is known of a version, and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes, where that matters
  private record Fact(ObjectRecord record, Layout.Here layout, byte[] bytes) {}

  private RebuildScene(Store store, SteppedClock clock, long seed) {
    this.store = store;
    this.clock = clock;
    this.random = new Random(seed);
  }

  /** A scene in an empty store. */
  public static RebuildScene begin(Store store, SteppedClock clock, long seed) {
    RebuildScene scene = new RebuildScene(store, clock, seed);
    for (BucketName bucket : BUCKETS) {
      store.buckets().create(bucket, OWNER, LocationConstraint.NONE);
    }
    store.buckets().setVersioning(KEPT, Versioning.ENABLED);
    store.buckets().setVersioning(PAUSED, Versioning.ENABLED);
    return scene;
  }

  /**
   * An object outside the metadata that was copied and deleted, so that its bytes tell of a key
   * that is not there any more; their blob.
   */
  public static BlobId moved(Store store, SteppedClock clock, String from, String to) {
    RebuildScene scene = begin(store, clock, 1);
    scene.put(PLAIN, from, INLINE_LIMIT_BYTES + 1);
    Layout layout = scene.current(PLAIN, from).orElseThrow().layout();
    scene.copy(PLAIN, from, to);
    scene.delete(PLAIN, from);
    return ((Layout.Here) layout).extents().getFirst().blob();
  }

  /** The same scene over the same store that was opened again. */
  public RebuildScene on(Store reopened) {
    RebuildScene next = new RebuildScene(reopened, clock, random.nextLong());
    next.open.addAll(open);
    next.labelled.addAll(labelled);
    next.contents.putAll(contents);
    return next;
  }

  /** Writes so often. */
  public void write(int operations) {
    for (int done = 0; done < operations; done++) {
      clock.step(Duration.ofMillis(random.nextInt(1, 4)));
      BucketName bucket = BUCKETS.get(random.nextInt(BUCKETS.size()));
      String key = "key " + random.nextInt(KEYS);
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> put(bucket, key, 20_000 + random.nextInt(200_000));
        case 4 -> put(bucket, key, random.nextInt(INLINE_LIMIT_BYTES));
        case 5, 6 -> complete(bucket, key);
        case 7 -> begin(bucket, key);
        case 8 -> delete(bucket, key);
        case 9 -> copy(bucket, key);
        case 10 -> store.buckets().setVersioning(PAUSED, Versioning.SUSPENDED);
        default -> store.buckets().setVersioning(PAUSED, Versioning.ENABLED);
      }
    }
  }

  /** Looks at what there is, before the metadata are lost; what was let go is deleted. */
  public void remember(MetadataStore metadata, BlobStore blobs) {
    store.upkeep().collector().collect();
    before = facts(metadata, blobs);
    partsBefore = storedParts(metadata);
  }

  /** How many versions have to come back whatever happened to the metadata. */
  public long expected() {
    return before.keySet().stream().filter(labelled::contains).count();
  }

  /**
   * Requires that everything is back that blobs tell of, as it was; that nothing has bytes that its
   * key never had; and that all fits together.
   *
   * @param isAlone whether nothing of the metadata was left: then there is nothing else
   */
  public void requireBack(MetadataStore metadata, BlobStore blobs, boolean isAlone) {
    Map<String, Fact> after = facts(metadata, blobs);
    before.forEach((name, fact) -> {
      if (labelled.contains(name)) {
        assertThat(after).as(name).containsKey(name);
        requireSame(name, Objects.requireNonNull(after.get(name)), fact);
      }
    });
    assertThat(storedParts(metadata)).containsAll(partsBefore);
    if (isAlone) {
      assertThat(after.keySet()).isSubsetOf(labelled);
      assertThat(storedParts(metadata)).isEqualTo(partsBefore);
    }
    after.forEach((name, fact) -> {
      String key = name.substring(0, name.lastIndexOf('?'));
      assertThat(contents.getOrDefault(key, Set.of()))
          .as("bytes of %s", name)
          .contains(content(fact.bytes()));
    });
    // Records of the audit log that are lost stay so, and it says so.
    assertThat(new StoreCheck(metadata, blobs).findings())
        .filteredOn(finding -> finding.kind() != Finding.Kind.AUDIT)
        .isEmpty();
  }

  private static void requireSame(String name, Fact after, Fact fact) {
    ObjectRecord is = after.record();
    ObjectRecord was = fact.record();
    assertThat(is.version()).as(name).isEqualTo(was.version());
    assertThat(is.etag()).as(name).isEqualTo(was.etag());
    assertThat(is.lastModified()).as(name).isEqualTo(was.lastModified());
    assertThat(is.attributes()).as(name).isEqualTo(was.attributes());
    assertThat(is.ownerId()).as(name).isEqualTo(was.ownerId());
    assertThat(is.checksum()).as(name).isEqualTo(was.checksum());
    assertThat(after.layout().parts()).as(name).isEqualTo(fact.layout().parts());
    assertThat(after.bytes()).as(name).isEqualTo(fact.bytes());
  }

  private static List<Object> content(byte[] bytes) {
    return List.of(bytes.length, Arrays.hashCode(bytes));
  }

  private static Map<String, Fact> facts(MetadataStore metadata, BlobStore blobs) {
    StoreContents contents = StoreContents.of(metadata);
    ExtentReader reader = ExtentReader.of(metadata, blobs);
    Map<String, Fact> facts = new HashMap<>();
    for (Located located : contents.objects) {
      Bucket bucket = contents.buckets.get(located.bucketId());
      if (bucket != null && !located.object().isDeleteMarker()) {
        Layout.Here layout = contents.layout(located.object());
        facts.put(
            name(bucket.name(), located.key(), located.object().version()),
            new Fact(located.object(), layout, bytes(reader, layout)));
      }
    }
    return facts;
  }

  private static byte[] bytes(ExtentReader reader, Layout.Here layout) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      reader.transfer(
          layout.extents(),
          0,
          layout.sizeBytes(),
          piece -> {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            out.writeBytes(copy);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The parts that have bytes outside the metadata of their own. */
  private static Set<String> storedParts(MetadataStore metadata) {
    StoreContents contents = StoreContents.of(metadata);
    Set<String> parts = new HashSet<>();
    for (LocatedPart located : contents.parts) {
      StoreContents.OpenUpload upload = contents.uploads.get(located.upload());
      UploadedPart part = located.part();
      boolean isOwn =
          part.extents().size() == 1
              && part.extents().getFirst().placement() == Extent.Placement.STORED
              && part.sizeBytes() >= OWN_PART_BYTES;
      if (upload != null && isOwn) {
        parts.add(
            upload.upload() + " " + upload.bucketId() + " " + part.number() + " " + part.etag());
      }
    }
    return parts;
  }

  private static String name(BucketName bucket, String key, VersionId version) {
    return bucket + "/" + key + "?" + version.sequence() + version.isNull();
  }

  private void made(BucketName bucket, String key, ObjectRecord record, byte[] bytes) {
    contents.computeIfAbsent(bucket + "/" + key, none -> new HashSet<>()).add(content(bytes));
    if (bytes.length > INLINE_LIMIT_BYTES) {
      labelled.add(name(bucket, key, record.version()));
    }
  }

  private ObjectAttributes attributes() {
    return new ObjectAttributes(
        new SystemMetadata(
            "text/x-" + random.nextInt(100),
            Optional.of("max-age=1"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("de"),
            Optional.empty()),
        Map.of("colour", "blau " + random.nextInt(100)),
        Map.of("tag", "ä" + random.nextInt(100)),
        ObjectAttributes.STANDARD);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void put(BucketName bucket, String key, int length) {
    byte[] bytes = bytes(length);
    ObjectWriter.Put put =
        new ObjectWriter.Put(
            bucket,
            new ObjectKey(key),
            length,
            attributes(),
            OWNER,
            new WriteCondition.None(),
            DigestClaims.NONE);
    try {
      ObjectRecord record = store.writer().put(put, new ByteArrayInputStream(bytes)).record();
      made(bucket, key, record, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Uploads.Handle begun(BucketName bucket, String key) {
    Upload upload =
        store
            .uploads()
            .create(bucket, new ObjectKey(key), attributes(), Upload.ChecksumPlan.DEFAULT, OWNER);
    return new Uploads.Handle(bucket, new ObjectKey(key), upload.id());
  }

  private UploadedPart part(Uploads.Handle upload, int number, byte[] bytes) {
    try {
      return store
          .partWriter()
          .put(
              new PartWriter.Put(upload, number, bytes.length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(bytes))
          .part();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(BucketName bucket, String key) {
    Uploads.Handle upload = begun(bucket, key);
    part(upload, 1, bytes(OWN_PART_BYTES + random.nextInt(50_000)));
    if (random.nextBoolean()) {
      part(upload, 1, bytes(OWN_PART_BYTES + random.nextInt(50_000)));
    }
    part(upload, 7, bytes(OWN_PART_BYTES + random.nextInt(50_000)));
    if (random.nextBoolean()) {
      store.uploads().abort(upload);
    } else {
      open.add(upload);
    }
  }

  /** Parts of all kinds: large ones, one left out, a copied stretch, a small last one. */
  private void complete(BucketName bucket, String key) {
    Uploads.Handle upload = begun(bucket, key);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<UploadedPart> parts = new ArrayList<>();
    byte[] first = bytes(OWN_PART_BYTES + random.nextInt(100_000));
    parts.add(part(upload, 1, first));
    all.writeBytes(first);
    part(upload, 2, bytes(OWN_PART_BYTES));
    Optional<ObjectRecord> source = current(bucket, key);
    if (source.isPresent() && source.get().sizeBytes() > 10_000) {
      byte[] of = read(bucket, key);
      parts.add(
          store
              .partCopier()
              .copy(
                  new PartCopier.Copy(
                      upload,
                      3,
                      ObjectReader.Source.current(bucket, new ObjectKey(key)),
                      ReadConditions.NONE,
                      Optional.of(new PartCopier.Range(5, 9_000))))
              .part());
      all.write(of, 5, 8_996);
    }
    if (random.nextBoolean()) {
      byte[] last = bytes(random.nextInt(INLINE_LIMIT_BYTES));
      parts.add(part(upload, 9, last));
      all.writeBytes(last);
    }
    store.completer().complete(Stores.completion(upload, parts, OWNER));
    made(bucket, key, current(bucket, key).orElseThrow(), all.toByteArray());
  }

  private Optional<ObjectRecord> current(BucketName bucket, String key) {
    try {
      return Optional.of(
          store.reader().get(ObjectReader.Source.current(bucket, new ObjectKey(key))).record());
    } catch (StoreException none) {
      return Optional.empty();
    }
  }

  private byte[] read(BucketName bucket, String key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectReader.Content content =
        store.reader().open(ObjectReader.Source.current(bucket, new ObjectKey(key)))) {
      content.transfer(
          0,
          content.object().sizeBytes(),
          piece -> {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            out.writeBytes(copy);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void delete(BucketName bucket, String key) {
    store
        .remover()
        .delete(
            bucket,
            new ObjectRemover.Target(
                new ObjectKey(key), VersionSelector.current(), new WriteCondition.None()),
            OWNER);
  }

  /** A copy shares the bytes of its source, which tell of that alone. */
  private void copy(BucketName bucket, String key) {
    if (current(bucket, key).isEmpty()) {
      return;
    }
    copy(bucket, key, "copy of " + key);
  }

  private void copy(BucketName bucket, String key, String target) {
    byte[] bytes = read(bucket, key);
    store
        .copier()
        .copy(
            new ObjectCopier.Copy(
                ObjectReader.Source.current(bucket, new ObjectKey(key)),
                ReadConditions.NONE,
                bucket,
                new ObjectKey(target),
                Optional.empty(),
                Optional.empty(),
                ObjectCopier.TagGuard.NONE,
                Optional.empty(),
                ObjectAccess.UNSAID,
                Optional.empty(),
                OWNER,
                new WriteCondition.None()));
    contents.computeIfAbsent(bucket + "/" + target, none -> new HashSet<>()).add(content(bytes));
  }
}
