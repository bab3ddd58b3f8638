package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Listings of records that are so large that the engine ends a scan by its size, before it has the
 * rows that were asked for: a page that ends there says that more follow, and exactly then.
 *
 * <p>An engine extends this class in its own tests.
 */
public abstract class CutListingContract {
  private static final UserId OWNER = new UserId("AKOWNER");
  private static final BucketName BUCKET = new BucketName("photos");
  private static final String LARGE = "x".repeat(80_000);

  /** Half as many again as fit into a scan. */
  private static final int COUNT = ScanPage.LIMIT_BYTES / LARGE.length() * 3 / 2;

  private static final ObjectAttributes ATTRIBUTES =
      new ObjectAttributes(
          new SystemMetadata(
              "text/plain",
              Optional.of(LARGE),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          Map.of(),
          Map.of(),
          ObjectAttributes.STANDARD);

  private Engine engine;
  private Store services;

  /** An engine without data. */
  protected abstract Engine open();

  @BeforeEach
  void start() {
    engine = open();
    services = Stores.open(engine, Clock.systemUTC(), 0);
    services.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void end() {
    engine.close();
  }

  @Test
  void objects() throws IOException {
    for (int i = 0; i < COUNT; i++) {
      put("key-%03d".formatted(i));
    }
    requireRight(limit -> listings().objects(limit), lines("key-%03d"));
  }

  @Test
  void versions() throws IOException {
    services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
    for (int i = 0; i < COUNT; i++) {
      // One current, all others beside it: of either table a scan is cut.
      put(i < COUNT * 3 / 4 ? "key" : "last-%03d".formatted(i));
    }
    PagedListings.Whole all = listings().versions(1);
    assertThat(all.lines()).hasSize(COUNT).doesNotHaveDuplicates();
    requireRight(limit -> listings().versions(limit), all.lines());
  }

  @Test
  void uploads() {
    for (int i = 0; i < COUNT; i++) {
      begin("key-%03d".formatted(i), ATTRIBUTES);
    }
    List<String> all = listings().uploads(1).lines();
    assertThat(all).hasSize(COUNT).doesNotHaveDuplicates();
    requireRight(limit -> listings().uploads(limit), all);
  }

  @Test
  void parts() {
    Upload upload = begin("key", ObjectAttributes.NONE);
    // No part that a client can make is that large; an entity tag of another size can be read.
    engine
        .metadata()
        .write(transaction -> {
          for (int i = 0; i < COUNT; i++) {
            RecordWriter part = new RecordWriter(1).number(0).text(LARGE).number(0);
            ChecksumCodec.write(
                part, Checksum.fullObject(ChecksumAlgorithm.CRC32, new byte[Integer.BYTES]));
            transaction.put(Keyspace.part(upload.id().number(), i + 1), part.number(0).toBytes());
          }
          return upload;
        });
    Uploads.Handle handle = new Uploads.Handle(BUCKET, upload.key(), upload.id());
    requireRight(
        limit -> listings().parts(handle, limit),
        IntStream.rangeClosed(1, COUNT).mapToObj(Integer::toString).toList());
  }

  @Test
  void buckets() {
    services.buckets().delete(BUCKET);
    for (int i = 0; i < COUNT; i++) {
      services
          .buckets()
          .create(
              new BucketName("bucket-%03d".formatted(i)),
              new UserId(LARGE),
              LocationConstraint.NONE);
    }
    // A page of buckets may be longer than a scan, and is never cut.
    for (int limit : new int[] {1, 100, COUNT - 1, COUNT, 10_000}) {
      PagedListings.Whole read = listings().buckets(limit);
      assertThat(read.lines()).isEqualTo(lines("bucket-%03d"));
      assertThat(read.pageSizes().getFirst()).isEqualTo(Math.min(limit, COUNT));
    }
  }

  /** Reads it in pages of every size around that at which the engine ends a scan. */
  private static void requireRight(IntFunction<PagedListings.Whole> listing, List<String> lines) {
    PagedListings.Whole whole = listing.apply(1_000);
    assertThat(whole.lines()).isEqualTo(lines);
    int cut = whole.pageSizes().getFirst();
    assertThat(cut).isLessThan(COUNT);
    for (int limit : new int[] {cut - 1, cut, cut + 1, COUNT - cut, COUNT - 1, COUNT, COUNT + 1}) {
      assertThat(listing.apply(limit).lines()).as("limit %s", limit).isEqualTo(lines);
    }
  }

  private PagedListings listings() {
    return new PagedListings(services, BUCKET, Optional.empty());
  }

  private static List<String> lines(String format) {
    return IntStream.range(0, COUNT).mapToObj(format::formatted).toList();
  }

  private Upload begin(String key, ObjectAttributes attributes) {
    return services
        .uploads()
        .create(BUCKET, new ObjectKey(key), attributes, Upload.ChecksumPlan.DEFAULT, OWNER);
  }

  private void put(String key) throws IOException {
    services
        .writer()
        .put(
            new ObjectWriter.Put(
                BUCKET,
                new ObjectKey(key),
                0,
                ATTRIBUTES,
                OWNER,
                new WriteCondition.None(),
                DigestClaims.NONE),
            InputStream.nullInputStream());
  }
}
