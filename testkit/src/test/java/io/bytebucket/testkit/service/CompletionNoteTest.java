package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Place;
import io.bytebucket.core.check.Remedy;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.StoreCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The note of how an object is made up, when something happens between it and the commit. */
class CompletionNoteTest {
  private static final ObjectKey KEY = new ObjectKey("key");
  private static final byte[] PART = new byte[1_000];

  private final MemoryMetadataStore metadata = MemoryMetadataStore.thatRunsChangesTwice();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final HookedBlobStore hooked = new HookedBlobStore(blobs);
  private final RivalledStore rivalled = new RivalledStore(metadata);
  private final Store store = TestStore.servicesOver(rivalled, hooked);

  @BeforeEach
  void makeTheBucket() {
    store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(metadata, blobs).requireConsistent();
  }

  @Test
  void ofPartsThatWereReplacedMeanwhileIsWrittenAnew() throws IOException {
    Uploads.Handle upload = begin();
    String etag = putPart(upload);
    hooked.beforeCreate(() -> putPart(upload));

    UploadCompleter.Completed _ = complete(upload, etag);

    List<Extent> extents = extents();
    store.upkeep().collector().collect();
    assertThat(blobIds())
        .containsExactlyInAnyOrder(extents.getFirst().blob(), extents.getLast().blob());
    assertThat(noted(extents.getFirst().blob()).extents()).containsExactly(extents.getLast());
  }

  @Test
  void ofAnUploadThatWasCompletedMeanwhileIsThrownAway() {
    Uploads.Handle upload = begin();
    String etag = putPart(upload);
    List<UploadCompleter.Completed> first = new ArrayList<>();
    hooked.beforeCreate(() -> first.add(complete(upload, etag)));

    assertThat(complete(upload, etag)).isEqualTo(first.getFirst());

    assertThat(blobIds()).hasSize(2);
  }

  @Test
  void ofACommitThatRanOnceMoreAndCameTooLateIsThrownAway() {
    Uploads.Handle upload = begin();
    String etag = putPart(upload);
    List<UploadCompleter.Completed> first = new ArrayList<>();
    hooked.beforeCreate(() -> rivalled.between(() -> first.add(complete(upload, etag))));

    assertThat(complete(upload, etag)).isEqualTo(first.getFirst());

    assertThat(blobIds()).hasSize(2);
  }

  @Test
  void isLookedAtByEveryCheckAndItsDamageLeavesTheObjectServed() {
    Uploads.Handle upload = begin();
    UploadCompleter.Completed _ = complete(upload, putPart(upload));
    BlobId note = extents().getFirst().blob();

    blobs.flip(note, 0);

    Inspection shallow =
        Inspection.of(metadata, blobs, new Inspection.Options(false, 0), Clock.systemUTC());
    List<Finding> found = new ArrayList<>();
    CheckResult _ = shallow.run((CheckListener) found::add);
    assertThat(found)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Finding.Kind.DAMAGED_LABEL);
          assertThat(finding.place())
              .isEqualTo(new Place.OfObject(TestStore.BUCKET.value(), KEY.value(), "null"));
          assertThat(finding.remedy().means()).isEqualTo(Remedy.Means.NONE);
        });
    assertThat(extents()).hasSize(2);
    blobs.flip(note, 0);
  }

  private Uploads.Handle begin() {
    Upload upload =
        store
            .uploads()
            .create(
                TestStore.BUCKET,
                KEY,
                ObjectAttributes.NONE,
                Upload.ChecksumPlan.DEFAULT,
                TestStore.OWNER);
    return new Uploads.Handle(TestStore.BUCKET, KEY, upload.id());
  }

  private String putPart(Uploads.Handle upload) {
    try {
      return store
          .partWriter()
          .put(
              new PartWriter.Put(upload, 1, PART.length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(PART))
          .part()
          .etag()
          .value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UploadCompleter.Completed complete(Uploads.Handle upload, String part) {
    return store
        .completer()
        .complete(
            new UploadCompleter.Completion(
                upload,
                List.of(new UploadCompleter.Listed(1, part, Optional.empty())),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                new WriteCondition.None(),
                TestStore.OWNER));
  }

  private List<Extent> extents() {
    try (ObjectReader.Content content =
        store.reader().open(ObjectReader.Source.current(TestStore.BUCKET, KEY))) {
      return TestStore.extents(content.object());
    }
  }

  private Layout.Here noted(BlobId note) throws IOException {
    try (BlobReader reader = blobs.open(note)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      reader.transfer(
          0,
          reader.lengthBytes(),
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
          });
      return AssemblyCodec.decode(out.toByteArray()).layout();
    }
  }

  /** Runs the next change for nothing, and once more after somebody else's commit. */
  private static final class RivalledStore implements MetadataStore {
    private final MetadataStore store;
    private Optional<Runnable> rival = Optional.empty();

    private static final class ForNothing extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    RivalledStore(MetadataStore store) {
      this.store = store;
    }

    void between(Runnable commit) {
      rival = Optional.of(commit);
    }

    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      Optional<Runnable> now = rival;
      rival = Optional.empty();
      now.ifPresent(commit -> {
        assertThatThrownBy(() ->
                store.write(transaction -> {
                  R _ = change.apply(transaction);
                  throw new ForNothing();
                }))
            .isInstanceOf(ForNothing.class);
        commit.run();
      });
      return store.write(change);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private List<BlobId> blobIds() {
    List<BlobId> present = new ArrayList<>();
    blobs.forEach(present::add);
    return present;
  }
}
