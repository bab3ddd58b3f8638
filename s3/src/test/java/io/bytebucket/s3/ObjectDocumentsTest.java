package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As {@link DocumentsTest}: the documents of uploads, versions, copies, tags and settings. */
class ObjectDocumentsTest {
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void uploads() throws IOException {
    RawResponse begun =
        s3.post(path("a b&c") + "?uploads", "", "x-amz-checksum-algorithm", "CRC32");
    Golden.require("initiate-multipart-upload", begun);
    MultipartSteps upload =
        MultipartSteps.begin(
            s3, "d/e", "x-amz-checksum-algorithm", "CRC32C", "x-amz-storage-class", "STANDARD_IA");
    MultipartSteps.begin(s3, "d/f");
    s3.clock.advance(Duration.ofMillis(433));
    String header = "x-amz-checksum-crc32c";
    upload
        .list(
            1,
            upload.sendPart(1, "hello", header, "mnG7TA==").header("etag"),
            "<ChecksumCRC32C>mnG7TA==</ChecksumCRC32C>")
        .list(
            2,
            upload.sendPart(2, "world", header, "MaqBTg==").header("etag"),
            "<ChecksumCRC32C>MaqBTg==</ChecksumCRC32C>");
    s3.put(path("source"), "hello world");
    RawResponse copied =
        upload.copyPart(3, "photos/source", "x-amz-copy-source-range", "bytes=1-5");
    Golden.require("copy-part", copied);
    Golden.require("list-parts", upload.parts(""));
    Golden.require("list-parts-page", upload.parts("&max-parts=1&part-number-marker=1"));
    Golden.require("list-uploads", s3.get("/photos?uploads"));
    Golden.require(
        "list-uploads-page",
        s3.get("/photos?uploads&delimiter=/&encoding-type=url&max-uploads=1&prefix="));
    Golden.require("complete-multipart-upload", upload.complete());
    Golden.require(
        "object-attributes",
        s3.get(
            path("d/e") + "?attributes",
            "x-amz-object-attributes",
            "ETag,Checksum,ObjectParts,StorageClass,ObjectSize"));
    Golden.require("error-no-such-upload", upload.abort());
    MultipartSteps wrong = MultipartSteps.begin(s3, "g").part(1, "x").list(2, "\"0\"");
    Golden.require("error-invalid-part", wrong.complete());
    Golden.require("error-invalid-part-number", s3.get(path("d/e") + "?partNumber=9"));
  }

  @Test
  void versions() throws IOException {
    Golden.require("versioning-never", s3.get("/photos?versioning"));
    s3.put(path("a&b"), "hello", "x-amz-checksum-crc32", "NhCmhg==");
    Versions.enable(s3);
    Golden.require("versioning", s3.get("/photos?versioning"));
    s3.clock.advance(Duration.ofMillis(433));
    s3.put(path("a&b"), "hello", "x-amz-checksum-crc32", "NhCmhg==");
    s3.put(path("d/e"), "x");
    RawResponse deleted = s3.delete(path("a&b"));
    Golden.require("list-versions", s3.get("/photos?versions"));
    Golden.require(
        "list-versions-page",
        s3.get("/photos?versions&max-keys=1&encoding-type=url&key-marker=%26&delimiter=/"));
    String marker = deleted.header("x-amz-version-id");
    Golden.require("error-delete-marker", s3.get(path("a&b") + "?versionId=" + marker));
    Golden.require("error-no-such-version", s3.get(path("none") + "?versionId=" + marker));
    Golden.require(
        "delete-versions",
        s3.post(
            "/photos?delete",
            "<Delete><Object><Key>a&amp;b</Key><VersionId>"
                + marker
                + "</VersionId></Object><Object><Key>d/e</Key></Object></Delete>"));
  }

  @Test
  void copiesTagsAndSettings() throws IOException {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", "NhCmhg==");
    Golden.require("copy-object", s3.put(path("b"), "", "x-amz-copy-source", "photos/a"));
    Golden.require(
        "error-copy-onto-itself", s3.put(path("a"), "", "x-amz-copy-source", "photos/a"));
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    s3.put(path("a") + "?tagging", tags);
    Golden.require("tagging", s3.get(path("a") + "?tagging"));
    Golden.require("tagging-empty", s3.get(path("b") + "?tagging"));
    Golden.require("error-no-such-tag-set", s3.get("/photos?tagging"));
    Golden.require("error-no-such-cors-configuration", s3.get("/photos?cors"));
    s3.put(
        "/photos?cors",
        "<CORSConfiguration><CORSRule><ID>1</ID><AllowedOrigin>https://*.example.com"
            + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader>"
            + "<ExposeHeader>etag</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule>"
            + "</CORSConfiguration>");
    Golden.require("cors", s3.get("/photos?cors"));
    Golden.require(
        "error-cors",
        s3.send(
            S3Fixture.request(
                "OPTIONS",
                "/photos",
                "host",
                "localhost",
                "origin",
                "https://example.org",
                "access-control-request-method",
                "GET")));
  }
}
