package io.bytebucket.server.process.hostile;

import static io.bytebucket.server.process.hostile.Script.Ending.RESET_WHEN_ANSWERED;
import static java.util.stream.Collectors.joining;

import io.bytebucket.testkit.RawRequest;
import java.util.List;
import java.util.stream.IntStream;

/** Documents, forms and what else of a request is read before anything is done. */
final class DocumentAttacks {
  /** As long as the longest document may be. */
  private static final int DOCUMENT_BYTES = 4 << 20;

  private static final String BOUNDARY = "boundary";
  private static final String OBJECT = "<Object><Key>k</Key></Object>";
  private static final String PART =
      "<Part><PartNumber>%05d</PartNumber><ETag>00000000000000000000000000000000</ETag></Part>";

  private final Victim victim;

  DocumentAttacks(Victim victim) {
    this.victim = victim;
  }

  List<Attack> all() {
    return List.of(
        stalled(),
        Attack.of(
            "documents of nothing but elements",
            finished("/attacked?delete", "Delete", "<a/>", "", DOCUMENT_BYTES),
            finished(victim.openUpload(), "CompleteMultipartUpload", "<a/>", "", DOCUMENT_BYTES)),
        Attack.of(
            "documents of nothing but depth",
            finished("/attacked?delete", "Delete", "<a>", "</a>", DOCUMENT_BYTES),
            finished("/attacked?tagging", "Tagging", "<a>", "</a>", 16 << 10)),
        Attack.of(
            "documents of one long text",
            finished("/attacked?delete", "Delete", " ", "", DOCUMENT_BYTES),
            stalled("/attacked?delete", "Delete", "&#38;")),
        Attack.of("completions of ten thousand parts", completion()),
        Attack.of(
            "documents that define entities",
            Script.start()
                .send(
                    document(
                        victim.request("POST", "/attacked?delete"),
                        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">"
                            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Delete>&b;",
                        "&b;",
                        1000,
                        "</Delete>"))
                .then(RESET_WHEN_ANSWERED)),
        Attack.of("cross-origin rules of patterns", rules()),
        Attack.of("tags without end", tags()),
        Attack.of(
            "forms that stall",
            form("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n", "v"),
            form(
                "",
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nv\r\n"),
            form("--" + BOUNDARY + "\r\n", "x: y\r\n"),
            form("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"", "n")),
        Attack.of("text before a form without end", form("", "preamble\r\n")));
  }

  /** Documents short of the limit, from those who may and from those who were given a link. */
  Attack stalled() {
    return Attack.of(
        "documents that stall",
        stalled(victim.openUpload(), "CompleteMultipartUpload", PART.formatted(1)),
        stalled("/attacked?delete", "Delete", OBJECT),
        stalledLink(victim.openUpload(), "CompleteMultipartUpload", PART.formatted(1)),
        stalledLink("/attacked?delete", "Delete", OBJECT));
  }

  private Script stalled(String target, String root, String unit) {
    byte[] head = victim.signedHead(withSum(victim.request("POST", target)), DOCUMENT_BYTES);
    return stalled(Script.start().send(head), root, unit);
  }

  private Script stalledLink(String target, String root, String unit) {
    RawRequest request = victim.link(withSum(victim.request("POST", target)));
    byte[] head = request.set("content-length", Integer.toString(DOCUMENT_BYTES)).bytes();
    return stalled(Script.start().send(head), root, unit);
  }

  private static Script stalled(Script script, String root, String unit) {
    return script
        .send("<" + root + ">")
        .send(unit, (DOCUMENT_BYTES - 100 - root.length()) / unit.length());
  }

  private static RawRequest withSum(RawRequest request) {
    return request.add("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==");
  }

  private Script finished(String target, String root, String open, String close, int limitBytes) {
    int times = (limitBytes - 100) / (open.length() + close.length());
    String method = target.endsWith("tagging") ? "PUT" : "POST";
    String end = close.repeat(times) + "</" + root + ">";
    int size = root.length() + 2 + times * open.length() + end.length();
    RawRequest request =
        victim
            .request(method, target)
            .add("content-md5", Victim.md5("<" + root + ">", open, times, end));
    return Script.start()
        .send(victim.signedHead(request, size))
        .send("<" + root + ">")
        .send(open, times)
        .send(end)
        .then(RESET_WHEN_ANSWERED);
  }

  private Script completion() {
    StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
    for (int n = 1; n <= 10_000; n++) {
      parts.append(PART.formatted(n));
    }
    String document = parts.append("</CompleteMultipartUpload>").toString();
    RawRequest request = victim.request("POST", victim.openUpload()).withBody(document).sized();
    return Script.start().send(victim.signed(request)).then(RESET_WHEN_ANSWERED);
  }

  private byte[] document(
      RawRequest request, String before, String repeated, int times, String after) {
    String text = before + repeated.repeat(times) + after;
    return victim.signed(
        request
            .add("content-md5", Victim.md5(before, repeated, times, after))
            .withBody(text)
            .sized());
  }

  private Script rules() {
    String origin = "<AllowedOrigin>" + "a".repeat(100) + "*b</AllowedOrigin>";
    String rule = "<CORSRule><AllowedMethod>GET</AllowedMethod>" + origin.repeat(4) + "</CORSRule>";
    RawRequest put = victim.request("PUT", "/attacked?cors");
    String preflight =
        "OPTIONS /attacked/big HTTP/1.1\r\nHost: "
            + victim.host()
            + "\r\nAccess-Control-Request-Method: GET\r\nOrigin: "
            + "a".repeat(6000)
            + "\r\n\r\n";
    return Script.start()
        .send(document(put, "<CORSConfiguration>", rule, 100, "</CORSConfiguration>"))
        .send(preflight, 200)
        .unread();
  }

  private Script tags() {
    String tags = IntStream.range(0, 80_000).mapToObj(n -> n + "=v").collect(joining("&"));
    RawRequest request = victim.request("PUT", "/attacked/tagged").add("x-amz-tagging", tags);
    return Script.start().send(victim.signed(request.sized())).then(RESET_WHEN_ANSWERED);
  }

  /** A form that stops short of its end, in the middle of what is repeated. */
  private Script form(String before, String repeated) {
    String head =
        "POST /attacked HTTP/1.1\r\nHost: "
            + victim.host()
            + "\r\nContent-Type: multipart/form-data; boundary="
            + BOUNDARY
            + "\r\nContent-Length: "
            + (64 << 20)
            + "\r\n\r\n";
    return Script.start().send(head + before).send(repeated, DOCUMENT_BYTES / repeated.length());
  }
}
