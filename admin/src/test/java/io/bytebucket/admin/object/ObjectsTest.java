package io.bytebucket.admin.object;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObjectsTest {
  private static final String BUCKET = "/api/s3/photos";
  private static final String HELLO = BUCKET + "/hello.txt";
  private static final String HELLO_TAG = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeTheBucket() {
    admin.admin("PUT", BUCKET);
  }

  private RawResponse put(String target, String body, String... headers) {
    return admin.admin(request("PUT", target, headers).withBody(body).sized());
  }

  private RawResponse get(String target, String... headers) {
    return admin.admin(request("GET", target, headers));
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asString())
        .toList();
  }

  @Test
  void whatIsSaidOfAnObjectIsReplacedByACopyOntoItself() {
    put(
        HELLO,
        "hello",
        "content-type",
        "text/plain",
        "x-amz-meta-old",
        "1",
        "x-amz-tagging",
        "t=1");
    String onto = HELLO + "?copy&replace&from=/photos/hello.txt";

    RawResponse other = put(onto, "", "content-type", "text/html", "if-match", "\"other\"");
    assertThat(code(other)).isEqualTo("PreconditionFailed");
    RawResponse replaced =
        put(
            onto,
            "",
            "content-type",
            "text/markdown",
            "cache-control",
            "no-cache",
            "x-amz-meta-new",
            "2",
            "x-amz-storage-class",
            "STANDARD_IA",
            "if-match",
            HELLO_TAG);
    assertThat(replaced.status()).isEqualTo(200);

    RawResponse read = get(HELLO);
    assertThat(read.text()).isEqualTo("hello");
    assertThat(read.header("content-type")).isEqualTo("text/markdown");
    assertThat(read.header("x-amz-meta-old")).isEmpty();
    JsonNode info = json(get(HELLO + "?info"));
    assertThat(info.path("cacheControl").asString()).isEqualTo("no-cache");
    assertThat(info.path("metadata").toString()).isEqualTo("{\"new\":\"2\"}");
    assertThat(info.path("storageClass").asString()).isEqualTo("STANDARD_IA");
    assertThat(info.path("tagCount").asInt()).isEqualTo(1);
    assertThat(code(put(onto, "", "x-amz-tagging", "t=2"))).isEqualTo("InvalidArgument");
  }

  @Test
  void aThousandLongKeysFindRoom() {
    String keys =
        IntStream.range(0, 1000)
            .mapToObj(n -> "\"" + "k".repeat(700) + n + "\"")
            .collect(Collectors.joining(","));
    RawResponse answer = admin.admin("POST", BUCKET + "?delete", "{\"objects\":[" + keys + "]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("deleted").size()).isEqualTo(1000);
    assertThat(admin.documents.takenBytes()).isZero();
  }

  @Test
  void anObjectIsPutReadLookedAtAndDeleted() {
    RawResponse put = put(HELLO, "hello", "content-type", "text/plain", "x-amz-meta-a", "b");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("etag")).isEqualTo(HELLO_TAG);
    assertThat(put.body()).isEmpty();

    RawResponse read = get(HELLO);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo("hello");
    assertThat(read.header("content-type")).isEqualTo("text/plain");
    assertThat(read.header("etag")).isEqualTo(HELLO_TAG);
    assertThat(read.header("last-modified")).isEqualTo("Sun, 22 Nov 2026 18:47:24 GMT");
    assertThat(read.header("accept-ranges")).isEqualTo("bytes");
    assertThat(read.header("x-amz-meta-a")).isEqualTo("b");

    RawResponse head = admin.admin("HEAD", HELLO);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length")).isEqualTo("5");
    assertThat(head.header("etag")).isEqualTo(HELLO_TAG);
    assertThat(head.body()).isEmpty();

    assertThat(admin.admin("DELETE", HELLO).status()).isEqualTo(204);
    assertThat(code(get(HELLO))).isEqualTo("NoSuchKey");
    assertThat(admin.admin("DELETE", HELLO).status()).isEqualTo(204);
  }

  @Test
  void whatUsersStoreIsNeverAPageOfTheConsole() {
    put(
        BUCKET + "/a%2F%22b%22.html",
        "<script>",
        "content-type",
        "text/html",
        "content-disposition",
        "inline",
        "cache-control",
        "public");
    RawResponse read = get(BUCKET + "/a/%22b%22.html");
    assertThat(read.header("content-disposition"))
        .isEqualTo("attachment; filename*=UTF-8''%22b%22.html");
    assertThat(read.header("content-security-policy")).contains("sandbox");
    assertThat(read.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(read.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void rangesAreSentAsOnThePortOfS3() {
    put(HELLO, "hello");
    RawResponse middle = get(HELLO, "range", "bytes=1-2");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("el");
    assertThat(middle.header("content-range")).isEqualTo("bytes 1-2/5");
    assertThat(get(HELLO, "range", "bytes=-2").text()).isEqualTo("lo");
    assertThat(get(HELLO, "range", "bytes=3-").text()).isEqualTo("lo");
    assertThat(get(HELLO, "range", "bytes=3-1").text()).isEqualTo("hello");
    assertThat(get(HELLO, "range", "bytes=0-1,3-4").status()).isEqualTo(200);
    RawResponse beyond = get(HELLO, "range", "bytes=5-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("content-range")).isEqualTo("bytes */5");
    assertThat(code(beyond)).isEqualTo("InvalidRange");
    assertThat(get(HELLO, "range", "bytes=0-0", "if-range", HELLO_TAG).status()).isEqualTo(206);
    assertThat(get(HELLO, "range", "bytes=0-0", "if-range", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void conditionsAreHeeded() {
    put(HELLO, "hello");
    assertThat(get(HELLO, "if-none-match", HELLO_TAG).status()).isEqualTo(304);
    assertThat(get(HELLO, "if-none-match", HELLO_TAG).header("etag")).isEqualTo(HELLO_TAG);
    assertThat(get(HELLO, "if-match", "\"other\"").status()).isEqualTo(412);
    assertThat(get(HELLO, "if-modified-since", "Sun, 22 Nov 2026 18:47:24 GMT").status())
        .isEqualTo(304);
    assertThat(put(HELLO, "x", "if-none-match", "*").status()).isEqualTo(412);
    assertThat(put(HELLO, "x", "if-match", "\"other\"").status()).isEqualTo(412);
    assertThat(put(HELLO, "x", "if-none-match", HELLO_TAG).status()).isEqualTo(400);
    assertThat(put(HELLO, "x", "if-match", HELLO_TAG).status()).isEqualTo(200);
    assertThat(admin.admin(request("DELETE", HELLO, "if-match", HELLO_TAG)).status())
        .isEqualTo(412);
  }

  @Test
  void whatTheClientSaysOfTheBytesIsChecked() {
    assertThat(code(put(HELLO, "hello", "content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")))
        .isEqualTo("BadDigest");
    assertThat(code(put(HELLO, "hello", "x-amz-checksum-crc32", "AAAAAA==")))
        .isEqualTo("BadDigest");
    assertThat(put(HELLO, "hello", "x-amz-checksum-crc32", "NhCmhg==").status()).isEqualTo(200);
    JsonNode checksum = json(get(HELLO + "?info")).path("checksum");
    assertThat(checksum.path("algorithm").asString()).isEqualTo("CRC32");
    assertThat(checksum.path("value").asString()).isEqualTo("NhCmhg==");
  }

  @Test
  void aBodyOfMoreThanTheLimitIsRefusedBeforeItIsRead() {
    RawResponse answer =
        admin.admin(
            request("PUT", HELLO)
                .add("content-length", Long.toString(ObjectRoutes.BODY_BYTES + 1)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(code(answer)).isEqualTo("EntityTooLarge");
    assertThat(get(HELLO).status()).isEqualTo(404);
  }

  @Test
  void keysAreThoseOfS3() {
    for (String key : List.of("a", "a/", "a//b", "a/../b", "%2Fa", "%C3%BC%20%2B", "a%2Fc")) {
      assertThat(put(BUCKET + "/" + key, key).status()).isEqualTo(200);
      assertThat(get(BUCKET + "/" + key).text()).isEqualTo(key);
    }
    assertThat(texts(json(get(BUCKET)).path("contents"), "key"))
        .containsExactly("/a", "a", "a/", "a/../b", "a//b", "a/c", "ü +");
    assertThat(code(put(BUCKET + "/" + "k".repeat(1_025), ""))).isEqualTo("KeyTooLongError");
  }

  @Test
  void objectsAreListedInPagesByPrefixAndDelimiter() {
    for (String key : List.of("a/1", "a/2", "b", "c/1")) {
      put(BUCKET + "/" + key, "hello");
    }
    JsonNode folded = json(get(BUCKET + "?delimiter=/&list-type=2"));
    assertThat(texts(folded.path("contents"), "key")).containsExactly("b");
    assertThat(texts(folded.path("commonPrefixes"), "prefix")).containsExactly("a/", "c/");
    assertThat(folded.path("keyCount").asInt()).isEqualTo(3);
    assertThat(folded.path("isTruncated").asBoolean()).isFalse();
    JsonNode object = folded.path("contents").path(0);
    assertThat(object.path("etag").asString()).isEqualTo(HELLO_TAG);
    assertThat(object.path("size").asLong()).isEqualTo(5);
    assertThat(object.path("storageClass").asString()).isEqualTo("STANDARD");

    JsonNode first = json(get(BUCKET + "?max-keys=3"));
    assertThat(texts(first.path("contents"), "key")).containsExactly("a/1", "a/2", "b");
    JsonNode second =
        json(
            get(
                BUCKET
                    + "?max-keys=3&continuation-token="
                    + first.path("nextContinuationToken").asString()));
    assertThat(texts(second.path("contents"), "key")).containsExactly("c/1");
    assertThat(texts(json(get(BUCKET + "?start-after=a/2")).path("contents"), "key"))
        .containsExactly("b", "c/1");
    assertThat(texts(json(get(BUCKET + "?prefix=a/")).path("contents"), "key"))
        .containsExactly("a/1", "a/2");
    assertThat(code(get(BUCKET + "?continuation-token=x"))).isEqualTo("InvalidArgument");
    assertThat(code(get(BUCKET + "?max-keys=x"))).isEqualTo("InvalidArgument");
  }

  @Test
  void versionsAreListedReadAndDeleted() {
    admin.admin("PUT", BUCKET + "?versioning", "{\"status\":\"Enabled\"}");
    String first = put(HELLO, "one").header("x-amz-version-id");
    put(HELLO, "two");
    RawResponse deleted = admin.admin("DELETE", HELLO);
    assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");

    JsonNode versions = json(get(BUCKET + "?versions")).path("versions");
    assertThat(versions.size()).isEqualTo(3);
    assertThat(versions.path(0).path("isDeleteMarker").asBoolean()).isTrue();
    assertThat(versions.path(0).path("isLatest").asBoolean()).isTrue();
    assertThat(versions.path(2).path("versionId").asString()).isEqualTo(first);
    assertThat(get(HELLO + "?versionId=" + first).text()).isEqualTo("one");
    assertThat(code(get(HELLO))).isEqualTo("NoSuchKey");
    assertThat(code(get(HELLO + "?versionId=x"))).isEqualTo("InvalidArgument");

    JsonNode page = json(get(BUCKET + "?versions&max-keys=1"));
    JsonNode next =
        json(
            get(
                BUCKET
                    + "?versions&key-marker="
                    + page.path("nextKeyMarker").asString()
                    + "&version-id-marker="
                    + page.path("nextVersionIdMarker").asString()));
    assertThat(next.path("versions").size()).isEqualTo(2);

    String marker = deleted.header("x-amz-version-id");
    assertThat(admin.admin("DELETE", HELLO + "?versionId=" + marker).status()).isEqualTo(204);
    assertThat(get(HELLO).text()).isEqualTo("two");
  }

  @Test
  void tagsAreThoseOfTheSeed() {
    put(HELLO, "hello");
    String tags = "{\"tagSet\":[{\"key\":\"env\",\"value\":\"prod\"}]}";
    assertThat(get(HELLO + "?tagging").text()).isEqualTo("{\"tagSet\":[]}");
    assertThat(admin.admin("PUT", HELLO + "?tagging", tags).status()).isEqualTo(200);
    assertThat(get(HELLO + "?tagging").text()).isEqualTo(tags);
    assertThat(get(HELLO).header("etag")).isEqualTo(HELLO_TAG);
    assertThat(get(HELLO).header("x-amz-tagging-count")).isEqualTo("1");
    assertThat(admin.admin("DELETE", HELLO + "?tagging").status()).isEqualTo(204);
    assertThat(get(HELLO + "?tagging").text()).isEqualTo("{\"tagSet\":[]}");
    assertThat(code(admin.admin("PUT", HELLO + "?tagging", tags.replace("env", ""))))
        .isEqualTo("InvalidTag");
    assertThat(code(admin.admin("PUT", HELLO + "?tagging", "{\"tagSet\":{}}")))
        .isEqualTo("MalformedDocument");
    assertThat(code(get(BUCKET + "/missing?tagging"))).isEqualTo("NoSuchKey");
  }

  @Test
  void manyObjectsAreDeletedAtOnceAndWhatCannotBeIsTold() {
    put(BUCKET + "/a", "");
    put(BUCKET + "/b", "");
    String body = "{\"objects\":[\"a\",{\"key\":\"b\"},\"missing\",\"\"]}";
    JsonNode done = json(admin.admin("POST", BUCKET + "?delete", body));
    assertThat(
            StreamSupport.stream(done.path("deleted").spliterator(), false).map(JsonNode::asString))
        .containsExactly("a", "b", "missing");
    assertThat(texts(done.path("errors"), "code")).containsExactly("InvalidArgument");
    assertThat(json(get(BUCKET)).path("contents").size()).isZero();
    assertThat(admin.admin("POST", BUCKET + "?delete", "{\"objects\":[]}").status()).isEqualTo(400);
  }

  @Test
  void anObjectIsCopiedAndMovedWithItsTags() {
    admin.admin("PUT", "/api/s3/other");
    put(HELLO, "hello", "content-type", "text/plain", "x-amz-tagging", "k=v");
    RawResponse copied = admin.admin("PUT", "/api/s3/other/a%20b?copy&from=/photos/hello.txt");
    assertThat(copied.status()).isEqualTo(200);
    assertThat(json(copied).path("etag").asString()).isEqualTo(HELLO_TAG);
    assertThat(get("/api/s3/other/a%20b").header("x-amz-tagging-count")).isEqualTo("1");

    assertThat(admin.admin("PUT", BUCKET + "/c?move&from=/photos/hello.txt").status())
        .isEqualTo(200);
    assertThat(get(HELLO).status()).isEqualTo(404);
    assertThat(admin.admin("PUT", BUCKET + "/d?move&from=other/a%20b").status()).isEqualTo(200);
    assertThat(get("/api/s3/other/a%20b").status()).isEqualTo(404);
    assertThat(get(BUCKET + "/d").text()).isEqualTo("hello");

    assertThat(code(admin.admin("PUT", BUCKET + "/d?copy&from=/photos/d")))
        .isEqualTo("InvalidRequest");
    assertThat(code(admin.admin("PUT", BUCKET + "/d?move&from=/photos/d")))
        .isEqualTo("InvalidRequest");
    assertThat(code(admin.admin("PUT", BUCKET + "/d?copy&from=/photos/missing")))
        .isEqualTo("NoSuchKey");
    assertThat(code(admin.admin("PUT", BUCKET + "/d?copy"))).isEqualTo("InvalidArgument");
    assertThat(code(put(BUCKET + "/d", "", "x-amz-copy-source", "/photos/c")))
        .isEqualTo("InvalidArgument");
    assertThat(get(BUCKET + "/d").text()).isEqualTo("hello");
  }

  @Test
  void aMoveToAnotherBucketNeedsTheRightsOfACopyAndOfADeletion() {
    admin.admin("PUT", "/api/s3/other");
    put(HELLO, "hello");
    put(BUCKET + "/tagged", "hello", "x-amz-tagging", "k=v");
    String move = "/api/s3/other/new?move&from=/photos/";
    admin.createWithout("copier", "AKCOPIER", "s3:DeleteObject");
    admin.createWithout("mover", "AKMOVER", "s3:GetObjectTagging");
    assertThat(as("AKCOPIER", "PUT", move + "hello.txt").text()).contains("s3:DeleteObject");
    assertThat(as("AKMOVER", "PUT", move + "tagged").text()).contains("s3:GetObjectTagging");
    assertThat(get(BUCKET + "/tagged").status()).isEqualTo(200);
    assertThat(get("/api/s3/other/new").status()).isEqualTo(404);
    assertThat(as("AKMOVER", "PUT", move + "hello.txt").status()).isEqualTo(200);
    // Inside the bucket the object stays what it is.
    assertThat(as("AKMOVER", "PUT", BUCKET + "/t?move&from=/photos/tagged").status())
        .isEqualTo(200);
    assertThat(admin.admin("PUT", move + "t").status()).isEqualTo(200);
    assertThat(get("/api/s3/other/new").header("x-amz-tagging-count")).isEqualTo("1");
    assertThat(get(BUCKET + "/t").status()).isEqualTo(404);
  }

  private RawResponse as(String accessKeyId, String method, String target) {
    return admin.send(AdminFixture.by(accessKeyId, request(method, target)));
  }

  @Test
  void allThatIsKeptOfAnObjectIsTold() {
    put(HELLO, "hello", "cache-control", "no-cache", "x-amz-meta-a", "b");
    JsonNode info = json(get(HELLO + "?info"));
    assertThat(info.path("size").asLong()).isEqualTo(5);
    assertThat(info.path("cacheControl").asString()).isEqualTo("no-cache");
    assertThat(info.path("metadata").path("a").asString()).isEqualTo("b");
    assertThat(info.path("checksum").path("algorithm").asString()).isEqualTo("CRC64NVME");
    assertThat(info.has("versionId")).isFalse();
  }

  @Test
  void metadataThatCannotBeSentBackIsRefused() {
    assertThat(code(put(HELLO, "", "x-amz-meta-a", "b".repeat(2_049))))
        .isEqualTo("MetadataTooLarge");
    assertThat(code(put(HELLO, "", "x-amz-storage-class", "COLD")))
        .isEqualTo("InvalidStorageClass");
    assertThat(code(put(HELLO, "", "x-amz-tagging", "=v"))).isEqualTo("InvalidTag");
  }

  @Test
  void whatIsNotHeededIsRefused() {
    assertThat(put(HELLO, "", "x-amz-acl", "private").status()).isEqualTo(200);
    assertThat(code(put(HELLO, "", "x-amz-acl", "public-read"))).isEqualTo("NotImplemented");
    assertThat(code(put(HELLO, "", "x-amz-server-side-encryption", "aws:kms")))
        .isEqualTo("NotImplemented");
  }

  @Test
  void aLinkIsSignedWithTheKeyOfWhoAsks() {
    JsonNode link = json(get(HELLO + "?presign&expires=60"));
    assertThat(link.path("url").asString()).isEqualTo("GET /photos/hello.txt 60 AKIDADMIN");
    assertThat(link.path("expiresIn").asInt()).isEqualTo(60);
    assertThat(link.path("expiresAt").asString()).isEqualTo("2026-11-22T18:48:24Z");
    assertThat(json(get(HELLO + "?presign")).path("expiresIn").asInt()).isEqualTo(900);
    assertThat(json(get(HELLO + "?presign&method=PUT")).path("url").asString()).startsWith("PUT ");
    for (String wrong : List.of("expires=0", "expires=604801", "expires=x", "method=DELETE")) {
      assertThat(code(get(HELLO + "?presign&" + wrong))).isEqualTo("InvalidArgument");
    }
  }
}
