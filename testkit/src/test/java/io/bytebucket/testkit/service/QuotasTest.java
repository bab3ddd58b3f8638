package io.bytebucket.testkit.service;

import static io.bytebucket.testkit.TestStore.BUCKET;
import static io.bytebucket.testkit.TestStore.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketUsage;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Failure.QuotaExceeded.Measure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a quota counts, and what it refuses. */
class QuotasTest {
  private static final WriteCondition ALWAYS = new WriteCondition.None();

  private final TestStore store = TestStore.create();
  private final Store services = store.services;

  @AfterEach
  void countersAreRight() {
    store.check().requireConsistent();
  }

  private void quota(long bytes) {
    set(OptionalLong.of(bytes), OptionalLong.empty());
  }

  private void quotaOfObjects(long objects) {
    set(OptionalLong.empty(), OptionalLong.of(objects));
  }

  private void set(OptionalLong bytes, OptionalLong objects) {
    services.bucketSettings().putQuota(BUCKET, new Quota(bytes, objects));
  }

  private BucketUsage usage() {
    return services.buckets().usage(BUCKET);
  }

  private static void refused(Measure measure, long limit, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.QuotaExceeded(BUCKET.value(), measure, limit)));
  }

  @Test
  void aBucketIsFilledToTheLastByte() {
    quota(1_000);
    store.put("a", new byte[600]);
    store.put("b", new byte[400]);

    refused(Measure.BYTES, 1_000, () -> store.put("c", new byte[1]));
    store.put("empty", new byte[0]);
    assertThat(usage().allBytes()).isEqualTo(1_000);
  }

  @Test
  void ofAnOverwriteTheDifferenceCounts() {
    quota(1_000);
    store.put("a", new byte[600]);
    store.put("a", new byte[1_000]);

    refused(Measure.BYTES, 1_000, () -> store.put("a", new byte[1_001]));
    store.put("a", new byte[10]);
    store.put("b", new byte[990]);
  }

  @Test
  void whatIsAboveAQuotaThatWasLoweredStaysAndMayShrink() {
    store.put("a", new byte[600]);
    store.put("b", new byte[600]);
    quota(100);

    refused(Measure.BYTES, 100, () -> store.put("a", new byte[601]));
    store.put("a", new byte[500]);
    delete("b");
    refused(Measure.BYTES, 100, () -> store.put("c", new byte[1]));
    services.bucketSettings().putQuota(BUCKET, Quota.NONE);
    store.put("c", new byte[9_999]);
  }

  @Test
  void allVersionsCountAndADeleteMarkerIsNeverRefused() {
    services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
    set(OptionalLong.of(1_000), OptionalLong.of(3));
    store.put("a", new byte[400]);
    store.put("a", new byte[400]);

    refused(Measure.BYTES, 1_000, () -> store.put("a", new byte[400]));
    store.put("a", new byte[200]);
    delete("a");
    assertThat(usage().allVersions()).isEqualTo(4);
    refused(Measure.OBJECTS, 3, () -> store.put("b", new byte[0]));
  }

  @Test
  void objectsAreCountedAndAnOverwriteIsNone() {
    quotaOfObjects(2);
    store.put("a", new byte[1]);
    store.put("b", new byte[1]);
    store.put("b", new byte[2]);

    refused(Measure.OBJECTS, 2, () -> store.put("c", new byte[1]));
    delete("a");
    store.put("c", new byte[1]);
  }

  @Test
  void aLargeBodyThatCannotFitIsNotAskedFor() throws IOException {
    quota(1_000);
    InputStream unread = InputStream.nullInputStream();
    // From now on reading it fails.
    unread.close();

    refused(
        Measure.BYTES,
        1_000,
        () ->
            services
                .writer()
                .put(TestStore.request("a", 1_001, ALWAYS, DigestClaims.NONE), unread));
  }

  @Test
  void copiesCountAndRenamesDoNot() {
    quota(1_000);
    store.put("a", new byte[600]);

    refused(Measure.BYTES, 1_000, () -> copy("a", "b"));
    rename("a", "b");
    quotaOfObjects(1);
    rename("b", "c");
    assertThat(store.get("c")).hasSize(600);
    set(OptionalLong.of(1_200), OptionalLong.of(2));
    copy("c", "d");
  }

  @Test
  void whereVersionsAreKeptARenameNeedsRoom() {
    services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
    quota(1_000);
    store.put("a", new byte[600]);

    refused(Measure.BYTES, 1_000, () -> rename("a", "b"));
  }

  @Test
  void partsCountAsTheyComeAndTheObjectTheyBecomeOnlyOnce() throws IOException {
    quota(1_000);
    Upload upload = begin("a");
    putPart(upload, 1, 700);
    refused(Measure.BYTES, 1_000, () -> putPart(upload, 2, 301));
    putPart(upload, 2, 300);
    putPart(upload, 2, 200);
    putPart(upload, 3, 100);
    refused(Measure.BYTES, 1_000, () -> store.put("b", new byte[1]));
    assertThat(usage().partBytes()).isEqualTo(1_000);
    // Even where less is allowed by then: it makes the bucket no larger.
    quota(10);

    complete(upload, 1, 2);
    assertThat(usage()).isEqualTo(new BucketUsage(1, 900, 0, 0, 0, 0));
    Upload other = begin("c");
    refused(Measure.BYTES, 10, () -> putPart(other, 1, 1));
    services.uploads().abort(handle(other));
  }

  @Test
  void partsThatCameBeforeThereWasAQuotaCount() throws IOException {
    Upload upload = begin("k");
    putPart(upload, 1, 60);
    quota(100);
    refused(Measure.BYTES, 100, () -> putPart(upload, 2, 41));
    refused(Measure.BYTES, 100, () -> store.put("other", new byte[41]));
    putPart(upload, 2, 40);
    complete(upload, 1, 2);
    refused(Measure.BYTES, 100, () -> store.put("other", new byte[1]));
    assertThat(services.buckets().usage(BUCKET).allBytes()).isEqualTo(100);
  }

  @Test
  void whatAnAbortedUploadHeldIsFreeAgain() throws IOException {
    quota(1_000);
    Upload upload = begin("a");
    putPart(upload, 1, 1_000);
    services.uploads().abort(handle(upload));

    store.put("b", new byte[1_000]);
    assertThat(usage().partBytes()).isZero();
  }

  @Test
  void aNewBucketHasTheQuotaThatNewOnesHave() {
    Quota usual = new Quota(OptionalLong.of(5), OptionalLong.of(1));
    BucketName other = new BucketName("other");
    new Buckets(
            store.metadata,
            store.services.bucketAcls(),
            TestStore.audited(store.metadata),
            Clock.fixed(TestStore.NOW, ZoneOffset.UTC),
            usual)
        .create(other, OWNER, LocationConstraint.NONE);

    assertThat(services.bucketSettings().quota(other)).isEqualTo(usual);
    assertThat(services.bucketSettings().quota(BUCKET)).isEqualTo(Quota.NONE);
    assertThatThrownBy(() -> store.put(other, "a", new byte[6])).isInstanceOf(StoreException.class);
    services.buckets().delete(other);
  }

  private void delete(String key) {
    services.remover().delete(BUCKET, new ObjectRemover.Target(new ObjectKey(key), ALWAYS), OWNER);
  }

  private void copy(String from, String to) {
    services
        .copier()
        .copy(
            new ObjectCopier.Copy(
                ObjectReader.Source.current(BUCKET, new ObjectKey(from)),
                ReadConditions.NONE,
                BUCKET,
                new ObjectKey(to),
                Optional.empty(),
                Optional.empty(),
                ObjectCopier.TagGuard.NONE,
                Optional.empty(),
                Optional.empty(),
                OWNER,
                ALWAYS));
  }

  private void rename(String from, String to) {
    services
        .copier()
        .rename(
            new ObjectCopier.Rename(
                ObjectReader.Source.current(BUCKET, new ObjectKey(from)),
                ReadConditions.NONE,
                new ObjectKey(to),
                ALWAYS,
                OWNER));
  }

  private Upload begin(String key) {
    return services
        .uploads()
        .create(
            BUCKET, new ObjectKey(key), TestStore.ATTRIBUTES, Upload.ChecksumPlan.DEFAULT, OWNER);
  }

  private static Uploads.Handle handle(Upload upload) {
    return new Uploads.Handle(BUCKET, upload.key(), upload.id());
  }

  private void putPart(Upload upload, int number, int size) throws IOException {
    services
        .partWriter()
        .put(
            new PartWriter.Put(handle(upload), number, size, DigestClaims.NONE, Optional.empty()),
            new ByteArrayInputStream(new byte[size]));
  }

  private void complete(Upload upload, Integer... numbers) {
    List<UploadCompleter.Listed> parts =
        services.uploadLister().parts(handle(upload), 0, 100).parts().stream()
            .filter(part -> List.of(numbers).contains(part.number()))
            .map(part ->
                new UploadCompleter.Listed(part.number(), part.etag().value(), Optional.empty()))
            .toList();
    services
        .completer()
        .complete(
            new UploadCompleter.Completion(
                handle(upload),
                parts,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                ALWAYS,
                OWNER));
  }
}
