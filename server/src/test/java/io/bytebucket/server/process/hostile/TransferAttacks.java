package io.bytebucket.server.process.hostile;

import static io.bytebucket.server.process.hostile.Script.Ending.RESET;
import static io.bytebucket.server.process.hostile.Script.Ending.RESET_WHEN_ANSWERED;

import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bodies that come slowly, wrongly or never, and answers that nobody reads. */
final class TransferAttacks {
  private static final int BODY_BYTES = 1 << 20;

  private final Victim victim;

  TransferAttacks(Victim victim) {
    this.victim = victim;
  }

  List<Attack> all() {
    return List.of(
        stalledUploads().from(victim.maxConnections()),
        unreadObjects().from(victim.maxConnections()),
        unreadListings(),
        Attack.of(
            "requests in a row whose answers nobody reads",
            Script.start().send(victim.signed(get(Victim.BIG_OBJECT)), 500).unread(),
            Script.start().send(victim.signed(get("/attacked?list-type=2")), 500).unread()),
        Attack.of(
            "fields too long to be sent back",
            stored("content-disposition"),
            stored("content-type"),
            stored("cache-control"),
            stored("x-amz-meta-a"),
            overridden()),
        Attack.of(
            "uploads cut within their coding",
            cutUpload(AwsChunked.Form.SIGNED, 10),
            cutUpload(AwsChunked.Form.UNSIGNED_TRAILER, 10)),
        Attack.of(
            "chunks and trailers without end",
            plainChunked("1;", "x"),
            plainChunked("0\r\n", "x: y\r\n"),
            plainChunked("", "0"),
            awsChunked("1;chunk-signature=", "0"),
            awsChunked("0\r\n", "x-amz-checksum-crc32:y\r\n"),
            awsChunked("", "2000\r\n" + "a".repeat(8192) + "\r\n")),
        Attack.of("uploads that wait to be asked for", expecting()),
        Attack.of(
            "uploads at a trickle",
            upload().send("a", BODY_BYTES - 1).slowly(500),
            upload().send("a", BODY_BYTES - 1).slowly(3000)),
        Attack.of("uploads that go half-way", upload().send("a", 100_000).then(RESET)),
        Attack.of("more and more open uploads", begun()),
        Attack.of("ranges of one object at once", ranges()));
  }

  /** Uploads of which a part came. */
  Attack stalledUploads() {
    return Attack.of("uploads that stall", upload().send("a", 100_000));
  }

  /** Downloads that are not read. */
  Attack unreadObjects() {
    byte[] request = victim.signed(get(Victim.BIG_OBJECT));
    return Attack.of("objects that nobody reads", Script.start().send(request).unread());
  }

  /** Listings that are not read. */
  Attack unreadListings() {
    byte[] request = victim.signed(get("/attacked?list-type=2&prefix=listed/"));
    return Attack.of("listings that nobody reads", Script.start().send(request).unread());
  }

  private RawRequest get(String target) {
    return victim.request("GET", target);
  }

  private Script upload() {
    return Script.start()
        .send(victim.signedHead(victim.request("PUT", "/attacked/stalled"), BODY_BYTES));
  }

  private Script stored(String name) {
    RawRequest request =
        victim.request("PUT", "/attacked/" + name).add(name, "v".repeat(70_000)).sized();
    return Script.start()
        .send(victim.signed(request))
        .send(victim.signed(get("/attacked/" + name)))
        .then(RESET_WHEN_ANSWERED);
  }

  private Script overridden() {
    String query = "?response-content-disposition=" + "v".repeat(70_000);
    return Script.start()
        .send(victim.link(get(Victim.BIG_OBJECT + query)).bytes())
        .then(RESET_WHEN_ANSWERED);
  }

  /** Says that more comes than does, and goes. */
  private Script cutUpload(AwsChunked.Form form, int missingBytes) {
    Map<String, String> trailers =
        form == AwsChunked.Form.SIGNED ? Map.of() : Map.of("x-amz-checksum-crc32", "AAAAAA==");
    AwsChunked chunked = new AwsChunked(form, 8192, trailers, Set.of());
    RawRequest request = victim.request("PUT", "/attacked/cut").withBody(new byte[20_000]);
    // The length is signed, so it has to be known before: that of the same body, encoded once.
    int length = victim.signer().signChunked(request, victim.now(), chunked).body().length;
    RawRequest announced = request.add("content-length", Integer.toString(length + missingBytes));
    return Script.start()
        .send(victim.signer().signChunked(announced, victim.now(), chunked).bytes())
        .then(RESET);
  }

  private Script plainChunked(String before, String repeated) {
    RawRequest request =
        victim.request("PUT", "/attacked/chunked").add("transfer-encoding", "chunked");
    return Script.start()
        .send(victim.signed(request))
        .send(before)
        .send(repeated, (8 << 20) / repeated.length());
  }

  private Script awsChunked(String before, String repeated) {
    RawRequest request =
        victim
            .request("PUT", "/attacked/chunked")
            .add("content-encoding", "aws-chunked")
            .add("x-amz-decoded-content-length", "1000000")
            .add("x-amz-trailer", "x-amz-checksum-crc32")
            .add("content-length", Integer.toString(64 << 20));
    RawRequest signed =
        victim.signer().sign(request, victim.now(), AwsChunked.Form.UNSIGNED_TRAILER.payloadHash());
    return Script.start()
        .send(signed.bytes())
        .send(before)
        .send(repeated, (8 << 20) / repeated.length());
  }

  private Script expecting() {
    RawRequest request = victim.request("PUT", "/attacked/expected").add("expect", "100-continue");
    return Script.start().send(victim.signedHead(request, BODY_BYTES));
  }

  private Script begun() {
    RawRequest request = victim.request("POST", "/attacked/begun?uploads").sized();
    return Script.start().send(victim.signed(request)).then(RESET_WHEN_ANSWERED);
  }

  private Script ranges() {
    RawRequest request = get(Victim.BIG_OBJECT).add("range", "bytes=1-8388606");
    return Script.start().send(victim.signed(request)).slowly(20_000);
  }
}
