package io.bytebucket.admin.check;

import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The quarantine as the API has it: listed in pages, deleted one by one or as a whole. */
class QuarantineTest {
  private static final String ALL = "/api/quarantine";
  private static final String BARRED = "AKIDBARRED";

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final AdminFixture admin = new AdminFixture(metadata, blobs);

  /** Two objects in quarantine: one whose bytes are damaged, and then one that cannot be read. */
  @BeforeEach
  void fill() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos/large", "x".repeat(5_000));
    admin.admin("PUT", "/api/s3/photos/small", "12");
    List<BlobId> there = new ArrayList<>();
    blobs.forEach(there::add);
    blobs.flip(there.getFirst(), 4_000);
    repair();
    long bucketId = admin.store.buckets().get(new BucketName("photos")).id();
    metadata.write(change -> {
      change.put(
          Keyspace.object(bucketId, "small".getBytes(StandardCharsets.UTF_8)), new byte[] {99});
      return bucketId;
    });
    repair();
  }

  private void repair() {
    Clock clock = Clock.fixed(AdminFixture.NOW, ZoneOffset.UTC);
    Repair.Outcome _ =
        Repair.of(metadata, blobs, new Inspection.Options(true, 0), clock).run(finding -> {});
  }

  private JsonNode items() {
    return json(admin.admin("GET", ALL)).path("items");
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    items().forEach(item -> numbers.add(item.path("number").asInt()));
    return numbers;
  }

  @Test
  void whatIsThereIsListedWithPlaceReasonTimeAndSize() {
    JsonNode large = items().get(1);
    assertThat(large.path("number").asLong()).isEqualTo(1);
    assertThat(large.path("kind").asString()).isEqualTo("damaged-bytes");
    assertThat(large.path("bucket").asString()).isEqualTo("photos");
    assertThat(large.path("key").asString()).isEqualTo("large");
    assertThat(large.path("movedAt").asString()).startsWith("2026-11-22T18:47:24");
    assertThat(large.path("bytes").asLong()).isEqualTo(5_000);
    assertThat(large.path("readable").asBoolean()).isTrue();
    assertThat(items().get(0).path("readable").asBoolean()).isFalse();
    assertThat(items().get(0).has("bytes")).isFalse();

    JsonNode page = json(admin.admin("GET", ALL + "?limit=1"));
    assertThat(page.path("next").asLong()).isEqualTo(2);
    JsonNode rest = json(admin.admin("GET", ALL + "?limit=1&below=2"));
    assertThat(rest.path("items")).containsExactly(large);
  }

  @Test
  void aRowThatCannotBeReadKeepsTheOthersUntilItIsDeletedAsSuch() {
    for (String target : new String[] {ALL, ALL + "/1", ALL + "/2", ALL + "/1?unreadable=true"}) {
      RawResponse refused = admin.admin("DELETE", target);
      assertThat(code(refused)).as(target).isEqualTo("QuarantineUnreadable");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("Row 2 in quarantine cannot be read");
    }
    assertThat(numbers()).containsExactly(2, 1);

    assertThat(json(admin.admin("DELETE", ALL + "/2?unreadable=true")).path("deleted").asInt())
        .isEqualTo(1);
    assertThat(json(admin.admin("DELETE", ALL + "/1")).path("deleted").asInt()).isEqualTo(1);
    assertThat(numbers()).isEmpty();
    assertThat(code(admin.admin("DELETE", ALL + "/1"))).isEqualTo("NoSuchQuarantinedRow");
    assertThat(admin.admin("GET", "/api/audit?action=quarantine").text())
        .contains("photos/large", "quarantine.delete", "damaged-bytes");
  }

  @Test
  void allOfItIsDeletedInAsManyCallsAsItTakes() {
    JsonNode first = json(admin.admin("DELETE", ALL + "?unreadable=true"));
    assertThat(first.path("deleted").asInt()).isEqualTo(1);
    JsonNode second =
        json(admin.admin("DELETE", ALL + "?unreadable=true&below=" + first.path("next").asLong()));
    assertThat(second.path("deleted").asInt()).isEqualTo(1);
    assertThat(second.has("next")).isFalse();
    assertThat(numbers()).isEmpty();
  }

  @Test
  void whatIsNotCountedIsAConflict() {
    admin.admin("DELETE", ALL + "/2?unreadable=true");
    List<BlobId> there = new ArrayList<>();
    blobs.forEach(there::add);
    metadata.write(change -> {
      change.delete(Keyspace.references(there.getFirst()));
      return there;
    });
    assertThat(code(admin.admin("DELETE", ALL + "/1"))).isEqualTo("QuarantineUncounted");
    assertThat(json(admin.admin("DELETE", ALL)).path("left").asInt()).isEqualTo(1);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    for (String target :
        new String[] {
          ALL + "/0", ALL + "/x", ALL + "?below=-1", ALL + "?unreadable=yes", ALL + "?limit=1"
        }) {
      assertThat(admin.admin("DELETE", target).status()).as(target).isEqualTo(400);
    }
    assertThat(admin.admin("GET", ALL + "?limit=1001").status()).isEqualTo(400);
    assertThat(numbers()).hasSize(2);
  }

  @Test
  void ofABucketThatIsNoneOfTheirBusinessNobodyIsToldAndNothingIsDeleted() {
    admin.create("barred", BARRED, "*");
    admin.admin(
        "PUT",
        "/api/users/" + BARRED,
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"photos\"],\"actions\":[\"*\"]}]}");
    // Bytes that name no bucket might be of that one.
    BlobId blob = new BlobId(1, 1L << 40);
    metadata.write(change -> {
      Quarantine.keep(change, blob, "unnamed-bytes", AdminFixture.NOW);
      return blob;
    });
    assertThat(json(admin.send(by(BARRED, request("GET", ALL)))).path("items")).isEmpty();
    assertThat(code(admin.send(by(BARRED, request("DELETE", ALL + "/2?unreadable=true")))))
        .isEqualTo("NoSuchQuarantinedRow");
    assertThat(admin.send(by(BARRED, request("DELETE", ALL + "?unreadable=true"))).status())
        .isEqualTo(409);
    assertThat(numbers()).hasSize(3);
  }
}
