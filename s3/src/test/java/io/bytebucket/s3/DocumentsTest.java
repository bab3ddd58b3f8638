package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The exact bytes of every document that is sent: one file for each in {@code documents}, with a
 * line feed at its end that is not sent, and with words in place of the ids of the request.
 */
class DocumentsTest {
  private final S3Fixture s3 = new S3Fixture();

  @BeforeEach
  void store() {
    s3.put(
        "/reports",
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1"
            + "</LocationConstraint></CreateBucketConfiguration>");
    s3.clock.advance(Duration.ofMillis(433));
    s3.put(path("a&b"), "hello", "x-amz-checksum-crc32", "NhCmhg==");
    s3.put(path("dir/1"), "one");
    s3.put(path("dir/2"), "");
    s3.put(path("z\u0001\r\u00E9 +"), "x".repeat(2_000));
  }

  @Test
  void listAllMyBucketsResult() throws IOException {
    Golden.require("list-buckets", s3.get("/"));
    Golden.require("list-buckets-page", s3.get("/?max-buckets=1&prefix=p"));
    s3.put("/photos-2", "");
    Golden.require("list-buckets-truncated", s3.get("/?max-buckets=1&prefix=p"));
  }

  @Test
  void locationConstraint() throws IOException {
    Golden.require("location-default", s3.get("/" + BUCKET + "?location"));
    Golden.require("location", s3.get("/reports?location"));
  }

  @ParameterizedTest
  @CsvSource({
    "list, ''",
    "list-empty, prefix=none&delimiter=/&marker=m",
    "list-page, delimiter=/&max-keys=2&marker=Z",
    "list-encoded, encoding-type=url&prefix=z%01",
    "list-v2, list-type=2",
    "list-v2-empty, list-type=2&max-keys=0",
    "list-v2-page, list-type=2&delimiter=/&max-keys=2&start-after=Z&fetch-owner=true",
    "list-v2-encoded, list-type=2&encoding-type=url&delimiter=%20%2B&start-after=dir/%C3%A9",
  })
  void listBucketResult(String name, String query) throws IOException {
    Golden.require(name, s3.get("/" + BUCKET + "?" + query));
  }

  @Test
  void listBucketResultOfASecondPage() throws IOException {
    String query = "/" + BUCKET + "?list-type=2&max-keys=1";
    String token = Listing.of(s3.get(query)).text("NextContinuationToken");

    Golden.require(
        "list-v2-next", s3.get(query + "&continuation-token=" + SigV4Signer.encode(token)));
  }

  @Test
  void deleteResult() throws IOException {
    String document =
        "<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>dir/1</Key><VersionId>null"
            + "</VersionId></Object><Object><Key>dir/2</Key><VersionId>v1</VersionId></Object>"
            + "<Object><Key>dir/2</Key><ETag>0</ETag></Object>"
            + "<Object><Key>z&#1;</Key></Object></Delete>";

    Golden.require("delete", s3.post("/" + BUCKET + "?delete", document));
    Golden.require(
        "delete-quiet",
        s3.post(
            "/" + BUCKET + "?delete",
            document.replace("</Delete>", "<Quiet>true</Quiet></Delete>")));
  }

  @Test
  void errorsOfObjectsAndBuckets() throws IOException {
    Golden.require("error-no-such-key", s3.get(path("a<b")));
    Golden.require("error-no-such-bucket", s3.get("/missing/a"));
    Golden.require("error-bucket-not-empty", s3.delete("/" + BUCKET));
    Golden.require("error-invalid-bucket-name", s3.put("/Photos", ""));
    Golden.require("error-invalid-range", s3.get(path("a&b"), "range", "bytes=5-"));
    Golden.require("error-precondition-failed", s3.get(path("a&b"), "if-match", "\"0\""));
    Golden.require("error-key-too-long", s3.get(path("k".repeat(1_025))));
    Golden.require(
        "error-bad-digest", s3.put(path("b"), "x", "content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="));
    Golden.require("error-invalid-argument", s3.get("/" + BUCKET + "?max-keys=-1"));
    Golden.require("error-not-implemented", s3.get("/" + BUCKET + "?encryption"));
    Golden.require("error-method-not-allowed", s3.signed(request("PATCH", path("a"))));
    Golden.require("error-malformed-xml", s3.post("/" + BUCKET + "?delete", "<Delete/>"));
  }

  @Test
  void errorsOfSignatures() throws IOException {
    RawRequest get = S3Fixture.complete(request("GET", path("a&b") + "?x-id=GetObject"));
    Golden.require("error-access-denied", s3.send(get));
    Golden.require(
        "error-invalid-access-key-id",
        s3.send(new SigV4Signer("AKIDMISSING", "secret").sign(get, S3Fixture.NOW)));
    Golden.require(
        "error-signature-does-not-match",
        s3.send(new SigV4Signer(TestUsers.OWNER, "wrong").sign(get, S3Fixture.NOW)));
    Golden.require(
        "error-request-time-too-skewed",
        s3.send(
            S3Fixture.signer(TestUsers.OWNER)
                .sign(get, S3Fixture.NOW.minus(Duration.ofMinutes(16)))));
    Golden.require(
        "error-authorization-header-malformed",
        s3.send(get.add("authorization", "AWS4-HMAC-SHA256 Credential=a")));
  }
}
