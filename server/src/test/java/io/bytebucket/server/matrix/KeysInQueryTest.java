package io.bytebucket.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a key is, a query names exactly that, for everything that is done to an object. */
class KeysInQueryTest {
  private static final String BUCKET = "/" + BucketState.PRIVATE.bucket();
  private static final String OBJECTS = "/api/objects" + BUCKET + "?key=";
  private static final Pattern UPLOAD = Pattern.compile("\"uploadId\":\"([^\"]+)\"");
  private static final List<String> HOSTILE =
      List.of(
          ".",
          "..",
          "../",
          "/",
          "//",
          "///a//",
          "a/../b",
          "a/./b",
          "../../etc/passwd",
          "%2F",
          "%2f%2e%2e",
          "%",
          "%25",
          "%zz",
          "a%00b",
          "a b",
          " a ",
          "a+b",
          "+",
          "a&b=c",
          "key=a",
          "?tagging",
          "#",
          "a;b",
          "a\\b",
          "\"'<script>",
          "662E41",
          "null",
          "\t",
          "a\r\nb: c",
          "\u0001\u001f\u007f",
          "\u0085",
          "ü",
          "u\u0308",
          "\u202egnp.exe",
          "שלום/عالم",
          "👩‍👩‍👧/😀",
          "\ufeffa",
          "\uffff",
          "k".repeat(1_024),
          "/".repeat(1_024),
          "😀".repeat(256));

  private RawResponse send(World world, String method, String target, String body)
      throws IOException {
    RawRequest request =
        World.complete(RawRequest.of(method, target).withBody(body))
            .add("x-admin-accesskey", Person.ROOT.accessKeyId())
            .add("x-admin-secret", Person.ROOT.secret());
    return world.admin.exchange(request);
  }

  private static String at(String key) {
    return OBJECTS + PercentCoding.encode(key, false);
  }

  private static String from(String key) {
    return "&from=" + PercentCoding.encode(BUCKET + "/" + key, false);
  }

  private static JsonNode json(RawResponse answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String other(String key) {
    return key.length() < 200 ? key + "'" : "x" + key.substring(2);
  }

  private List<String> keys(World world, String target) throws IOException {
    List<String> found = new ArrayList<>();
    json(send(world, "GET", target, ""))
        .path("contents")
        .forEach(entry -> found.add(entry.path("key").asString()));
    return found;
  }

  @Test
  void eachIsAnObjectOfItsOwn() throws IOException {
    try (World world = new World()) {
      for (String key : HOSTILE) {
        assertThat(send(world, "PUT", at(key), "of " + key).status()).as(key).isEqualTo(200);
      }
      for (String key : HOSTILE) {
        RawResponse read = send(world, "GET", at(key), "");
        assertThat(read.text()).as(key).isEqualTo("of " + key);
        assertThat(read.header("content-disposition")).as(key).startsWith("attachment");
        assertThat(send(world, "HEAD", at(key), "").status()).as(key).isEqualTo(200);
      }
      assertThat(keys(world, "/api/s3" + BUCKET)).containsAll(HOSTILE);
    }
  }

  @Test
  void eachCanBeLookedAtTaggedSharedCopiedMovedAndDeleted() throws IOException {
    try (World world = new World()) {
      for (String key : HOSTILE) {
        send(world, "PUT", at(key), "text");
        assertThat(json(send(world, "GET", at(key) + "&info", "")).path("size").asInt())
            .as(key)
            .isEqualTo(4);
        String tags = "{\"tagSet\":[{\"key\":\"k\",\"value\":\"v\"}]}";
        assertThat(send(world, "PUT", at(key) + "&tagging", tags).status()).isEqualTo(200);
        assertThat(send(world, "GET", at(key) + "&tagging", "").text()).contains("\"v\"");
        assertThat(send(world, "DELETE", at(key) + "&tagging", "").status()).isEqualTo(204);
        assertThat(send(world, "GET", at(key) + "&acl", "").status()).isEqualTo(200);
        assertThat(send(world, "GET", at(key) + "&presign", "").status()).isEqualTo(200);
        String copy = other(key);
        assertThat(send(world, "PUT", at(copy) + "&copy" + from(key), "").status())
            .as(key)
            .isEqualTo(200);
        assertThat(send(world, "DELETE", at(key), "").status()).isEqualTo(204);
        assertThat(send(world, "PUT", at(key) + "&move" + from(copy), "").status())
            .as(key)
            .isEqualTo(200);
        assertThat(send(world, "GET", at(copy), "").status()).as(key).isEqualTo(404);
        assertThat(send(world, "GET", at(key), "").text()).as(key).isEqualTo("text");
        assertThat(send(world, "DELETE", at(key), "").status()).isEqualTo(204);
        assertThat(send(world, "GET", at(key), "").status()).as(key).isEqualTo(404);
      }
    }
  }

  @Test
  void eachCanBeUploadedInParts() throws IOException {
    try (World world = new World()) {
      for (String key : HOSTILE) {
        Matcher id = UPLOAD.matcher(send(world, "POST", at(key) + "&uploads", "").text());
        assertThat(id.find()).as(key).isTrue();
        String upload = at(key) + "&uploadId=" + id.group(1);
        String tag = send(world, "PUT", upload + "&partNumber=1", "text").header("etag");
        JsonNode parts = json(send(world, "GET", upload, ""));
        assertThat(parts.path("key").asString()).isEqualTo(key);
        assertThat(parts.path("parts").size()).isEqualTo(1);
        String wanted = "{\"parts\":[{\"partNumber\":1,\"etag\":%s}]}".formatted(tag);
        assertThat(send(world, "POST", upload, wanted).status()).as(key).isEqualTo(200);
        assertThat(send(world, "GET", at(key), "").text()).as(key).isEqualTo("text");
      }
    }
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    try (World world = new World()) {
      for (String target :
          List.of(
              "/api/objects" + BUCKET,
              OBJECTS,
              OBJECTS + "a&key=b",
              OBJECTS + "a&key=a",
              OBJECTS + "%ff",
              OBJECTS + "%ed%a0%80",
              OBJECTS + "k".repeat(1_025),
              OBJECTS + "a&prefix=b")) {
        RawResponse answer = send(world, "GET", target, "");
        assertThat(answer.status()).as(target).isEqualTo(400);
        assertThat(send(world, "DELETE", target, "").status()).as(target).isEqualTo(400);
      }
      assertThat(send(world, "GET", "/api/objects" + BUCKET + "/a", "").status()).isEqualTo(404);
    }
  }
}
