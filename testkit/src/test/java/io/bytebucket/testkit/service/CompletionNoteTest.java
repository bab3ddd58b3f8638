package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final Store store = TestStore.servicesOver(metadata, hooked);

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

  private List<BlobId> blobIds() {
    List<BlobId> present = new ArrayList<>();
    blobs.forEach(present::add);
    return present;
  }
}
