package io.bytebucket.server.process.hostile;

import static io.bytebucket.server.process.hostile.Script.Ending.RESET;
import static io.bytebucket.server.process.hostile.Script.Ending.RESET_WHEN_ANSWERED;

import io.bytebucket.server.process.Endpoint;
import io.bytebucket.testkit.RawRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be done to the operator's address, by those who are signed in and by those who are not.
 */
final class AdminAttacks {
  private static final String CURSOR = "AAAA%FF%00%22%7D%0A" + "x".repeat(2000);
  private static final int SIGN_IN_BYTES = 4 << 10;
  private static final int DOCUMENT_BYTES = 64 << 10;
  private static final int LIST_BYTES = 2 << 20;

  private final Endpoint endpoint;
  private final int connections;

  /** On that server, from so many connections each. */
  AdminAttacks(Endpoint endpoint, int connections) {
    this.endpoint = endpoint;
    this.connections = connections;
  }

  List<Attack> all() {
    return Stream.of(strangers(), documents(), work())
        .flatMap(List::stream)
        .map(attack -> attack.from(connections))
        .toList();
  }

  /** By anybody who reaches the port. */
  private List<Attack> strangers() {
    return List.of(
        Attack.of("connections that say nothing", Script.start()),
        Attack.of(
            "headers without end",
            Script.start().send(line("GET", "/api/users")).send(field(), 40)),
        Attack.of("a byte a second", Script.start().send(line("GET", "/health")).slowly(1)),
        Attack.of(
            "long names of paths", answered(plain("GET", "/api/users/" + "%2e".repeat(15_000)))),
        Attack.of(
            "parameters without end",
            answered(plain("GET", "/api/users?" + "a=b&".repeat(10_000))),
            answered(plain("GET", "/metrics?" + "%00=%ff&".repeat(5_000)))),
        Attack.of(
            "sign-ins that stall",
            Script.start().send(head("POST", "/api/login", SIGN_IN_BYTES)).send("{", 1),
            Script.start()
                .send(head("POST", "/api/login", SIGN_IN_BYTES))
                .send(" ", 4000)
                .slowly(1)),
        Attack.of(
            "sign-ins of nothing but depth",
            signIn("[".repeat(4000)),
            signIn("{\"a\":".repeat(800)),
            signIn("{\"accessKey\":" + "9".repeat(3900) + "}"),
            signIn("{\"accessKey\":1e999999999,\"secret\":\"\"}"),
            signIn("{\"" + "k".repeat(3900) + "\":1}"),
            signIn("{\"accessKey\":\"\\ud800\",\"secret\":\"\\u0000\"}")),
        Attack.of(
            "cookies that are no sessions",
            answered(
                plain("GET", "/api/users").add("cookie", "bb_admin_session=" + "x".repeat(9000))),
            answered(
                plain("GET", "/api/session").add("cookie", "bb_admin_session=x; ".repeat(1000)))),
        Attack.of(
            "uploads of nobody",
            Script.start().send(head("PUT", "/api/s3/attacked/x", 100L << 20)).send("a", 1 << 20)),
        Attack.of(
            "figures that nobody reads",
            Script.start().send(plain("GET", "/metrics").bytes(), 50).unread()),
        Attack.of(
            "the description that nobody reads",
            Script.start().send(plain("GET", "/api/openapi.yaml").bytes(), 50).unread()));
  }

  /** Documents of those who are signed in. */
  private List<Attack> documents() {
    return List.of(
        Attack.of(
            "documents of nothing but depth",
            document("POST", "/api/users", "[".repeat(DOCUMENT_BYTES - 1)),
            document("POST", "/api/users", "{\"acl\":".repeat(DOCUMENT_BYTES / 8)),
            document("POST", "/api/s3/attacked?delete", "{\"objects\":[".repeat(LIST_BYTES / 16))),
        Attack.of(
            "numbers without end",
            document("PUT", "/api/config/ratelimit", "{\"rps\":" + "9".repeat(60_000) + "}"),
            document("PUT", "/api/config/ratelimit", "{\"rps\":1e" + "9".repeat(60_000) + "}"),
            document("PUT", "/api/config/retention", "{\"days\":1e999999999}")),
        Attack.of(
            "names without end",
            document("POST", "/api/users", "{\"" + "k".repeat(60_000) + "\":[]}"),
            document("POST", "/api/users", fields(8000)),
            document("POST", "/api/users", rules(700))),
        Attack.of(
            "lists of a thousand keys", document("POST", "/api/s3/attacked?delete", keys(1000))),
        Attack.of(
            "documents that stall",
            stalled("/api/s3/attacked?delete", LIST_BYTES),
            stalled("/api/users", DOCUMENT_BYTES)),
        Attack.of(
            "cursors of somebody's own",
            ask("/api/users?cursor=" + CURSOR),
            ask("/api/audit?cursor=" + CURSOR),
            ask("/api/logs?cursor=" + CURSOR),
            ask("/api/jobs?cursor=" + CURSOR),
            ask("/api/s3?cursor=" + CURSOR),
            ask("/api/s3/attacked?continuation-token=" + CURSOR),
            ask("/api/s3/attacked?versions&key-marker=a&version-id-marker=" + CURSOR),
            ask("/api/s3/attacked?uploads&key-marker=a&upload-id-marker=" + CURSOR)));
  }

