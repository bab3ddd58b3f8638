package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectWriterTest {
  private static final int INLINE = TestStore.INLINE_LIMIT_BYTES;
  private static final WriteCondition ALWAYS = new WriteCondition.None();

  private final TestStore store = TestStore.create();
  private final Random random = new Random(5);

  @AfterEach
  void theStoreIsConsistentAndNoBlobIsLoose() {
    store.check().requireConsistent();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, INLINE - 1, INLINE, INLINE + 1, INLINE + 2, 65_535, 65_536, 65_537, 200_000})
  void bytesComeBackAsTheyWerePutWithAndWithoutADeclaredLength(int size) throws IOException {
    byte[] body = TestStore.randomBytes(random, size);
    for (long declared : new long[] {size, -1}) {
      ObjectRecord object =
          put(TestStore.request("key", declared, ALWAYS, DigestClaims.NONE), body);
      assertThat(object.sizeBytes()).isEqualTo(size);
      assertThat(TestStore.extents(object).stream().map(Extent::placement))
          .isEqualTo(placements(size));
      assertThat(store.get("key")).isEqualTo(body);
    }
  }

  private static List<Extent.Placement> placements(int size) {
    if (size == 0) {
      return List.of();
    }
    return List.of(size <= INLINE ? Extent.Placement.INLINE : Extent.Placement.STORED);
  }

  @ParameterizedTest
  @EnumSource
  void theChecksumAskedForIsKept(ChecksumAlgorithm algorithm) throws IOException {
    byte[] body = TestStore.randomBytes(random, 70_000);
    String expected = Checksum.fullObject(algorithm, hash(algorithm, body)).base64();
    DigestClaims claims =
        new DigestClaims(Optional.empty(), algorithm, () -> Optional.of(expected));
    ObjectRecord object = put(TestStore.request("key", body.length, ALWAYS, claims), body);
    assertThat(object.checksum())
        .contains(new Checksum(algorithm, Checksum.Type.FULL_OBJECT, expected));
  }

  private static byte[] hash(ChecksumAlgorithm algorithm, byte[] body) {
    var hash = algorithm.newHash();
    hash.update(body, 0, body.length);
    return hash.finish();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 200, 70_000})
  void aWrongDigestLeavesTheOldObjectAndNoBlob(int size) {
    store.put("key", new byte[] {1});
    byte[] body = TestStore.randomBytes(random, size);
    requireRefused(
        Failure.BadDigest.class,
        body,
        new DigestClaims(
            Optional.of("AAAAAAAAAAAAAAAAAAAAAA=="), ChecksumAlgorithm.CRC32, Optional::empty));
    requireRefused(
        Failure.ChecksumMismatch.class,
        body,
        new DigestClaims(Optional.empty(), ChecksumAlgorithm.SHA256, () -> Optional.of("AAAA")));
    assertThat(store.get("key")).containsExactly(1);
    assertThat(blobs()).isZero();
  }

  private void requireRefused(Class<? extends Failure> failure, byte[] body, DigestClaims claims) {
    Failures.require(
        failure, () -> put(TestStore.request("key", body.length, ALWAYS, claims), body));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, INLINE, INLINE + 1, 70_000})
  void aBodyOfAnotherLengthThanDeclaredLeavesNothing(int declared) {
    // Field survey 3.3.
    for (int sent : new int[] {declared - 1, declared + 1}) {
      byte[] body = TestStore.randomBytes(random, sent);
      Failures.require(
          new Failure.IncompleteBody(declared, sent),
          () -> put(TestStore.request("key", declared, ALWAYS, DigestClaims.NONE), body));
    }
    Failures.require(new Failure.NoSuchKey("key"), () -> store.get("key"));
    assertThat(blobs()).isZero();
  }

  @Test
  void aBodyLongerThanDeclaredIsReadNoFurther() {
    Failures.require(
        Failure.IncompleteBody.class,
        () ->
            store
                .services
                .writer()
                .put(
                    TestStore.request("key", 1_000, ALWAYS, DigestClaims.NONE),
                    new EndlessStream(1 << 20)));
    assertThat(blobs()).isZero();
  }

  @Test
  void aBodyDeclaredTooLargeIsNotRead() {
    long size = BlobStore.BLOB_LIMIT_BYTES + 1;
    Failures.require(
        new Failure.EntityTooLarge(size, BlobStore.BLOB_LIMIT_BYTES),
        () ->
            store
                .services
                .writer()
                .put(
                    TestStore.request("key", size, ALWAYS, DigestClaims.NONE),
                    new EndlessStream(0)));
  }

  @Test
  void anUploadThatBreaksLeavesNothing() {
    InputStream broken =
        new EndlessStream(100_000) {
          @Override
          IOException end() {
            return new IOException("the client went away");
          }
        };
    assertThatThrownBy(() ->
            store
                .services
                .writer()
                .put(TestStore.request("key", 200_000, ALWAYS, DigestClaims.NONE), broken))
        .isInstanceOf(IOException.class);
    assertThat(blobs()).isZero();
  }

  @Test
  void aLargeUploadThatCannotSucceedIsRefusedBeforeItsBodyIsRead() {
    // Field survey 3.25: the client has sent nothing yet.
    store.put("key", new byte[] {1});
    InputStream unread = new EndlessStream(0);
    Failures.require(
        Failure.PreconditionFailed.class,
        () ->
            store
                .services
                .writer()
                .put(
                    TestStore.request(
                        "key", 1_000, new WriteCondition.IfAbsent(), DigestClaims.NONE),
                    unread));
    Failures.require(
        new Failure.NoSuchBucket("missing"),
        () -> store.services.writer().put(inMissingBucket(-1), unread));
  }

  @Test
  void aSmallUploadToAMissingBucketIsRefusedToo() {
    Failures.require(
        new Failure.NoSuchBucket("missing"), () -> put(inMissingBucket(3), new byte[3]));
  }

  private static ObjectWriter.Put inMissingBucket(long lengthBytes) {
    return new ObjectWriter.Put(
        new BucketName("missing"),
        new ObjectKey("key"),
        lengthBytes,
        TestStore.ATTRIBUTES,
        TestStore.OWNER,
        ALWAYS,
        DigestClaims.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 500})
  void of64CreatorsExactlyOneWins(int size) {
    // Field survey 3.17.
    for (int round = 0; round < 5; round++) {
      String key = "key" + round;
      List<Optional<Failure>> outcomes =
          Crowd.run(
              64,
              i ->
                  () -> {
                    byte[] body = new byte[size];
                    body[0] = (byte) i;
                    return Failures.of(() -> store.put(key, body, new WriteCondition.IfAbsent()));
                  });
      assertThat(outcomes).containsOnlyOnce(Optional.empty());
      assertThat(outcomes.stream().flatMap(Optional::stream))
          .hasSize(63)
          .containsOnly(new Failure.PreconditionFailed(Condition.TAG_IS_NOT));
      assertThat(store.get(key)[0]).isEqualTo((byte) outcomes.indexOf(Optional.empty()));
    }
    assertThat(blobs()).isEqualTo(size <= INLINE ? 0 : 5);
  }

  @Test
  void afterADeleteTheKeyCanBeCreatedAgain() {
    // Field survey 3.17.
    store.put("key", new byte[] {1}, new WriteCondition.IfAbsent());
    store
        .services
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(new ObjectKey("key"), ALWAYS),
            TestStore.OWNER);
    store.put("key", new byte[] {2}, new WriteCondition.IfAbsent());
    assertThat(store.get("key")).containsExactly(2);
  }

  @Test
  void of32WhoReplaceOneVersionExactlyOneWins() {
    String tag = store.put("key", new byte[] {100}).etag().quoted();
    WriteCondition same = new WriteCondition.IfMatch(ETagMatcher.parse(tag));
    List<Boolean> won =
        Crowd.run(
            32,
            i -> () -> Failures.of(() -> store.put("key", new byte[] {(byte) i}, same)).isEmpty());
    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void sevenKeysThatAPathWouldConfuseAreSevenObjects() {
    // Field survey 3.16.
    List<String> keys = List.of("a", "a/", "a/b", "a//b", "/a", "a/./b", "a/../b");
    for (String key : keys) {
      store.put(key, key.getBytes(StandardCharsets.UTF_8));
    }
    List<String> left = new ArrayList<>(keys);
    while (!left.isEmpty()) {
      for (String key : left) {
        assertThat(new String(store.get(key), StandardCharsets.UTF_8)).isEqualTo(key);
      }
      String gone = left.removeFirst();
      store
          .services
          .remover()
          .delete(
              TestStore.BUCKET,
              new ObjectRemover.Target(new ObjectKey(gone), ALWAYS),
              TestStore.OWNER);
      Failures.require(new Failure.NoSuchKey(gone), () -> store.get(gone));
    }
  }

  @Test
  void versionsOfAKeyAreOrderedThoughTheClockStandsStill() {
    long first = store.put("key", new byte[0]).version().sequence();
    long second = store.put("key", new byte[0]).version().sequence();
    assertThat(second).isGreaterThan(first);
    assertThat(store.put("key", new byte[0]).lastModified()).isEqualTo(TestStore.NOW);
  }

  private ObjectRecord put(ObjectWriter.Put put, byte[] body) throws IOException {
    return store.services.writer().put(put, new ByteArrayInputStream(body)).record();
  }

  private int blobs() {
    AtomicInteger count = new AtomicInteger();
    store.services.upkeep().collector().collect();
    store.blobs.forEach(blob -> count.incrementAndGet());
    return count.get();
  }
}
