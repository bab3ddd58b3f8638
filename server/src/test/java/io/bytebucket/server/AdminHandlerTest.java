package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the admin port answers, and which lines that leaves in the log. */
class AdminHandlerTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("io.bytebucket.access");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final @Nullable Level before = log.getLevel();
  private final HttpHandler admin = AdminHandler.over(new MemoryBudget(0), new FaultLog());

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.DEBUG);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
    log.setLevel(before);
  }

  private RawResponse ask(String method, String path) {
    return InProcessExchange.run(admin, RawRequest.of(method, path).add("host", "localhost"));
  }

  private ILoggingEvent line() {
    assertThat(lines.list).hasSize(1);
    return lines.list.getFirst();
  }

  private static Map<String, Object> fields(ILoggingEvent line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    line.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
    return fields;
  }

  @Test
  void aProbeIsToldThatAllIsWellAndLeavesALineForDebuggingOnly() {
    RawResponse answer = ask("GET", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(line().getLevel()).isEqualTo(Level.DEBUG);
    assertThat(fields(line()))
        .containsEntry("operation", "Health")
        .containsEntry("path", "/health")
        .containsEntry("request_id", answer.header("x-amz-request-id"));
  }

  @Test
  void headOfHealthSaysItsLengthAndHasNoBody() {
    RawResponse answer = ask("HEAD", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).isEqualTo("15");
    assertThat(answer.body()).isEmpty();
    assertThat(line().getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void whatIsNotThereIsAWarningThatNamesNoPath() {
    RawResponse answer = ask("GET", "/secret");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text())
        .isEqualTo(
            "{\"code\":\"NotFound\",\"message\":\"There is nothing here.\",\"requestId\":\"%s\"}"
                .formatted(answer.header("x-amz-request-id")));
    assertThat(line().getLevel()).isEqualTo(Level.WARN);
    assertThat(fields(line())).containsEntry("error", "NotFound").containsEntry("status", 404);
    assertThat(fields(line()).values().toString()).doesNotContain("secret");
  }

  @Test
  void anotherMethodThanAReadIsAWarning() {
    RawResponse answer = ask("DELETE", "/health");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.text()).contains("\"code\":\"MethodNotAllowed\"");
    assertThat(line().getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void whatNeverBecameARequestLeavesALine() {
    Request unknown =
        new Request("", "", "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
    Response response = admin.refuse(unknown, Refusal.BAD_SYNTAX);
    String id = response.headers().first("x-amz-request-id").orElseThrow();

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(((ResponseBody.Bytes) response.body()).bytes(), StandardCharsets.UTF_8))
        .contains("\"code\":\"BadRequest\"", "\"requestId\":\"" + id + "\"");
    assertThat(line().getLevel()).isEqualTo(Level.WARN);
    assertThat(fields(line()))
        .containsEntry("error", "BadRequest")
        .containsEntry("remote_ip", "192.0.2.7")
        .containsEntry("request_id", id);
  }

  @Test
  void theFieldsAreThoseOfEveryAddress() {
    ask("GET", "/health");

    assertThat(fields(line()).keySet())
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
}