  /** Work without end, by those who are signed in. */
  private List<Attack> work() {
    return List.of(
        Attack.of(
            "archives that nobody reads",
            Script.start().send(mine("GET", "/api/s3/attacked?zip&prefix=").bytes(), 20).unread()),
        Attack.of(
            "archives that go half-way",
            Script.start()
                .send(mine("GET", "/api/s3/attacked?zip&prefix=").bytes())
                .then(RESET_WHEN_ANSWERED)),
        Attack.of(
            "jobs without end",
            document(
                "POST",
                "/api/jobs",
                "{\"kind\":\"delete-prefix\",\"bucket\":\"attacked\",\"prefix\":\"none/\"}"),
            document(
                "POST",
                "/api/jobs",
                "{\"kind\":\"copy-prefix\",\"bucket\":\"attacked\",\"prefix\":\"listed/\",\"toPrefix\":\"copied/\",\"toBucket\":\"attacked\",\"overwrite\":true}")),
        Attack.of("sessions without end", signIn(credentials(endpoint.secretAccessKey()))),
        Attack.of("users without end", document("POST", "/api/users", "{\"acl\":[]}")),
        Attack.of(
            "questions about everything",
            ask("/api/stats"),
            ask("/api/audit?limit=1000"),
            ask("/api/logs?limit=1000"),
            ask("/api/users"),
            ask("/api/why?limit=200"),
            ask("/api/s3/attacked?versions")),
        Attack.of(
            "uploads that stall",
            Script.start()
                .send(mine("PUT", "/api/s3/attacked/x").set("content-length", "1048576").bytes())
                .send("a", 100_000)),
        Attack.of(
            "uploads that go half-way",
            Script.start()
                .send(mine("PUT", "/api/s3/attacked/x").set("content-length", "1048576").bytes())
                .send("a", 100_000)
                .then(RESET)));
  }

  /** Wrong secrets from everywhere: whoever sends them is shut out thereafter. */
  Attack guesses() {
    return Attack.of(
            "guesses at secrets",
            signIn(credentials("guess")),
            answered(
                plain("GET", "/api/users")
                    .add("x-admin-accesskey", endpoint.accessKeyId())
                    .add("x-admin-secret", "guess")),
            answered(
                plain("GET", "/api/users")
                    .add("x-admin-accesskey", "A".repeat(5000))
                    .add("x-admin-secret", "\u009b2J".repeat(500))))
        .from(connections);
  }

  private String credentials(String secret) {
    return "{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(endpoint.accessKeyId(), secret);
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> "\"" + n + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String rules(int count) {
    String rule = "{\"effect\":\"Allow\",\"buckets\":[\"*a*a*a*b\"],\"actions\":[\"s3:*t*\"]}";
    return "{\"acl\":[" + (rule + ",").repeat(count - 1) + rule + "]}";
  }

  private static String keys(int count) {
    return "{\"objects\":["
        + IntStream.range(0, count)
            .mapToObj(n -> "\"none/" + "k".repeat(700) + n + "\"")
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String line(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
  }

  private static String field() {
    return "x-a: " + "v".repeat(1000) + "\r\n";
  }

  private static String head(String method, String target, long bodyBytes) {
    return line(method, target) + "Content-Length: " + bodyBytes + "\r\n\r\n";
  }

  private static RawRequest plain(String method, String target) {
    return RawRequest.of(method, target).add("host", "localhost");
  }

  private RawRequest mine(String method, String target) {
    return plain(method, target)
        .add("x-admin-accesskey", endpoint.accessKeyId())
        .add("x-admin-secret", endpoint.secretAccessKey());
  }

  private static Script answered(RawRequest request) {
    return Script.start().send(request.bytes()).then(RESET_WHEN_ANSWERED);
  }

  private static Script signIn(String document) {
    return answered(plain("POST", "/api/login").withBody(document).sized());
  }

  private Script document(String method, String target, String document) {
    return answered(mine(method, target).withBody(document).sized());
  }

  private Script ask(String target) {
    return answered(mine("GET", target));
  }

  /** Short of its end. */
  private Script stalled(String target, int bytes) {
    RawRequest request = mine("POST", target).set("content-length", Integer.toString(bytes));
    return Script.start()
        .send(request.bytes())
        .send("{\"objects\":[")
        .send("\"k\",", (bytes - 100) / 4);
  }
}
