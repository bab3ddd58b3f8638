package io.bytebucket.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String SCRIPT = "assets/index-Ab12.js";

  private static final Map<String, String> BUILT =
      Map.of(
          "files.txt",
          "index.html\n" + SCRIPT + "\ntheme.js\n",
          "index.html",
          "<base href=\"./\" /><meta nonce=\"BYTEBUCKET-NONCE\">",
          SCRIPT,
          "plain",
          SCRIPT + ".br",
          "by brotli",
          SCRIPT + ".gz",
          "by gzip",
          "theme.js",
          "theme",
          ".built",
          "secret");

  private final Console console = console(BUILT);

  private static Console console(Map<String, String> files) {
    Function<String, Optional<String>> find = name -> Optional.ofNullable(files.get(name));
    return new Console(
        new ConsoleFiles(name ->
            find.apply(name)
                .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(null)));
  }

  private static Request get(String path, String... headers) {
    RawRequest request = RawRequest.of("GET", path);
    for (int i = 0; i < headers.length; i += 2) {
      request = request.add(headers[i], headers[i + 1]);
    }
    return request.asReceived();
  }

  private static String text(Response response) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    switch (response.body()) {
      case ResponseBody.Bytes(byte[] bytes) -> sent.writeBytes(bytes);
      case ResponseBody.Stream(long _, ResponseBody.Source source) -> write(source, sent);
      case ResponseBody.HeadOnly _ -> {}
    }
    return sent.toString(StandardCharsets.UTF_8);
  }

  private static void write(ResponseBody.Source source, ByteArrayOutputStream sent) {
    try {
      source.writeTo(piece -> {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        sent.writeBytes(bytes);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(Response response, String name) {
    return response.headers().first(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/, ./",
    "/users, ./",
    "/users/, ../",
    "/buckets/b/objects, ../../",
    "//x, ../",
  })
  void thePageLeadsBackToWhereTheConsoleIsMounted(String path, String base) {
    Response page = console.answer(get(path, "accept", PAGE));

    assertThat(page.status()).isEqualTo(200);
    assertThat(text(page)).contains("<base href=\"" + base + "\" />");
  }

  @Test
  void eachAnswerHasANonceOfItsOwnInThePageAndInThePolicy() {
    Response first = console.answer(get("/", "accept", PAGE));
    Response second = console.answer(get("/", "accept", PAGE));

    String nonce = text(first).replaceFirst("(?s).*nonce=\"([^\"]+)\".*", "$1");
    assertThat(nonce).hasSize(24);
    assertThat(header(first, "content-security-policy"))
        .contains("style-src 'self' 'nonce-" + nonce + "'", "script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(text(second)).doesNotContain(nonce);
    assertThat(first.headers().contains("cache-control")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip, deflate, br', br, by brotli",
    "'gzip, deflate', gzip, by gzip",
    "'gzip;q=0.5, br;q=0', gzip, by gzip",
    "'BR;q=1', br, by brotli",
    "identity, '', plain",
    "'', '', plain",
    "'xbr, brx', '', plain",
  })
  void aFileComesInTheShortestFormThatTheBrowserTakes(String accepted, String coding, String body) {
    Response file = console.answer(get("/" + SCRIPT, "accept-encoding", accepted));

    assertThat(text(file)).isEqualTo(body);
    assertThat(header(file, "content-encoding")).isEqualTo(coding);
    assertThat(header(file, "vary")).isEqualTo("accept-encoding");
    assertThat(header(file, "content-type")).isEqualTo("text/javascript; charset=utf-8");
  }

  @Test
  void whatHasItsHashInItsNameIsKeptForGoodAndAllElseIsAskedForAnew() {
    assertThat(header(console.answer(get("/" + SCRIPT)), "cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
    Response theme = console.answer(get("/theme.js"));
    assertThat(header(theme, "cache-control")).isEqualTo("no-cache");

    Response again = console.answer(get("/theme.js", "if-none-match", header(theme, "etag")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(text(again)).isEmpty();
    assertThat(header(again, "content-security-policy"))
        .isEqualTo(header(theme, "content-security-policy"));
  }

  @Test
  void howeverManyAskForAFileItIsReadOnceAndHeldOnce() {
    String large = "x".repeat(3 * ResponseBody.KEPT_PIECE_BYTES + 1);
    List<String> read = new ArrayList<>();
    Map<String, String> files = Map.of("files.txt", "index.html\nlarge.js\n", "large.js", large);
    Console once =
        new Console(
            new ConsoleFiles(name -> {
              read.add(name);
              String text = files.get(name);
              return text == null
                  ? null
                  : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }));
    for (int i = 0; i < 3; i++) {
      Response answer = once.answer(get("/large.js"));
      assertThat(answer.heldBytes()).isZero();
      assertThat(text(answer)).isEqualTo(large);
    }
    assertThat(read).containsOnlyOnce("large.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/health", "/metrics", "/api/s3/b/k"})
  void whatIsTheApisIsNeverAPage(String path) {
    assertThat(console.isAsked(get(path, "accept", PAGE))).isFalse();
  }

  @Test
  void anyOtherAddressIsAPageForABrowserAndNothingForAProgram() {
    assertThat(console.isAsked(get("/buckets/b", "accept", PAGE))).isTrue();
    assertThat(console.isAsked(get("/buckets/b", "accept", "*/*"))).isFalse();
    assertThat(console.isAsked(get("/assets/gone-1.js", "accept", "*/*"))).isFalse();
    assertThat(console.isAsked(get("/"))).isTrue();
    assertThat(console.isAsked(RawRequest.of("POST", "/").add("accept", PAGE).asReceived()))
        .isFalse();
  }

  @Test
  void aPathThatIsDeeperThanAnyPageIsNone() {
    assertThat(console.isAsked(get("/".repeat(100), "accept", PAGE))).isTrue();
    assertThat(console.isAsked(get("/".repeat(60_000), "accept", PAGE))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.built", "/files.txt", "/assets/../.built", "/" + SCRIPT + ".br"})
  void nothingIsReadThatTheListDoesNotName(String path) {
    assertThat(console.isAsked(get(path))).isFalse();
    assertThat(text(console.answer(get(path, "accept", PAGE)))).contains("<base");
  }

  @Test
  void withoutItsBuildAPageSaysHowToHaveIt() {
    Console none = console(Map.of());

    Response page = none.answer(get("/", "accept", PAGE));

    assertThat(page.status()).isEqualTo(404);
    assertThat(text(page)).contains("make run");
    assertThat(header(page, "content-type")).startsWith("text/html");
  }
}
