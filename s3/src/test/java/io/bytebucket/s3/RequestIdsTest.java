package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every answer has two ids, and the same ones stand in its document and in the log. */
class RequestIdsTest {
  private final S3Fixture s3 = new S3Fixture();

  private List<RawResponse> answersOfEveryKind() {
    return List.of(
        s3.put(path("a"), "hello"),
        s3.get(path("a")),
        s3.head(path("a")),
        s3.get("/"),
        s3.get(path("a"), "if-none-match", "*"),
        s3.get(path("missing")),
        s3.head(path("missing")),
        s3.get(path("a"), "range", "bytes=99-"),
        s3.get("/" + S3Fixture.BUCKET + "?encryption"),
        s3.get("/" + S3Fixture.BUCKET + "?acl&cors"),
        s3.signed(request("PATCH", path("a"))),
        s3.send(request("GET", path("a"), "host", "localhost")),
        s3.send(request("GET", "/%", "host", "localhost")),
        s3.delete(path("a")));
  }

  @Test
  void everyAnswerHasARequestIdThatIsARandomUuidAndAHostId() {
    Set<String> seen = new HashSet<>();
    for (RawResponse answer : answersOfEveryKind()) {
      assertThat(answer.headers().all("x-amz-request-id")).as("%s", answer).hasSize(1);
      assertThat(answer.headers().all("x-amz-id-2")).as("%s", answer).hasSize(1);
      String requestId = answer.header("x-amz-request-id");
      UUID uuid = UUID.fromString(requestId);
      assertThat(uuid).hasToString(requestId);
      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      assertThat(Base64.getDecoder().decode(answer.header("x-amz-id-2"))).hasSize(48);
      assertThat(seen.add(requestId)).isTrue();
      assertThat(seen.add(answer.header("x-amz-id-2"))).isTrue();
    }
  }

  @Test
  void anErrorDocumentRepeatsBothIds() {
    int documents = 0;
    for (RawResponse answer : answersOfEveryKind()) {
      if (answer.text().contains("<Error>")) {
        documents++;
        assertThat(answer.text())
            .contains("<RequestId>" + answer.header("x-amz-request-id") + "</RequestId>")
            .contains("<HostId>" + answer.header("x-amz-id-2") + "</HostId>");
      }
    }
    assertThat(documents).isEqualTo(7);
  }

  @Test
  void everyAnswerHasOneLineInTheAccessLog() {
    for (RawResponse answer : answersOfEveryKind()) {
      List<RecordedLog.Line> lines =
          RecordedLog.lines("io.bytebucket.access", answer.header("x-amz-request-id"));
      assertThat(lines).as("%s", answer).hasSize(1);
      assertThat(lines.getFirst().fields()).containsEntry("status", answer.status());
    }
  }
}
