package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import io.bytebucket.testkit.SigV4Signer;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The one line that every request leaves, field by field. */
class AccessLogTest {
  private final S3Fixture s3 = new S3Fixture();

  private static RecordedLog.Line line(RawResponse answer) {
    return RecordedLog.lines("io.bytebucket.access", answer.header("x-amz-request-id")).getFirst();
  }

  @Test
  void theFieldsAreThoseOfTheFormatInItsOrder() {
    RawResponse put = s3.put(path("a"), "hello");
    RecordedLog.Line line = line(put);

    assertThat(line.message()).isEqualTo("http_request");
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.fields().keySet())
        .containsExactly(
            "method",
            "path",
            "status",
            "duration_ms",
            "remote_ip",
            "request_id",
            "auth_method",
            "user_access_key",
            "bytes_in",
            "bytes_out",
            "operation");
    assertThat(line.fields())
        .containsEntry("operation", "PutObject")
        .containsEntry("method", "PUT")
        .containsEntry("path", "/:bucket/*key")
        .containsEntry("status", 200)
        .containsEntry("remote_ip", "127.0.0.1")
        .containsEntry("auth_method", "sigv4")
        .containsEntry("user_access_key", TestUsers.OWNER)
        .containsEntry("bytes_in", 5L)
        .containsEntry("bytes_out", 0L);
    assertThat((Double) line.fields().get("duration_ms")).isNotNegative();
  }

  @Test
  void theBytesOfAnAnswerAreCounted() {
    s3.put(path("a"), "hello");

    assertThat(line(s3.get(path("a"))).fields())
        .containsEntry("bytes_in", 0L)
        .containsEntry("bytes_out", 5L);
    assertThat(line(s3.get(path("a"), "range", "bytes=1-2")).fields())
        .containsEntry("status", 206)
        .containsEntry("bytes_out", 2L);
    assertThat(line(s3.head(path("a"))).fields()).containsEntry("bytes_out", 0L);
    RawResponse missing = s3.get(path("missing"));
    assertThat(line(missing).fields()).containsEntry("bytes_out", (long) missing.body().length);
  }

  @Test
  void aRefusalIsAWarningThatNamesItsCode() {
    RecordedLog.Line missing = line(s3.get(path("missing")));
    RecordedLog.Line denied =
        line(s3.send(request("GET", path("a") + "?versionId=null", "host", "localhost")));

    assertThat(missing.level()).isEqualTo(Level.WARN);
    assertThat(missing.fields()).containsEntry("error", "NoSuchKey").containsEntry("status", 404);
    assertThat(denied.level()).isEqualTo(Level.WARN);
    assertThat(denied.fields())
        .containsEntry("error", "AccessDenied")
        .containsEntry("auth_method", "anonymous")
        .containsEntry("user_access_key", "")
        .containsEntry("denied_action", "s3:GetObjectVersion")
        .containsEntry("denied_because", "nothing allows it to those who do not sign");
    assertThat(missing.fields()).doesNotContainKey("denied_action");
  }

  @Test
  void whoCouldNotProveItIsNamedAndToldFromWhoDid() {
    RawRequest get = S3Fixture.complete(request("GET", path("a")));
    SigV4Signer wrong = new SigV4Signer(TestUsers.OWNER, "not-the-secret-of-this-key");
    RawRequest old =
        S3Fixture.signer(TestUsers.OWNER).presign(get, S3Fixture.NOW.minusSeconds(9), 1);
    RawRequest unreadable = S3Fixture.signer(TestUsers.OWNER).sign(get, S3Fixture.NOW, "nonsense");

    assertThat(line(s3.send(wrong.sign(get, S3Fixture.NOW))).fields())
        .containsEntry("error", "SignatureDoesNotMatch")
        .containsEntry("auth_method", "sigv4")
        .containsEntry("user_access_key", TestUsers.OWNER)
        .containsEntry("auth_proved", false);
    assertThat(line(s3.send(old)).fields())
        .containsEntry("error", "AccessDenied")
        .containsEntry("auth_method", "presigned")
        .containsEntry("user_access_key", TestUsers.OWNER)
        .containsEntry("auth_proved", false);
    assertThat(line(s3.send(unreadable)).fields())
        .containsEntry("user_access_key", TestUsers.OWNER)
        .containsEntry("auth_proved", false);
    assertThat(line(s3.get(path("missing"))).fields())
        .containsEntry("user_access_key", TestUsers.OWNER)
        .doesNotContainKey("auth_proved");
  }

  @Test
  void whatIsNotImplementedIsAWarningThatNamesTheOperation() {
    RecordedLog.Line probe = line(s3.get("/" + S3Fixture.BUCKET + "?accelerate"));

    assertThat(probe.level()).isEqualTo(Level.WARN);
    assertThat(probe.fields())
        .containsEntry("status", 501)
        .containsEntry("error", "NotImplemented")
        .containsEntry("operation", "GetBucketAccelerateConfiguration");
  }

  @Test
  void bytesThatNeverBecameARequestLeaveALine() {
    Request unknown =
        new Request("", "", "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
    Response refusal = s3.handler().refuse(unknown, Refusal.BAD_SYNTAX);
    String id = refusal.headers().first("x-amz-request-id").orElseThrow();
    RecordedLog.Line line = RecordedLog.lines("io.bytebucket.access", id).getFirst();

    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("status", refusal.status())
        .containsEntry("error", "BadRequest")
        .containsEntry("remote_ip", "192.0.2.7");
  }

  @Test
  void aFaultOfTheServerIsAnError() {
    s3.metadata.close();
    RecordedLog.Line line = line(s3.get(path("a")));

    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.fields()).containsEntry("error", "InternalError").containsEntry("status", 500);
    assertThat(s3.faults.otherFaults()).isOne();
    assertThat(s3.faults.corruptReads()).isZero();
  }

  @Test
  void neitherKeysNorSignaturesReachTheLog() {
    RawRequest presigned =
        S3Fixture.signer(TestUsers.OWNER)
            .presign(
                S3Fixture.complete(request("GET", path("very-secret-key"))), S3Fixture.NOW, 60);
    RecordedLog.Line line = line(s3.send(presigned));

    assertThat(line.fields()).containsEntry("auth_method", "presigned");
    assertThat(line.fields().values().toString())
        .doesNotContain("very-secret-key")
        .doesNotContain(S3Fixture.BUCKET)
        .doesNotContain("X-Amz");
  }

  @Test
  void theNamesOfBucketAndObjectStandLastInItWhileDebuggingAndOnlyThen() {
    RawResponse put = RecordedLog.whileDebugging(() -> s3.put(path("2026/a key"), "hello"));

    assertThat(line(put).level()).isEqualTo(Level.INFO);
    assertThat(line(put).fields())
        .containsEntry("path", "/:bucket/*key")
        .containsEntry("bucket", S3Fixture.BUCKET)
        .containsEntry("key", "2026/a key");
    assertThat(line(put).fields().keySet()).endsWith("operation", "bucket", "key");
    assertThat(line(s3.put(path("2026/a key"), "hello")).fields())
        .doesNotContainKeys("bucket", "key");
  }

  @Test
  void whatHasNoNameHasAnEmptyOneWhileDebugging() {
    RawResponse list = RecordedLog.whileDebugging(() -> s3.get("/" + S3Fixture.BUCKET));
    RawResponse service = RecordedLog.whileDebugging(() -> s3.get("/"));

    assertThat(line(list).fields())
        .containsEntry("bucket", S3Fixture.BUCKET)
        .containsEntry("key", "");
    assertThat(line(service).fields()).containsEntry("bucket", "").containsEntry("key", "");
  }
}
