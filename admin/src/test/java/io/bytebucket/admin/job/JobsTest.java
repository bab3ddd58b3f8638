package io.bytebucket.admin.job;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobsTest {
  private static final String BUCKET = "/api/s3/photos";
  private static final String EMPTY = "{\"kind\":\"empty-bucket\",\"bucket\":\"photos\"}";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeABucketWithObjects() {
    admin.admin("PUT", BUCKET);
    for (int i = 0; i < 3; i++) {
      admin.admin("PUT", BUCKET + "/a/" + i, "hello");
    }
  }

  private JsonNode run(String document) {
    RawResponse started = admin.admin("POST", "/api/jobs", document);
    assertThat(started.status()).isEqualTo(202);
    assertThat(json(started).path("status").asString()).isEqualTo("waiting");
    while (admin.store.upkeep().jobs().step()) {
      // Until it is through.
    }
    return json(admin.admin("GET", started.header("location")));
  }

  @Test
  void aBucketIsEmptied() {
    JsonNode job = run(EMPTY);
    assertThat(job.path("status").asString()).isEqualTo("done");
    assertThat(job.path("done").asInt()).isEqualTo(3);
    assertThat(job.path("total").asInt()).isEqualTo(3);
    assertThat(job.path("doneBytes").asInt()).isEqualTo(15);
    assertThat(job.path("task").toString()).isEqualTo(EMPTY);
    assertThat(admin.admin("DELETE", BUCKET).status()).isEqualTo(204);
  }

  @Test
  void aBucketIsDeletedWithAllThatIsInIt() {
    JsonNode job = run("{\"kind\":\"delete-bucket\",\"bucket\":\"photos\"}");
    assertThat(job.path("status").asString()).isEqualTo("done");
    assertThat(job.path("done").asInt()).isEqualTo(3);
    assertThat(job.path("task").path("kind").asString()).isEqualTo("delete-bucket");
    assertThat(admin.admin("HEAD", BUCKET).status()).isEqualTo(404);
  }

  @Test
  void aBucketInWhichSomethingIsLeftStaysAndTheJobSaysSo() {
    String started =
        admin
            .admin("POST", "/api/jobs", "{\"kind\":\"delete-bucket\",\"bucket\":\"photos\"}")
            .header("location");
    while (admin.store.upkeep().jobs().step()) {
      // Somebody is always quicker.
      admin.admin("PUT", BUCKET + "/a/0", "again");
    }
    JsonNode job = json(admin.admin("GET", started));
    assertThat(job.path("status").asString()).isEqualTo("stopped");
    assertThat(job.path("reason").asString()).isEqualTo("bucket-not-empty");
    assertThat(job.path("failures").toString())
        .isEqualTo("[{\"key\":\"\",\"code\":\"BucketNotEmpty\"}]");
  }

  @Test
  void aPrefixIsCopiedMovedAndDeleted() {
    admin.admin("PUT", "/api/s3/other");
    run(
        """
        {"kind":"copy-prefix","bucket":"photos","prefix":"a/","toBucket":"other","toPrefix":"b/"}
        """);
    assertThat(admin.admin("GET", "/api/s3/other/b/2").text()).isEqualTo("hello");
    run("{\"kind\":\"move-prefix\",\"bucket\":\"photos\",\"prefix\":\"a/\",\"toPrefix\":\"c/\"}");
    assertThat(admin.admin("GET", BUCKET + "/c/1").text()).isEqualTo("hello");
    assertThat(admin.admin("GET", BUCKET + "/a/1").status()).isEqualTo(404);
    JsonNode again =
        run(
            """
            {"kind":"copy-prefix","bucket":"photos","prefix":"c/","toPrefix":"c2/",\
            "overwrite":false}\
            """);
    assertThat(again.path("done").asInt()).isEqualTo(3);
    JsonNode deleted = run("{\"kind\":\"delete-prefix\",\"bucket\":\"photos\",\"prefix\":\"c\"}");
    assertThat(deleted.path("done").asInt()).isEqualTo(6);
  }

  @Test
  void whatFailedIsTold() {
    admin.admin("PUT", BUCKET + "/b/1", "other");
    JsonNode job =
        run(
            """
            {"kind":"copy-prefix","bucket":"photos","prefix":"a/","toPrefix":"b/",\
            "overwrite":false}\
            """);
    assertThat(job.path("done").asInt()).isEqualTo(2);
    assertThat(job.path("failed").asInt()).isEqualTo(1);
    assertThat(job.path("failures").toString())
        .isEqualTo("[{\"key\":\"a/1\",\"code\":\"PreconditionFailed\"}]");
  }

  @Test
  void jobsAreListedTheNewestFirstAndCancelled() {
    String first = json(admin.admin("POST", "/api/jobs", EMPTY)).path("id").asString();
    String second = json(admin.admin("POST", "/api/jobs", EMPTY)).path("id").asString();
    JsonNode page = json(admin.admin("GET", "/api/jobs?limit=1"));
    assertThat(page.path("jobs").path(0).path("id").asString()).isEqualTo(second);
    JsonNode rest =
        json(admin.admin("GET", "/api/jobs?cursor=" + page.path("nextCursor").asString()));
    assertThat(rest.path("jobs").path(0).path("id").asString()).isEqualTo(first);
    assertThat(rest.has("nextCursor")).isFalse();

    JsonNode cancelled = json(admin.admin("DELETE", "/api/jobs/" + first));
    assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
    assertThat(code(admin.admin("GET", "/api/jobs/x"))).isEqualTo("NoSuchJob");
    assertThat(code(admin.admin("DELETE", "/api/jobs/" + "0".repeat(24)))).isEqualTo("NoSuchJob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\":\"nothing\",\"bucket\":\"photos\"}",
        "{\"kind\":\"empty-bucket\",\"bucket\":\"photos\",\"prefix\":\"a\"}",
        "{\"kind\":\"delete-bucket\",\"bucket\":\"photos\",\"allVersions\":true}",
        "{\"kind\":\"delete-prefix\",\"bucket\":\"photos\"}",
        "{\"kind\":\"copy-prefix\",\"bucket\":\"photos\",\"prefix\":\"a/\"}",
        "{\"kind\":\"copy-prefix\",\"bucket\":\"photos\",\"prefix\":\"a/\",\"toPrefix\":\"a/b\"}",
        "{\"kind\":\"empty-bucket\",\"bucket\":\"X\"}"
      })
  void whatIsNoJobIsRefused(String document) {
    assertThat(admin.admin("POST", "/api/jobs", document).status()).isEqualTo(400);
    assertThat(json(admin.admin("GET", "/api/jobs")).path("jobs").size()).isZero();
  }
}
