package io.bytebucket.admin;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** What every request at the admin address is asked, and which lines that leaves in the log. */
class AdminHandlerTest {
  private static final String ACCESS = "io.bytebucket.access";

  private final AdminFixture admin = new AdminFixture();

  private RawResponse ask(String method, String target) {
    return RecordedLog.whileDebugging(() -> admin.send(request(method, target)));
  }

  private static RecordedLog.Line line(RawResponse answer) {
    List<RecordedLog.Line> lines = RecordedLog.lines(ACCESS, answer.header("x-amz-request-id"));
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  @Test
  void whoAsksWhetherItIsWellIsToldThatEvenWhereThereIsNoRoomForAnybodyElse() {
    for (String target : List.of("/health", "/api/users")) {
      Request request = AdminFixture.request("GET", target).asReceived();
      Response answer = admin.handler().refuse(request, Refusal.NO_ROOM);
      assertThat(answer.status()).isEqualTo(target.equals("/health") ? 200 : 503);
      assertThat(answer.headers().contains("x-amz-request-id")).isTrue();
    }
  }

  @Test
  void aProbeIsToldThatAllIsWellAndLeavesALineForDebuggingOnly() {
    RawResponse answer = ask("GET", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(line(answer).level()).isEqualTo(Level.DEBUG);
    assertThat(line(answer).fields())
        .containsEntry("operation", "Health")
        .containsEntry("path", "/health");
  }

  @Test
  void headSaysTheLengthAndHasNoBody() {
    RawResponse answer = ask("HEAD", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).isEqualTo("15");
    assertThat(answer.body()).isEmpty();
    assertThat(line(answer).level()).isEqualTo(Level.DEBUG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/secret", "/api", "/api/", "/api/nothing", "/api/users/", "//", "/a//b"})
  void whatIsNotThereIsAWarningThatNamesNoPath(String path) {
    if (path.equals("/api/users/")) {
      // A slash at the end means nothing.
      assertThat(ask("GET", path).status()).isEqualTo(401);
      return;
    }
    RawResponse answer = ask("GET", path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text())
        .isEqualTo(
            "{\"code\":\"NotFound\",\"message\":\"There is nothing here.\",\"requestId\":\"%s\"}"
                .formatted(answer.header("x-amz-request-id")));
    assertThat(line(answer).level()).isEqualTo(Level.WARN);
    assertThat(line(answer).fields())
        .containsEntry("error", "NotFound")
        .containsEntry("status", 404)
        .containsEntry("path", "/*path");
    assertThat(line(answer).fields().values().toString()).doesNotContain("secret");
  }

  @Test
  void anotherMethodIsRefusedWithThoseThatThereAre() {
    RawResponse answer = ask("DELETE", "/health");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
    assertThat(code(answer)).isEqualTo("MethodNotAllowed");
    assertThat(line(answer).level()).isEqualTo(Level.WARN);
    assertThat(ask("OPTIONS", "/api/users").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health?verbose", "/health?a=1&b=2", "/api/users?acl"})
  void aQueryParameterThatThereIsNotIsRefused(String target) {
    RawResponse answer = ask("GET", target);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health?%zz", "/health?%ff"})
  void aQueryThatDoesNotDecodeIsRefused(String target) {
    assertThat(code(ask("GET", target))).isEqualTo("InvalidURI");
  }

  @Test
  void whatNeverBecameARequestLeavesALine() {
    Request unknown =
        new Request("", "", "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
    Response response = admin.handler().refuse(unknown, Refusal.BAD_SYNTAX);
    String id = response.headers().first("x-amz-request-id").orElseThrow();

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(((ResponseBody.Bytes) response.body()).bytes(), StandardCharsets.UTF_8))
        .contains("\"code\":\"BadRequest\"", "\"requestId\":\"" + id + "\"");
    RecordedLog.Line line = RecordedLog.lines(ACCESS, id).getFirst();
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("error", "BadRequest")
        .containsEntry("remote_ip", "192.0.2.7");
  }

  @Test
  void theFieldsAreThoseOfEveryAddress() {
    assertThat(line(ask("GET", "/health")).fields().keySet())
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
            "operation",
            "bucket",
            "key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/nothing", "/api/users"})
  void everyAnswerTellsABrowserToKeepNothingAndToShareNothing(String path) {
    for (RawRequest request :
        List.of(
            request("GET", path, "origin", "https://evil.example"),
            request("OPTIONS", path, "origin", "https://evil.example"),
            AdminFixture.by(AdminFixture.ADMIN, request("GET", path)))) {
      RawResponse answer = admin.send(request);

      assertThat(answer.headers().all("x-content-type-options")).containsExactly("nosniff");
      assertThat(answer.headers().all("cache-control")).containsExactly("no-store");
      assertThat(answer.header("content-security-policy")).contains("frame-ancestors 'none'");
      assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
      answer.headers().forEach((name, _) -> assertThat(name).doesNotStartWith("access-control-"));
    }
  }

  @Test
  void theAdministratorIsLetInByTheHeader() {
    RawResponse answer = admin.admin("GET", "/api/users");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).size()).isEqualTo(2);
    assertThat(line(answer).fields())
        .containsEntry("auth_method", "admin")
        .containsEntry("user_access_key", AdminFixture.ADMIN)
        .containsEntry("path", "/api/users")
        .containsEntry("operation", "ListUsers");
    assertThat(answer.text()).doesNotContain("secret");
  }
}
