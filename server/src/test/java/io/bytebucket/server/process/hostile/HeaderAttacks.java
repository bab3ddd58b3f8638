package io.bytebucket.server.process.hostile;

import static io.bytebucket.server.process.hostile.Script.Ending.RESET;
import static io.bytebucket.server.process.hostile.Script.Ending.RESET_WHEN_ANSWERED;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.util.List;

/** Request lines and header fields: what anybody may send who reaches the port. */
final class HeaderAttacks {
  /** A little less than the longest header that is taken. */
  private static final int HEADER_BYTES = (1 << 20) - 4096;

  private final Victim victim;

  HeaderAttacks(Victim victim) {
    this.victim = victim;
  }

  List<Attack> all() {
    return List.of(
        unfinished(),
        Attack.of("one line without end", head("GET", "/").send("a: ").send("a", HEADER_BYTES)),
        Attack.of("target without end", start("GET", "/").send("a", HEADER_BYTES)),
        Attack.of(
            "a million parameters",
            finished(
                start("GET", "/attacked?")
                    .send("a=b&", HEADER_BYTES / 4)
                    .send(" HTTP/1.1\r\nHost: " + victim.host() + "\r\n"))),
        Attack.of(
            "many fields of legal size",
            finished(head("GET", "/").send("x-a: " + "v".repeat(4000) + "\r\n", 250))),
        Attack.of(
            "preflights with long values",
            preflight("Origin", "http://" + "o".repeat(100_000)),
            preflight("Access-Control-Request-Headers", "h".repeat(100_000)),
            preflight("Access-Control-Request-Headers", "h,".repeat(50_000))),
        Attack.of(
            "ranges and tags of entities without end",
            finished(signedWith("Range", "bytes=" + "0-0,".repeat(200_000) + "1-1")),
            finished(signedWith("If-Match", "\"a\",".repeat(200_000) + "\"b\"")),
            finished(signedWith("If-None-Match", "\"a\",".repeat(200_000) + "\"b\""))),
        Attack.of("authorization of many names", authorization()),
        Attack.of(
            "framing that two servers read differently",
            head("PUT", "/attacked/x").send("Transfer-Encoding: foo, chunked\r\n\r\n0\r\n\r\n"),
            head("PUT", "/attacked/x").send("Transfer-Encoding: chunked\nContent-Length: 3\n\nabc"),
            head("PUT", "/attacked/x")
                .send("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Script.start().send("GET / HTTP/1.1\nHost: " + victim.host() + "\n\n")),
        Attack.of(
            "hosts that write into the log",
            finished(Script.start().send("GET / HTTP/1.1\r\nHost: a\u009b2J\u2028\u2029b\r\n")),
            finished(
                Script.start().send("GET /\u009b\u2028{} HTTP/1.1\r\nHost: \"}{\"a\":\"\r\n"))),
        Attack.of(
            "what is not HTTP",
            Script.start().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            Script.start().send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"),
            Script.start().send("\r\n", 400_000),
            Script.start().send("\u0000", 1_000_000)),
        Attack.of("connections that go at once", Script.start().then(RESET)),
        Attack.of(
            "requests that go half-way",
            head("GET", "/attacked").send("x-a: b\r\n").then(RESET),
            finished(head("GET", "/attacked")).then(RESET)),
        Attack.of("a byte a second", head("GET", "/").send("a:b\r\n", 1000).slowly(1)));
  }

  /** As many fields as fit, and then nothing. */
  Attack unfinished() {
    return Attack.of("fields without end", head("GET", "/").send("a:\r\n", HEADER_BYTES / 4));
  }

  private Script start(String method, String target) {
    return Script.start().send(method + " " + target);
  }

  private Script head(String method, String target) {
    return start(method, target + " HTTP/1.1\r\nHost: " + victim.host() + "\r\n");
  }

  private Script preflight(String name, String value) {
    return finished(
        head("OPTIONS", "/attacked/big")
            .send("Origin: http://a\r\nAccess-Control-Request-Method: GET\r\n")
            .send(name + ": " + value + "\r\n"));
  }

  private Script signedWith(String name, String value) {
    return Script.start()
        .send(victim.signed(victim.request("GET", Victim.BIG_OBJECT).add(name, value)));
  }

  private Script authorization() {
    RawRequest request = victim.request("GET", "/attacked");
    RawRequest signed = victim.signer().sign(request, victim.now(), SigV4Signer.UNSIGNED_PAYLOAD);
    String authorization = signed.headers().first("authorization").orElseThrow();
    String names = "SignedHeaders=" + "x;".repeat(HEADER_BYTES / 4) + "host";
    return Script.start()
        .send(
            signed
                .set("authorization", authorization.replaceFirst("SignedHeaders=[^,]*", names))
                .bytes())
        .then(RESET_WHEN_ANSWERED);
  }

  /** Ends a request that is not signed, or goes on after one that is. */
  private Script finished(Script script) {
    return script.send("\r\n").then(RESET_WHEN_ANSWERED);
  }
}
