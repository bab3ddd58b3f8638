package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.contract.Crowd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A quota is exact over an engine, however many write at once: never one byte above, and nobody is
 * refused what fits. An engine extends this class in its own tests.
 */
public abstract class QuotaContract {
  private static final int WRITERS = 64;
  private static final BucketName BUCKET = new BucketName("narrow");
  private static final UserId OWNER = new UserId("AKOWNER");
  private static final int BODY_MAX = 3_000;
  private static final ObjectAttributes ATTRIBUTES =
      new ObjectAttributes(
          new SystemMetadata(
              SystemMetadata.DEFAULT_CONTENT_TYPE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          Map.of(),
          Map.of(),
          ObjectAttributes.STANDARD);

  /** An engine without data. */
  protected abstract Engine open();

  @Test
  void sixtyFourWritersFillABucketAsFarAsItGoesAndNotBeyond() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    long quota = 300_000;
    try (Engine engine = open();
        Store store =
            Stores.open(
                engine, Clock.fixed(Instant.parse("2026-03-01T10:20:30Z"), ZoneOffset.UTC), 100)) {
      store.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
      store
          .bucketSettings()
          .putQuota(BUCKET, new Quota(OptionalLong.of(quota), OptionalLong.empty()));
      AtomicLong most = new AtomicLong();
      List<Integer> refused = new ArrayList<>();
      Crowd.run(WRITERS, writer -> () -> write(store, writer, new Random(seed + writer), most))
          .forEach(refused::addAll);
      long held = store.buckets().usage(BUCKET).allBytes();

      assertThat(refused).as("seed " + seed).isNotEmpty();
      // Nothing is ever deleted, so what fits in the end would have fitted before.
      assertThat(refused).allSatisfy(size -> assertThat(held + size).isGreaterThan(quota));
      assertThat(most.get()).isLessThanOrEqualTo(quota);
      assertThat(held).isEqualTo(most.get()).isGreaterThan(quota - BODY_MAX);
      new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    }
  }

  /** Objects and parts in turn; what it returns are the sizes that were refused. */
  private static List<Integer> write(Store store, int writer, Random random, AtomicLong most) {
    Upload upload =
        store
            .uploads()
            .create(BUCKET, key(writer, -1), ATTRIBUTES, Upload.ChecksumPlan.DEFAULT, OWNER);
    List<Integer> refused = new ArrayList<>();
    for (int i = 1; refused.size() < 3; i++) {
      byte[] body = new byte[1 + random.nextInt(BODY_MAX)];
      try {
        if (i % 3 == 0) {
          putPart(store, upload, i, body);
        } else {
          put(store, key(writer, i), body);
        }
      } catch (StoreException e) {
        assertThat(e.failure()).isInstanceOf(Failure.QuotaExceeded.class);
        refused.add(body.length);
      }
      long held = store.buckets().usage(BUCKET).allBytes();
      most.accumulateAndGet(held, Math::max);
    }
    return refused;
  }

  private static ObjectKey key(int writer, int number) {
    return new ObjectKey(writer + "/" + number);
  }

  private static void put(Store store, ObjectKey key, byte[] body) {
    try {
      store
          .writer()
          .put(
              new ObjectWriter.Put(
                  BUCKET,
                  key,
                  body.length,
                  ATTRIBUTES,
                  OWNER,
                  new WriteCondition.None(),
                  DigestClaims.NONE),
              new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putPart(Store store, Upload upload, int number, byte[] body) {
    try {
      store
          .partWriter()
          .put(
              new PartWriter.Put(
                  new Uploads.Handle(BUCKET, upload.key(), upload.id()),
                  number,
                  body.length,
                  DigestClaims.NONE,
                  Optional.empty()),
              new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
