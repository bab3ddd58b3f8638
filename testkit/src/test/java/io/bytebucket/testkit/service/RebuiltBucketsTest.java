package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.TestStore;
import java.util.Arrays;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/** Which buckets a rebuild and a repair make anew, and what is allowed in them. */
class RebuiltBucketsTest extends RebuildFixture {
  @Test
  void aBucketThatIsGoneDoesNotComeBackOfUploadsThatOutlivedIt() {
    part(begin("a"), 1, LARGE);
    store.buckets().delete(TestStore.BUCKET);
    Bucket later =
        store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    byte[] body = put("a", LARGE);

    RebuildReport report = rebuild(new Left(rows(metadata), of(Keyspace.buckets(""))));

    assertThat(report.buckets()).isEqualTo(1);
    assertThat(get("a").orElseThrow()).isEqualTo(body);
    assertThat(made.<Long>read(snapshot -> Buckets.require(snapshot, TestStore.BUCKET).id()))
        .isEqualTo(later.id());
  }

  @Test
  void ofTwoBucketsOfANameTheLaterGetsIt() {
    put("old", LARGE);
    NavigableMap<Key, byte[]> rows = rows(metadata);
    delete("old");
    store.buckets().delete(TestStore.BUCKET);
    Bucket later =
        store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    byte[] body = put("a", LARGE);
    // A row that was deleted is there again, as after damage of the log.
    rows.putAll(rows(metadata));

    rebuild(new Left(rows, of(Keyspace.buckets(""))));

    assertThat(get("a").orElseThrow()).isEqualTo(body);
    assertThat(made.<Long>read(snapshot -> Buckets.require(snapshot, TestStore.BUCKET).id()))
        .isEqualTo(later.id());
  }

  @Test
  void aBucketThatIsKnownToBeGoneIsNotMadeOfBlobs() {
    put("a", LARGE);
    delete("a");
    store.buckets().delete(TestStore.BUCKET);

    RebuildReport report =
        rebuild(new Left(rows(metadata), of(WholeTables.objects()).or(of(Keyspace.allGarbage()))));

    assertThat(report.buckets()).isZero();
    assertThat(report.objects()).isZero();
    assertThat(report.replaced()).isEqualTo(1);
    requireClean(made);
  }

  @Test
  void aBucketThatIsMadeAnewIsPrivateWhateverListsItsObjectsHave() {
    put("a", LARGE);

    rebuild(SalvagedRows.NONE);

    requirePrivate(made, TestStore.BUCKET.value());
    plant(change -> change.delete(Keyspace.bucket(TestStore.BUCKET.value())));
    repair();
    requirePrivate(metadata, "recovered-" + bucket.id());
    requireClean(metadata);
  }

  @Test
  void soIsOneWhoseRecordCannotBeRead() {
    put("a", LARGE);
    plant(change -> {
      Key key = Keyspace.bucket(TestStore.BUCKET.value());
      byte[] record = change.get(key).orElseThrow();
      change.put(key, Arrays.copyOf(record, record.length - 1));
    });

    repair();

    requirePrivate(metadata, TestStore.BUCKET.value());
    requireClean(metadata);
  }

  private void requirePrivate(MetadataStore of, String name) {
    Bucket renewed = of.read(snapshot -> Buckets.require(snapshot, new BucketName(name)));
    assertThat(renewed.settings())
        .containsExactlyInAnyOrder(BucketSetting.OWNERSHIP, BucketSetting.PUBLIC_ACCESS_BLOCK);
    NavigableMap<Key, byte[]> rows = rows(of);
    assertThat(
            OwnershipControls.decode(
                    rows.get(Keyspace.bucketSetting(bucket.id(), BucketSetting.OWNERSHIP)))
                .said())
        .contains(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    assertThat(
            PublicAccessBlock.decode(
                rows.get(Keyspace.bucketSetting(bucket.id(), BucketSetting.PUBLIC_ACCESS_BLOCK))))
        .isEqualTo(PublicAccessBlock.ALL);
  }

  @Test
  void settingsThatReadStayAsTheyAre() {
    put("a", LARGE);
    Key row = Keyspace.bucketSetting(bucket.id(), BucketSetting.PUBLIC_ACCESS_BLOCK);
    NavigableMap<Key, byte[]> rows = rows(metadata);
    byte[] said = new PublicAccessBlock(true, false, false, false).encode();
    rows.put(row, said);

    rebuild(new Left(rows, of(Keyspace.buckets(""))));

    assertThat(rows(made).get(row)).isEqualTo(said);
    requireClean(made);
  }
}
