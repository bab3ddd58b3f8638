package io.bytebucket.admin.bucket;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BucketsTest {
  private static final String PHOTOS = "/api/s3/photos";

  private final AdminFixture admin = new AdminFixture();

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asString())
        .toList();
  }

  @Test
  void whatIsSaidOfANewBucketIsHeededOrRefused() {
    RawResponse made =
        admin.admin(
            AdminFixture.request(
                    "PUT",
                    PHOTOS,
                    "x-amz-acl",
                    "public-read",
                    "x-amz-object-ownership",
                    "ObjectWriter")
                .sized());
    assertThat(made.status()).isEqualTo(200);
    assertThat(admin.admin("GET", PHOTOS + "?acl").text()).contains("AllUsers");
    assertThat(admin.admin("GET", PHOTOS + "?ownershipControls").text()).contains("ObjectWriter");
    for (String[] field :
        List.of(
            new String[] {"x-amz-acl", "none", "400"},
            new String[] {"x-amz-object-ownership", "none", "400"},
            new String[] {"x-amz-grant-read", "id=\"x\"", "501"},
            new String[] {"x-amz-bucket-object-lock-enabled", "true", "501"})) {
      RawResponse refused =
          admin.admin(AdminFixture.request("PUT", "/api/s3/other", field[0], field[1]).sized());
      assertThat(refused.status()).as(field[0]).isEqualTo(Integer.parseInt(field[2]));
    }
    assertThat(admin.admin("HEAD", "/api/s3/other").status()).isEqualTo(404);
  }

  @Test
  void aBucketIsMadeListedLookedAtAndDeleted() {
    RawResponse made = admin.admin("PUT", PHOTOS);
    assertThat(made.status()).isEqualTo(200);
    assertThat(json(made).path("location").asString()).isEqualTo("/photos");

    RawResponse all = admin.admin("GET", "/api/s3/");
    assertThat(all.status()).isEqualTo(200);
    assertThat(texts(json(all).path("buckets"), "name")).containsExactly("photos");
    assertThat(json(all).path("buckets").path(0).path("creationDate").asString())
        .isEqualTo("2026-11-22T18:47:24.567Z");
    assertThat(admin.admin("HEAD", PHOTOS).header("x-amz-bucket-region")).isEqualTo("us-east-1");

    assertThat(admin.admin("DELETE", PHOTOS).status()).isEqualTo(204);
    assertThat(json(admin.admin("GET", "/api/s3")).path("buckets").size()).isZero();
    assertThat(admin.admin("HEAD", PHOTOS).status()).isEqualTo(404);
  }

  @Test
  void bucketsAreListedInPages() {
    for (String name : List.of("aaa", "bbb", "bbc", "ccc")) {
      admin.admin("PUT", "/api/s3/" + name);
    }
    JsonNode first = json(admin.admin("GET", "/api/s3?limit=2"));
    assertThat(texts(first.path("buckets"), "name")).containsExactly("aaa", "bbb");
    JsonNode second =
        json(admin.admin("GET", "/api/s3?limit=2&cursor=" + first.path("nextCursor").asString()));
    assertThat(texts(second.path("buckets"), "name")).containsExactly("bbc", "ccc");
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(texts(json(admin.admin("GET", "/api/s3?prefix=bb")).path("buckets"), "name"))
        .containsExactly("bbb", "bbc");
  }

  @Test
  void aListTellsWhatIsInBucketsAndWhoMaySeeItOnlyWhereThatIsAskedFor() {
    admin.admin("PUT", PHOTOS);
    admin.admin("PUT", PHOTOS + "/a", "four");
    admin.admin(request("PUT", "/api/s3/shown", "x-amz-acl", "public-read").sized());
    admin.admin("PUT", "/api/s3/shown?quota", "{\"bytes\":9}");
    JsonNode plain = json(admin.admin("GET", "/api/s3")).path("buckets").path(0);
    assertThat(plain.has("objects") || plain.has("isPublic")).isFalse();

    JsonNode all = json(admin.admin("GET", "/api/s3?details")).path("buckets");
    JsonNode photos = all.path(0);
    assertThat(photos.path("isPublic").asBoolean(true)).isFalse();
    assertThat(photos.path("objects").asInt()).isEqualTo(1);
    assertThat(photos.path("bytes").asInt()).isEqualTo(4);
    assertThat(photos.path("used").path("bytes").asInt()).isEqualTo(4);
    assertThat(photos.has("quota")).isFalse();
    assertThat(all.path(1).path("isPublic").asBoolean()).isTrue();
    assertThat(all.path(1).path("quota").toString()).isEqualTo("{\"bytes\":9}");

    admin.admin("PUT", "/api/s3/shown?publicAccessBlock", "{\"ignorePublicAcls\":true}");
    assertThat(
            json(admin.admin("GET", "/api/s3?details&prefix=shown"))
                .path("buckets")
                .path(0)
                .path("isPublic")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void aPolicyForEverybodyMakesABucketPublicUntilThatIsRestricted() {
    admin.admin("PUT", PHOTOS);
    admin.admin(
        "PUT",
        PHOTOS + "?policy",
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
         "Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*"}]}
        """);
    String list = "/api/s3?details=true";
    JsonNode open = json(admin.admin("GET", list)).path("buckets").path(0);
    assertThat(open.path("isPublic").asBoolean()).isTrue();
    admin.admin("PUT", PHOTOS + "?publicAccessBlock", "{\"restrictPublicBuckets\":true}");
    JsonNode closed = json(admin.admin("GET", list)).path("buckets").path(0);
    assertThat(closed.path("isPublic").asBoolean(true)).isFalse();
  }

  @Test
  void whatIsWrongWithABucketIsToldByTheCodesOfS3() {
    admin.admin("PUT", PHOTOS);
    assertThat(code(admin.admin("PUT", PHOTOS))).isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(code(admin.admin("PUT", "/api/s3/Photos"))).isEqualTo("InvalidBucketName");
    assertThat(code(admin.admin("GET", "/api/s3/missing"))).isEqualTo("NoSuchBucket");
    assertThat(code(admin.admin("DELETE", "/api/s3/missing"))).isEqualTo("NoSuchBucket");
    admin.admin("PUT", PHOTOS + "/a", "x");
    assertThat(code(admin.admin("DELETE", PHOTOS))).isEqualTo("BucketNotEmpty");
  }

  @Test
  void versioningIsSetAndTold() {
    admin.admin("PUT", PHOTOS);
    assertThat(json(admin.admin("GET", PHOTOS + "?versioning")).size()).isZero();
    for (String status : List.of("Enabled", "Suspended")) {
      RawResponse put =
          admin.admin("PUT", PHOTOS + "?versioning", "{\"status\":\"" + status + "\"}");
      assertThat(put.status()).isEqualTo(200);
      assertThat(json(admin.admin("GET", PHOTOS + "?versioning")).path("status").asString())
          .isEqualTo(status);
    }
    assertThat(code(admin.admin("PUT", PHOTOS + "?versioning", "{\"status\":\"Off\"}")))
        .isEqualTo("InvalidArgument");
    assertThat(code(admin.admin("PUT", PHOTOS + "?versioning", "{}"))).isEqualTo("InvalidArgument");
  }

  @Test
  void theTagsOfABucketAreSetToldAndRemoved() {
    admin.admin("PUT", PHOTOS);
    assertThat(code(admin.admin("GET", PHOTOS + "?tagging"))).isEqualTo("NoSuchTagSet");
    String tags = "{\"tagSet\":[{\"key\":\"env\",\"value\":\"prod\"}]}";
    assertThat(admin.admin("PUT", PHOTOS + "?tagging", tags).status()).isEqualTo(200);
    assertThat(admin.admin("GET", PHOTOS + "?tagging").text()).isEqualTo(tags);
    assertThat(admin.admin("DELETE", PHOTOS + "?tagging").status()).isEqualTo(204);
    assertThat(admin.admin("GET", PHOTOS + "?tagging").status()).isEqualTo(404);
  }

  @Test
  void theCorsRulesOfTheSeedAreSetToldAndRemoved() {
    admin.admin("PUT", PHOTOS);
    String rules =
        """
        {"CORSRules":[{"AllowedMethods":["GET","PUT"],\
        "AllowedOrigins":["https://app.example.com"],"AllowedHeaders":["*"],\
        "ExposeHeaders":["ETag"],"MaxAgeSeconds":600}]}\
        """;
    assertThat(code(admin.admin("GET", PHOTOS + "?cors"))).isEqualTo("NoSuchCORSConfiguration");
    assertThat(admin.admin("PUT", PHOTOS + "?cors", rules).status()).isEqualTo(200);
    assertThat(admin.admin("GET", PHOTOS + "?cors").text()).isEqualTo(rules);
    assertThat(admin.admin("DELETE", PHOTOS + "?cors").status()).isEqualTo(204);
    assertThat(admin.admin("GET", PHOTOS + "?cors").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"CORSRules\":[]}",
        "{\"CORSRules\":[{\"AllowedMethods\":[\"PATCH\"],\"AllowedOrigins\":[\"*\"]}]}",
        "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"]}]}",
        "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"],\"more\":1}]}",
        "<CORSConfiguration/>",
        ""
      })
  void corsRulesThatS3WouldNotTakeAreRefused(String document) {
    admin.admin("PUT", PHOTOS);
    assertThat(admin.admin("PUT", PHOTOS + "?cors", document).status()).isEqualTo(400);
    assertThat(admin.admin("GET", PHOTOS + "?cors").status()).isEqualTo(404);
  }

  @Test
  void nobodyElseGetsAtAnything() {
    admin.admin("PUT", PHOTOS);
    for (String target : List.of("/api/s3", PHOTOS, PHOTOS + "?cors", PHOTOS + "/a")) {
      assertThat(admin.send(request("GET", target)).status()).isEqualTo(401);
      assertThat(admin.send(by(READER, request("GET", target))).status()).isEqualTo(403);
    }
    assertThat(admin.send(by(ADMIN, request("GET", PHOTOS))).status()).isEqualTo(200);
  }

  @Test
  void aSubresourceThatThereIsNotIsNoOtherOperation() {
    admin.admin("PUT", PHOTOS);
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertThat(admin.admin(method, PHOTOS + "?lifecycle").status()).isEqualTo(400);
    }
    assertThat(admin.admin("HEAD", PHOTOS).status()).isEqualTo(200);
  }
}
