package io.bytebucket.admin.upload;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UploadsTest {
  private static final String BUCKET = "/api/s3/photos";
  private static final String BIG = BUCKET + "/big.bin";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeTheBucket() {
    admin.admin("PUT", BUCKET);
  }

  private String begin() {
    RawResponse begun =
        admin.admin(request("POST", BIG + "?uploads", "content-type", "text/plain").sized());
    assertThat(begun.status()).isEqualTo(200);
    assertThat(json(begun).path("key").asString()).isEqualTo("big.bin");
    return json(begun).path("uploadId").asString();
  }

  private RawResponse part(String upload, int number, String body) {
    return admin.admin("PUT", BIG + "?partNumber=" + number + "&uploadId=" + upload, body);
  }

  private RawResponse complete(String upload, String parts) {
    return admin.admin("POST", BIG + "?uploadId=" + upload, "{\"parts\":[" + parts + "]}");
  }

  private static String listed(int number, RawResponse part) {
    return "{\"partNumber\":%d,\"etag\":\"%s\"}"
        .formatted(number, part.header("etag").replace("\"", "\\\""));
  }

  @Test
  void theLongestListOfPartsThatThereCanBeFindsRoom() {
    String parts =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(n -> "{\"partNumber\":" + n + ",\"etag\":\"\\\"" + "0".repeat(32) + "\\\"\"}")
            .collect(Collectors.joining(","));
    assertThat(complete("none", parts).status()).isEqualTo(404);
    assertThat(admin.documents.takenBytes()).isZero();
  }

  @Test
  void anObjectIsUploadedInParts() {
    String upload = begin();
    RawResponse one = part(upload, 1, "hello ");
    RawResponse two = part(upload, 2, "world");
    JsonNode parts = json(admin.admin("GET", BIG + "?uploadId=" + upload)).path("parts");
    assertThat(parts.size()).isEqualTo(2);
    assertThat(parts.path(0).path("size").asLong()).isEqualTo(6);
    assertThat(parts.path(1).path("etag").asString()).isEqualTo(two.header("etag"));

    RawResponse done = complete(upload, listed(1, one) + "," + listed(2, two));
    assertThat(done.status()).isEqualTo(200);
    assertThat(json(done).path("etag").asString()).endsWith("-2\"");
    RawResponse read = admin.admin("GET", BIG);
    assertThat(read.text()).isEqualTo("hello world");
    assertThat(read.header("etag")).isEqualTo(done.header("etag"));
    assertThat(read.header("content-type")).isEqualTo("text/plain");
    // Who lost the answer asks again.
    assertThat(complete(upload, listed(1, one) + "," + listed(2, two)).text())
        .isEqualTo(done.text());
  }

  @Test
  void whoAskedForAChecksumLearnsThatOfEachPart() {
    RawResponse begun =
        admin.admin(
            request("POST", BIG + "?uploads", "x-amz-checksum-algorithm", "CRC32C").sized());
    String upload = json(begun).path("uploadId").asString();
    RawResponse one = part(upload, 1, "123456789");
    JsonNode parts = json(admin.admin("GET", BIG + "?uploadId=" + upload)).path("parts");
    assertThat(parts.path(0).path("checksumAlgorithm").asString()).isEqualTo("CRC32C");
    // The check value of CRC-32C, 0xE3069283.
    assertThat(parts.path(0).path("checksum").asString()).isEqualTo("4waSgw==");
    assertThat(complete(upload, listed(1, one)).status()).isEqualTo(200);

    RawResponse none =
        admin.admin(request("POST", BIG + "?uploads", "x-amz-checksum-algorithm", "CRC7").sized());
    assertThat(none.status()).isEqualTo(400);
  }

  @Test
  void uploadsUnderWayAreListedAndAborted() {
    String upload = begin();
    begin();
    JsonNode first = json(admin.admin("GET", BUCKET + "?uploads&max-uploads=1"));
    assertThat(first.path("uploads").path(0).path("uploadId").asString()).isEqualTo(upload);
    assertThat(first.path("isTruncated").asBoolean()).isTrue();
    JsonNode second =
        json(
            admin.admin(
                "GET",
                BUCKET
                    + "?uploads&key-marker="
                    + first.path("nextKeyMarker").asString()
                    + "&upload-id-marker="
                    + first.path("nextUploadIdMarker").asString()));
    assertThat(second.path("uploads").size()).isEqualTo(1);
    assertThat(admin.admin("DELETE", BIG + "?uploadId=" + upload).status()).isEqualTo(204);
    assertThat(code(admin.admin("DELETE", BIG + "?uploadId=" + upload))).isEqualTo("NoSuchUpload");
    assertThat(json(admin.admin("GET", BUCKET + "?uploads")).path("uploads").size()).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithPartsIsToldByTheCodesOfS3() {
    String upload = begin();
    RawResponse one = part(upload, 1, "hello ");
    RawResponse two = part(upload, 2, "world");
    assertThat(code(part(upload, 0, ""))).isEqualTo("InvalidArgument");
    assertThat(code(part(upload, 10_001, ""))).isEqualTo("InvalidArgument");
    assertThat(code(part("x", 1, ""))).isEqualTo("NoSuchUpload");
    assertThat(code(complete(upload, listed(2, two) + "," + listed(1, one))))
        .isEqualTo("InvalidPartOrder");
    assertThat(code(complete(upload, listed(1, two)))).isEqualTo("InvalidPart");
    assertThat(code(complete(upload, ""))).isEqualTo("InvalidArgument");
    assertThat(code(admin.admin("POST", BIG + "?uploadId=" + upload, "<x/>")))
        .isEqualTo("MalformedDocument");
    assertThat(code(admin.admin("PUT", BIG + "?partNumber=1", "x"))).isEqualTo("InvalidArgument");
    assertThat(complete(upload, listed(1, one)).status()).isEqualTo(200);
  }
}
