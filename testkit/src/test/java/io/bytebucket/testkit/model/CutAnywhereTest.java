package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.testkit.TestStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings whose scans end wherever they can: all pages joined are the listing, whatever. */
class CutAnywhereTest {
  private static final List<String> KEYS =
      List.of("a", "a/1", "a/2", "b", "c/", "c//1", "c/1", "d", "d", "d", "e/1", "f", "f");

  private final TestStore store = TestStore.create();

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "1"})
  void objects(String delimiter) {
    KEYS.forEach(key -> store.put(key, new byte[0]));
    require(delimiter, PagedListings::objects);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "1"})
  void versions(String delimiter) {
    KEYS.subList(0, 5).forEach(key -> store.put(key, new byte[0]));
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    KEYS.forEach(key -> store.put(key, new byte[0]));
    List.of("a/1", "c/1", "d", "gone").forEach(this::delete);
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.SUSPENDED);
    List.of("b", "d", "e/1").forEach(key -> store.put(key, new byte[0]));
    require(delimiter, PagedListings::versions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "1"})
  void uploads(String delimiter) {
    KEYS.forEach(this::begin);
    require(delimiter, PagedListings::uploads);
  }

  @Test
  void parts() throws IOException {
    Upload upload = begin("a");
    Uploads.Handle handle = new Uploads.Handle(TestStore.BUCKET, upload.key(), upload.id());
    for (int number : new int[] {1, 2, 3, 7, 8, 500, 9_999, 10_000}) {
      store
          .services
          .partWriter()
          .put(
              new PartWriter.Put(handle, number, 0, DigestClaims.NONE, Optional.empty()),
              InputStream.nullInputStream());
    }
    require("", (listings, limit) -> listings.parts(handle, limit));
  }

  @Test
  void buckets() {
    for (String name : List.of("aaa", "bbb", "ccc", "ddd", "eee", "fff", "zzz")) {
      store
          .services
          .buckets()
          .create(new BucketName(name), TestStore.OWNER, LocationConstraint.NONE);
    }
    require("", PagedListings::buckets);
  }

  private void require(
      String delimiter, BiFunction<PagedListings, Integer, PagedListings.Whole> listing) {
    List<String> whole = listing.apply(listings(1_000, delimiter), 1_000).lines();
    assertThat(whole).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    for (int cut = 1; cut <= whole.size() + 2; cut++) {
      for (int limit = 1; limit <= whole.size() + 2; limit++) {
        assertThat(listing.apply(listings(cut, delimiter), limit).lines())
            .as("scans of %s, pages of %s", cut, limit)
            .isEqualTo(whole);
      }
    }
  }

  private PagedListings listings(int cut, String delimiter) {
    return new PagedListings(
        TestStore.servicesOver(new CutMetadataStore(store.metadata, cut), store.blobs),
        TestStore.BUCKET,
        Optional.of(delimiter).filter(text -> !text.isEmpty()));
  }

  private Upload begin(String key) {
    return store
        .services
        .uploads()
        .create(
            TestStore.BUCKET,
            new ObjectKey(key),
            ObjectAttributes.NONE,
            Upload.ChecksumPlan.DEFAULT,
            TestStore.OWNER);
  }

  private void delete(String key) {
    store
        .services
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(new ObjectKey(key), new WriteCondition.None()),
            TestStore.OWNER);
  }
}
