package io.bytebucket.admin;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.StalledTransferException;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to do harm is refused, and takes nothing that it does not give back. */
class HostileRequestsTest {
  private final AdminFixture admin = new AdminFixture();

  @AfterEach
  void nothingIsHeldAndNothingIsBroken() {
    assertThat(admin.documents.takenBytes()).isZero();
    assertThat(admin.faults.otherFaults()).isZero();
    assertThat(admin.faults.corruptReads()).isZero();
    assertThat(admin.admin("GET", "/health").status()).isEqualTo(200);
  }

  static List<String> malformed() {
    return List.of(
        "",
        "x",
        "null",
        "[]",
        "\"acl\"",
        "{",
        "{\"acl\":[]",
        "{\"acl\":[]}{\"acl\":[]}",
        "{\"acl\":[]} x",
        "{\"acl\":[],}",
        "{'acl':[]}",
        "{acl:[]}",
        "{\"acl\":[],\"acl\":[]}",
        "{\"acl\":[],\"admin\":true}",
        "{\"acl\":{}}",
        "{\"acl\":[null]}",
        "{\"acl\":[[]]}",
        "{\"acl\":[{\"effect\":1,\"buckets\":[\"*\"],\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[null],\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":\"*\",\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[1],\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"],\"sid\":\"1\"}]}",
        "{\"acl\":" + "[".repeat(30_000),
        "{\"acl\":" + "[".repeat(40) + "]".repeat(40) + "}",
        "{\"name\":" + "9".repeat(60_000) + "}",
        "{\"name\":1e999999999,\"acl\":[]}",
        "{\"" + "n".repeat(60_000) + "\":1}",
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"f" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}")),
        "{\"acl\":[]}".repeat(2),
        "\uFEFF\uFEFF{\"acl\":[]}",
        "{\"acl\":[],\"name\":\"\\ud800\u0000\"}");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aDocumentThatIsNoneMakesNoUser(String document) {
    RawResponse answer = admin.admin("POST", "/api/users", document);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(code(answer)).isIn("MalformedDocument", "InvalidArgument");
    assertThat(answer.text().length()).isLessThan(600);
    assertThat(AdminFixture.json(admin.admin("GET", "/api/users")).size()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] bytes = "{\"acl\":[],\"name\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
    bytes[bytes.length - 3] = (byte) 0xFF;
    RawResponse answer = admin.admin(request("POST", "/api/users").withBody(bytes).sized());

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aDocumentThatIsTooLongIsRefusedWithOrWithoutALength() {
    String document = "{\"acl\":[],\"name\":\"" + "x".repeat(70_000) + "\"}";
    RawRequest sized = request("POST", "/api/users").withBody(document).sized();
    RawRequest chunked =
        request("POST", "/api/users", "transfer-encoding", "chunked").withBody(document);

    for (RawRequest request : List.of(sized, chunked)) {
      RawResponse answer = admin.admin(request);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(code(answer)).isEqualTo("EntityTooLarge");
    }
    assertThat(admin.admin(sized.set("content-length", "9".repeat(30))).status()).isEqualTo(413);
  }

  @Test
  void nothingOfABodyIsReadBeforeItIsKnownWhoSendsIt() {
    Request request =
        request("POST", "/api/users").asReceived().withBody(failing(new AssertionError("read")));

    assertThat(InProcessExchange.run(admin.handler(), request).status()).isEqualTo(401);
  }

  private static InputStream failing(Error read) {
    return new InputStream() {
      @Override
      public int read() {
        throw read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        throw read;
      }
    };
  }

  @Test
  void aBodyThatStallsOrBreaksOffIsAnswered() {
    for (IOException broken : List.of(new StalledTransferException(), new EOFException("early"))) {
      Request request =
          AdminFixture.by(AdminFixture.ADMIN, request("POST", "/api/users"))
              .asReceived()
              .withBody(new SequenceInputStream(begun(), breaking(broken)));
      assertThat(InProcessExchange.run(admin.handler(), request).status()).isEqualTo(400);
    }
  }

  private static InputStream begun() {
    return new ByteArrayInputStream("{\"acl\":[".getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream breaking(IOException broken) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw broken;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw broken;
      }
    };
  }

  @Test
  void manyDocumentsAtOnceFindRoomOrAreToldToComeBack() throws Exception {
    String document =
        "{\"acl\":["
            + IntStream.range(0, 80)
                .mapToObj(_ ->
                    "{\"effect\":\"Allow\",\"buckets\":[\"%s\"],\"actions\":[\"s3:GetObject\"]}"
                        .formatted("b".repeat(60)))
                .collect(Collectors.joining(","))
            + "]}";
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> admin.admin("POST", "/api/users", document).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses).isSubsetOf(201, 503).contains(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/users/%zz",
        "/api/users/%ff",
        "/api/users/%00",
        "/api/users/..%2f..%2fhealth",
        "/api/users/../health",
        "/api/users/a/b/c/d",
        "/api//users",
        "/api/users;x=y",
        "/API/users",
        "/health/",
        "/health/x",
        "*",
        "http://localhost/health"
      })
  void aPathIsWhatItSays(String path) {
    RawResponse answer = admin.admin("GET", path);

    if (path.equals("/health/")) {
      assertThat(answer.status()).isEqualTo(200);
    } else {
      assertThat(answer.status()).as(answer.text()).isIn(400, 404);
      assertThat(code(answer)).isIn("NotFound", "NoSuchUser", "InvalidURI");
    }
  }

  @Test
  void aNameThatIsTooLongIsNobodys() {
    String name = "x".repeat(5_000);

    assertThat(admin.admin("GET", "/api/users/" + name).status()).isEqualTo(404);
    assertThat(admin.admin("PATCH", "/api/keys/" + name, "{\"enabled\":true}").status())
        .isEqualTo(404);
    assertThat(admin.admin("DELETE", "/api/keys/" + name).status()).isEqualTo(404);
    assertThat(admin.admin("POST", "/api/keys/" + name + "/secret", "").status()).isEqualTo(404);
    assertThat(admin.admin("DELETE", "/api/sessions/" + name).status()).isEqualTo(404);
    assertThat(admin.admin("GET", "/api/users?cursor=" + name).status()).isEqualTo(200);
    assertThat(
            admin
                .send(
                    request("GET", "/api/users")
                        .add("x-admin-accesskey", name)
                        .add("x-admin-secret", name))
                .status())
        .isEqualTo(401);
  }

  @Test
  void manyHeadersAndParametersChangeNothing() {
    RawRequest request = request("GET", "/health?" + "x&".repeat(500));
    for (int i = 0; i < 900; i++) {
      request = request.add("x-filler-" + i, "y");
    }
    assertThat(admin.send(request).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET\r", "get", "", "TRACE", "CONNECT", "PROPFIND", "DELETE"})
  void aMethodThatThereIsNotIsRefused(String method) {
    assertThat(admin.admin(method, "/api/users").status()).isEqualTo(405);
  }

  @Test
  void namesInAnErrorAreNoMarkup() {
    RawResponse answer =
        admin.admin("POST", "/api/users", "{\"acl\":[],\"<script>\\\"\\n\u2028\":1}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("\n", "\u2028", "\\\"\\n\"");
    assertThat(AdminFixture.json(answer).path("message").asString()).contains("<script>");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }

  /** Whoever is slow to take an answer holds what it takes of memory. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/openapi.yaml", "/"})
  void whatAnybodyMayReadTakesNothingFromThoseWhoAreSignedIn(String target) throws IOException {
    List<Long> taken = new ArrayList<>();
    Request asked = request("GET", target, "accept", "text/html").asReceived();
    admin.handler().handle(asked, new Unsent(response -> taken.add(admin.documents.takenBytes())));
    assertThat(taken).containsExactly(0L);
  }

  /** An exchange that looks at what is sent, and sends nothing. */
  private record Unsent(Consumer<Response> seen) implements HttpHandler.Exchange {
    @Override
    public void send(Response response) {
      seen.accept(response);
    }

    @Override
    public boolean isCommitted() {
      return true;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return 0;
    }
  }
}
