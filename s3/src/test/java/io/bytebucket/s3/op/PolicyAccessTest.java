package io.bytebucket.s3.op;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies allow and forbid, asked with whole requests. */
class PolicyAccessTest {
  private static final String POLICY = "/" + S3Fixture.BUCKET + "?policy";
  private static final String TAGS =
      "<Tagging><TagSet><Tag><Key>secret</Key><Value>%s</Value></Tag></TagSet></Tagging>";

  private final S3Fixture s3 = new S3Fixture();

  /** Statements about everybody, with single quotes: effect, action, resource, and a condition. */
  private void policy(String... statements) {
    StringBuilder all = new StringBuilder();
    for (String statement : statements) {
      String[] parts = statement.split(" ", 4);
      all.append(all.isEmpty() ? "" : ",")
          .append("{'Effect':'%s','Principal':'*','Action':'%s',".formatted(parts[0], parts[1]))
          .append("'Resource':'arn:aws:s3:::photos%s'".formatted(parts[2].replace(".", "")))
          .append(parts.length > 3 ? ",'Condition':" + parts[3] + "}" : "}");
    }
    String document = "{'Version':'2012-10-17','Statement':[" + all + "]}";
    RawResponse put = s3.put(POLICY, document.replace('\'', '"'));
    assertThat(put.status()).as(put.text()).isEqualTo(204);
  }

  private RawResponse anonymous(RawRequest request) {
    return s3.send(S3Fixture.complete(request));
  }

  private RawResponse nobody(RawRequest request) {
    return s3.signedBy(TestUsers.NOBODY, request);
  }

