package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.Reason;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.object.VersionEvent;
import io.bytebucket.core.object.VersionEvent.Step;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionObserver;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What hangs on the changes of versions: it sees each with its cause and its actor, inside the
 * commit.
 */
class VersionObserverTest {
  private static final Failure DENIED =
      new Failure.AccessDenied("s3:PutObject", "no rule allows it", Optional.empty());

  private static final UserId ANN = new UserId("ann");
  private static final WriteCondition ALWAYS = new WriteCondition.None();

  private final TestStore store = TestStore.create();
  private final Store base = store.services;
  private final Clock clock = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);

  /** What is seen is written into the commit, so that what was not committed is not there. */
  private final Journal journal = new Journal();

  private final VersionChanges changes =
      new VersionChanges(base.ids(), LayoutSizes.STANDARD, List.of(journal));
  private final BodyReceiver receiver =
      new BodyReceiver(store.blobs, base.ids(), TestStore.INLINE_LIMIT_BYTES);
  private final ObjectWriter writer =
      new ObjectWriter(store.metadata, changes, receiver, base.bucketAcls(), clock);
  private final ObjectRemover remover = new ObjectRemover(store.metadata, changes, clock);

  /** Rows of a table that no store has, so they are taken away before the store is checked. */
  private static final class Journal implements VersionObserver {
    private static final byte TAG = 'j';
    private String refused = "";

    @Override
    public void see(Transaction transaction, VersionEvent event) {
      if (event.step() == Step.REMOVED && event.key().value().equals(refused)) {
        throw new StoreException(DENIED);
      }
      String actor =
          switch (event.reason().actor()) {
            case Reason.Actor.User(UserId id) -> id.value();
            case Reason.Actor.TheStore store -> "the store";
          };
      String line =
          event.key()
              + " "
              + event.step()
              + " "
              + event.reason().cause()
              + " "
              + actor
              + (event.version().isDeleteMarker() ? " marker" : "");
      byte[] number = {TAG, 0};
      while (transaction.get(Key.of(number)).isPresent()) {
        number = new byte[] {TAG, (byte) (number[1] + 1)};
      }
      transaction.put(Key.of(number), line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What was committed since the last look. */
  private List<String> seen() {
    List<String> lines = new ArrayList<>();
    List<Key> rows = new ArrayList<>();
    Key all = Key.of(new byte[] {Journal.TAG});
    RangeReader.of(store.metadata)
        .rows(
            all,
            all.afterPrefix(),
            100,
            row -> {
              rows.add(row.key());
              return lines.add(new String(row.value(), StandardCharsets.UTF_8));
            });
    store.metadata.write(transaction -> {
      rows.forEach(transaction::delete);
      return rows;
    });
    return lines;
  }

  @AfterEach
  void theStoreIsConsistent() {
    seen();
    store.check().requireConsistent();
  }

  @Test
  void whatReplacesAnObjectIsSeenAfterWhatGoes() {
    put("a", ALWAYS);
    assertThat(seen()).containsExactly("a MADE PUT ann");
    put("a", ALWAYS);
    assertThat(seen()).containsExactly("a REMOVED PUT ann", "a MADE PUT ann");
    remove("a", VersionSelector.current());
    assertThat(seen()).containsExactly("a REMOVED DELETE ann");
    remove("a", VersionSelector.current());
    assertThat(seen()).isEmpty();
  }

  @Test
  void whatBecomesOfVersionsIsSeen() {
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    put("a", ALWAYS);
    VersionId second = put("a", ALWAYS);
    assertThat(seen()).containsExactly("a MADE PUT ann", "a COVERED PUT ann", "a MADE PUT ann");
    ObjectRemover.Outcome marked = remove("a", VersionSelector.current());
    assertThat(seen()).containsExactly("a COVERED DELETE ann", "a MADE DELETE ann marker");
    VersionId marker = ((ObjectRemover.Outcome.Marked) marked).marker();
    remove("a", new VersionSelector.Exactly(marker.sequence()));
    assertThat(seen())
        .containsExactly("a REMOVED DELETE_VERSION ann marker", "a UNCOVERED DELETE_VERSION ann");
    remove("a", new VersionSelector.Exactly(second.sequence()));
    assertThat(seen())
        .containsExactly("a REMOVED DELETE_VERSION ann", "a UNCOVERED DELETE_VERSION ann");
  }

  @Test
  void copiesNewNamesAndTagsAreToldApart() {
    put("a", ALWAYS);
    seen();
    ObjectCopier copier =
        new ObjectCopier(store.metadata, changes, base.reader(), base.bucketAcls(), clock);
    copier.copy(
        new ObjectCopier.Copy(
            source("a"),
            ReadConditions.NONE,
            TestStore.BUCKET,
            new ObjectKey("b"),
            Optional.empty(),
            Optional.empty(),
            ObjectCopier.TagGuard.NONE,
            Optional.empty(),
            ObjectAccess.UNSAID,
            Optional.empty(),
            ANN,
            ALWAYS));
    assertThat(seen()).containsExactly("b MADE COPY ann");
    copier.rename(
        new ObjectCopier.Rename(
            ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey("b")),
            ReadConditions.NONE,
            new ObjectKey("c"),
            ALWAYS,
            ANN));
    assertThat(seen()).containsExactly("c MADE RENAME ann", "b REMOVED RENAME ann");
    new ObjectTagger(store.metadata, changes)
        .set(source("c"), Tags.ofObject(Map.of("a", "b")), ANN);
    assertThat(seen()).containsExactly("c REWRITTEN TAG ann");
  }

  @Test
  void whoCompletesAnUploadIsToldApartFromWhoBeganIt() {
    ObjectKey key = new ObjectKey("a");
    Upload upload =
        base.uploads()
            .create(
                TestStore.BUCKET,
                key,
                TestStore.ATTRIBUTES,
                Upload.ChecksumPlan.DEFAULT,
                TestStore.OWNER);
    Uploads.Handle handle = new Uploads.Handle(TestStore.BUCKET, key, upload.id());
    UploadCompleter.Listed part = new UploadCompleter.Listed(1, putPart(handle), Optional.empty());
    new UploadCompleter(store.metadata, changes, receiver, clock, 0)
        .complete(
            new UploadCompleter.Completion(
                handle,
                List.of(part),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                ALWAYS,
                ANN));
    assertThat(seen()).containsExactly("a MADE COMPLETE ann");
    assertThat(base.reader().get(source("a")).record().ownerId()).isEqualTo(TestStore.OWNER);
  }

  private String putPart(Uploads.Handle upload) {
    PartWriter.Put put = new PartWriter.Put(upload, 1, 10, DigestClaims.NONE, Optional.empty());
    try {
      return base.partWriter()
          .put(put, new ByteArrayInputStream(new byte[10]))
          .part()
          .etag()
          .value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNotCommittedIsNotSeenEither() {
    put("a", ALWAYS);
    seen();
    Failures.require(
        Failure.PreconditionFailed.class, () -> put("a", new WriteCondition.IfAbsent()));
    assertThat(seen()).isEmpty();
  }

  @Test
  void aRefusedDeletionChangesNothingAndKeepsNoOther() {
    for (String key : List.of("a", "b", "c")) {
      put(key, ALWAYS);
    }
    seen();
    journal.refused = "b";
    Failures.require(DENIED, () -> remove("b", VersionSelector.current()));
    Failures.require(DENIED, () -> put("b", ALWAYS));
    List<ObjectRemover.Target> targets =
        List.of("a", "b", "c").stream()
            .map(key -> new ObjectRemover.Target(new ObjectKey(key), ALWAYS))
            .toList();
    assertThat(remover.deleteAll(TestStore.BUCKET, targets, ANN, ObjectRemover.Guard.NONE))
        .containsExactly(
            new ObjectRemover.Outcome.Gone(),
            new ObjectRemover.Outcome.Refused(DENIED),
            new ObjectRemover.Outcome.Gone());
    assertThat(seen()).containsExactly("a REMOVED DELETE ann", "c REMOVED DELETE ann");
    assertThat(store.get("b")).hasSize(10);
  }

  private VersionId put(String key, WriteCondition condition) {
    ObjectWriter.Put put =
        new ObjectWriter.Put(
            TestStore.BUCKET,
            new ObjectKey(key),
            10,
            TestStore.ATTRIBUTES,
            ANN,
            condition,
            DigestClaims.NONE);
    try {
      return writer.put(put, new ByteArrayInputStream(new byte[10])).record().version();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectRemover.Outcome remove(String key, VersionSelector version) {
    return remover.delete(
        TestStore.BUCKET, new ObjectRemover.Target(new ObjectKey(key), version, ALWAYS), ANN);
  }

  private static ObjectReader.Source source(String key) {
    return ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey(key));
  }
}