  @Test
  @DisplayName("a denial comes first, whichever statement stands first")
  void denialFirst() {
    s3.store("a");
    policy("Deny s3:GetObject /a", "Allow s3:GetObject /*");
    assertThat(nobody(request("GET", path("a"))).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", path("a"))).status()).isEqualTo(403);
    assertThat(s3.get(path("a")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("what a policy allows to everybody, everybody may: signed, by link, form, or not")
  void everybodyMay() {
    s3.store("a");
    policy("Allow s3:GetObject /*", "Allow s3:PutObject /up/*");
    RawRequest get = request("GET", path("a"));
    assertThat(anonymous(get).text()).isEqualTo("a");
    assertThat(anonymous(request("HEAD", path("a"))).status()).isEqualTo(200);
    assertThat(nobody(get).text()).isEqualTo("a");
    assertThat(
            s3.send(
                    S3Fixture.signer(TestUsers.NOBODY)
                        .presign(S3Fixture.complete(get), s3.clock.instant(), 60))
                .text())
        .isEqualTo("a");
    assertThat(anonymous(request("PUT", path("up/b")).withBody("b")).status()).isEqualTo(200);
    assertThat(s3.send(FormUpload.of("up/c").anonymous()).status()).isEqualTo(204);
    assertThat(s3.send(FormUpload.of("c").anonymous()).status()).isEqualTo(403);
    assertThat(anonymous(request("PUT", path("b")).withBody("b")).status()).isEqualTo(403);
    assertThat(anonymous(request("DELETE", path("a"))).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", "/photos")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("who does not sign is told no reason, and may not change header fields of answers")
  void anonymousTexts() {
    s3.store("a");
    RawResponse refused = anonymous(request("GET", path("a")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("<Message>Access Denied</Message>");
    assertThat(refused.header("x-amz-bucket-region")).isEqualTo("us-east-1");
    policy("Allow s3:GetObject /*");
    RawResponse override =
        anonymous(request("GET", path("a") + "?response-content-type=text/html"));
    assertThat(override.status()).isEqualTo(400);
    assertThat(override.errorCode()).isEqualTo("InvalidRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /fresh, '', Anonymous users cannot invoke this API. Please authenticate.",
    "PUT, /photos/b, photos/a, Anonymous users cannot copy objects. Please authenticate",
    "POST, /photos/b?uploads, '',"
        + " Anonymous users cannot initiate multipart uploads. Please authenticate.",
    "GET, /, '', Access Denied",
  })
  @DisplayName("some things nobody may who does not sign, whatever is allowed to everybody")
  void closedToAnonymous(String method, String target, String source, String message) {
    s3.store("a");
    policy("Allow s3:* /*", "Allow s3:* .");
    RawRequest request = request(method, target);
    RawResponse refused =
        anonymous(source.isEmpty() ? request : request.add("x-amz-copy-source", source));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("<Message>" + message + "</Message>");
  }

  @Test
  @DisplayName(
      "a policy that cannot be read forbids everything but an administrator's policy calls")
  void unreadablePolicy() {
    s3.store("a");
    policy("Allow s3:* /*");
    s3.metadata.write(transaction -> {
      transaction.put(Keyspace.bucketSetting(1, BucketSetting.POLICY), new byte[] {1, 1, '{', 0});
      return true;
    });
    assertThat(s3.get(path("a")).status()).isEqualTo(403);
    assertThat(nobody(request("GET", path("a"))).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", path("a"))).status()).isEqualTo(403);
    assertThat(s3.delete(POLICY).status()).isEqualTo(204);
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a header that a denial asks for the absence of is found in a put")
  void headerInPut() {
    policy("Deny s3:PutObject /* {'Null':{'s3:x-amz-storage-class':'true'}}");
    RawRequest put = request("PUT", path("a")).withBody("x");
    assertThat(s3.signed(put).status()).isEqualTo(403);
    assertThat(s3.signed(put.add("x-amz-storage-class", "STANDARD")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a path with dots is judged as the key that is read")
  void dots() {
    s3.put("/photos/public/../private", "x");
    policy("Allow s3:GetObject /public/*");
    assertThat(anonymous(request("GET", "/photos/private")).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", "/photos/public/../private")).text()).isEqualTo("x");
  }

  @Test
  @DisplayName("a denial on what is copied holds for parts too, however the source is written")
  void copySource() {
    s3.store("a", "b");
    policy("Deny s3:PutObject /* {'StringLike':{'s3:x-amz-copy-source':'photos/a'}}");
    for (String written : List.of("photos/a", "/photos/a", "photos%2Fa", "/photos/%61")) {
      assertThat(s3.put(path("c"), "", "x-amz-copy-source", written).status())
          .as(written)
          .isEqualTo(403);
    }
    assertThat(s3.put(path("c"), "", "x-amz-copy-source", "photos/b").status()).isEqualTo(200);
    String begun = s3.post(path("u") + "?uploads", "").text();
    String upload = begun.replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    String part = path("u") + "?partNumber=1&uploadId=" + upload;
    assertThat(s3.put(part, "", "x-amz-copy-source", "photos/a").status()).isEqualTo(403);
    assertThat(s3.put(part, "", "x-amz-copy-source", "photos/b").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("reading a version is another action than reading")
  void versions() {
    s3.store("a");
    policy("Allow s3:GetObject /*");
    assertThat(anonymous(request("GET", path("a") + "?versionId=null")).status()).isEqualTo(403);
    assertThat(anonymous(request("HEAD", path("a") + "?versionId=null")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("a denial to delete versions holds alone and in lists, for each of them")
  void deleteVersions() {
    s3.store("a", "b");
    policy("Deny s3:DeleteObjectVersion /*");
    assertThat(s3.delete(path("a") + "?versionId=null").status()).isEqualTo(403);
    RawResponse deleted =
        s3.post(
            "/photos?delete",
            "<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object>"
                + "<Object><Key>b</Key></Object></Delete>");
    assertThat(deleted.text())
        .contains("<Key>a</Key><VersionId>null</VersionId><Code>AccessDenied</Code>")
        .contains("<Deleted><Key>b</Key></Deleted>");
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a list of keys is judged key by key, also for those who do not sign")
  void deleteList() {
    s3.store("x1", "y1");
    RawRequest list =
        request("POST", "/photos?delete")
            .withBody(
                "<Delete><Object><Key>x1</Key></Object><Object><Key>y1</Key></Object></Delete>");
    assertThat(anonymous(list).status()).isEqualTo(403);
    policy("Allow s3:DeleteObject /x*");
    RawResponse deleted = anonymous(list);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text())
        .contains("<Deleted><Key>x1</Key></Deleted>")
        .contains("<Error><Key>y1</Key><Code>AccessDenied</Code><Message>Access Denied</Message>");
    assertThat(s3.get(path("x1")).status()).isEqualTo(404);
    assertThat(s3.get(path("y1")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("what each of a list must be like is judged for each, and not what the request says")
  void deleteListByTag() {
    s3.store("a", "b");
    policy("Deny s3:DeleteObject /* {'Null':{'s3:if-match':'true'}}");
    String etag = s3.get(path("a")).header("etag").replace("\"", "");
    RawRequest list =
        request("POST", "/photos?delete", "if-match", "*")
            .withBody(
                "<Delete><Object><Key>a</Key><ETag>"
                    + etag
                    + "</ETag></Object><Object><Key>b</Key></Object></Delete>");
    RawResponse deleted = s3.signed(list);
    assertThat(deleted.text())
        .contains("<Deleted><Key>a</Key></Deleted>")
        .contains("<Error><Key>b</Key><Code>AccessDenied</Code>");
    assertThat(s3.get(path("b")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("who may not read is not told by conditions what is there")
  void conditionsAreLookedAtAfterwards() {
    s3.store("a");
    policy("Deny s3:GetObject /*");
    String etag = s3.put(path("a"), "a").header("etag");
    assertThat(s3.get(path("a"), "if-match", "\"other\"").status()).isEqualTo(403);
    assertThat(s3.get(path("a"), "if-none-match", etag).status()).isEqualTo(403);
    assertThat(s3.get(path("a"), "range", "bytes=9-").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("a missing key is told to those alone who could list it, judged by its prefix")
  void missingKeys() {
    policy("Allow s3:GetObject /*", "Allow s3:ListBucket . {'StringLike':{'s3:prefix':'a/*'}}");
    assertThat(anonymous(request("GET", path("a/k"))).status()).isEqualTo(404);
    assertThat(anonymous(request("GET", path("b/k"))).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", path("a/k") + "?versionId=null")).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", "/photos?prefix=a/x")).status()).isEqualTo(200);
    assertThat(anonymous(request("GET", "/photos?prefix=b")).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", "/photos")).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", "/photos?versions&prefix=a/x")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("who may put objects may not put policies, and who may read policies no more")
  void policiesAreActionsOfTheirOwn() {
    policy("Allow s3:PutObject /*", "Allow s3:GetBucketPolicy .");
    assertThat(nobody(request("PUT", POLICY).withBody("{}")).status()).isEqualTo(403);
    assertThat(nobody(request("DELETE", POLICY)).status()).isEqualTo(403);
    assertThat(nobody(request("GET", POLICY)).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("tags of the object that is there decide, and those of the version that is named")
  void storedTags() {
    s3.put(path("open"), "x", "x-amz-tagging", "secret=no");
    s3.put(path("closed"), "x", "x-amz-tagging", "secret=yes");
    s3.put(path("untagged"), "x");
    policy("Allow s3:Get* /* {'StringEquals':{'s3:ExistingObjectTag/secret':'no'}}");
    assertThat(anonymous(request("GET", path("open"))).status()).isEqualTo(200);
    assertThat(anonymous(request("GET", path("open") + "?tagging")).status()).isEqualTo(200);
    assertThat(anonymous(request("GET", path("closed"))).status()).isEqualTo(403);
    assertThat(anonymous(request("HEAD", path("untagged"))).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", path("missing"))).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("tags that stand in the body are judged before they are set")
  void tagsInTheBody() {
    s3.store("a");
    policy("Allow s3:PutObjectTagging /* {'StringEquals':{'s3:RequestObjectTag/secret':'no'}}");
    RawRequest put = request("PUT", path("a") + "?tagging");
    assertThat(nobody(put.withBody(TAGS.formatted("yes"))).status()).isEqualTo(403);
    assertThat(s3.get(path("a") + "?tagging").text()).doesNotContain("secret");
    assertThat(nobody(put.withBody(TAGS.formatted("no"))).status()).isEqualTo(200);
    policy("Deny s3:PutObjectTagging /* {'StringEquals':{'s3:RequestObjectTag/secret':'yes'}}");
    assertThat(s3.signed(put.withBody(TAGS.formatted("yes"))).status()).isEqualTo(403);
    assertThat(s3.signed(put.withBody(TAGS.formatted("no"))).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a form is judged by the tags in its fields")
  void tagsInAForm() {
    policy(
        "Allow s3:PutObject /* {'StringEqualsIfExists':{'s3:RequestObjectTag/secret':'no'}}",
        "Allow s3:PutObjectTagging /*");
    FormUpload open = FormUpload.of("a").field("tagging", TAGS.formatted("no"));
    FormUpload closed = FormUpload.of("a").field("tagging", TAGS.formatted("yes"));
    assertThat(s3.send(open.anonymous()).status()).isEqualTo(204);
    assertThat(s3.send(closed.anonymous()).status()).isEqualTo(403);
    assertThat(s3.send(closed.signedBy(TestUsers.NOBODY)).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("only what completes an object creates it")
  void creation() {
    policy("Deny s3:PutObject /* {'Bool':{'s3:ObjectCreationOperation':'true'}}");
    assertThat(s3.put(path("a"), "x").status()).isEqualTo(403);
    assertThat(s3.post(path("a") + "?uploads", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a change of the policy holds for the next request")
  void changesCountAtOnce() {
    s3.store("a");
    for (int i = 0; i < 3; i++) {
      policy("Allow s3:GetObject /*");
      assertThat(anonymous(request("GET", path("a"))).status()).isEqualTo(200);
      policy("Allow s3:PutObject /*");
      assertThat(anonymous(request("GET", path("a"))).status()).isEqualTo(403);
      assertThat(s3.delete(POLICY).status()).isEqualTo(204);
      assertThat(anonymous(request("GET", path("a"))).status()).isEqualTo(403);
    }
  }
}
