package io.bytebucket.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.remote.LyingSource.Answer;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Moving from endpoints that answer what no S3 answers. Nothing goes on without end. */
class LyingSourceTest extends LyingCase {
  @Test
  void aListingThatIsCutAndDoesNotSayWhereItGoesOnIsNoEnd() {
    source.on(LISTING, page(entry("a", 1, A_ETAG), "<IsTruncated>true</IsTruncated>"));
    has("a", A_ETAG, Map.of());

    refusal().contains("more follows");
    assertThatThrownBy(() -> ReportReader.verify(folder.resolve("a.report")))
        .isInstanceOf(LinesException.class);

    source.on(LISTING, page(entry("a", 1, A_ETAG), ""));
    assertThat(move(false)).isEqualTo(Ending.CLEAN);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void aListingThatBeginsAgainAtTheSamePlaceEnds() {
    source.on(LISTING, page("", more("again")));
    refusal().contains("again and again");
  }

  @Test
  void aListingOfNothingButEmptyPagesEnds() {
    AtomicLong count = new AtomicLong();
    source.on(LISTING, _ -> Answer.of(200, page("", more("t" + count.incrementAndGet()))));

    refusal().contains("nothing in them");
    assertThat(count.get()).isLessThan(1_000);
  }

  @Test
  void aListOfBucketsWithoutAnEndEnds() {
    AtomicLong count = new AtomicLong();
    source.on(
        "GET /",
        _ ->
            Answer.of(
                200,
                "<ListAllMyBucketsResult><Buckets>"
                    + "<Bucket><Name>lies</Name></Bucket>".repeat(20_000)
                    + "</Buckets><ContinuationToken>t"
                    + count.incrementAndGet()
                    + "</ContinuationToken></ListAllMyBucketsResult>"));

    refusal().contains("buckets does not end");
  }

  @Test
  void versionsThatGoRoundInCirclesEnd() {
    source.on(
        "GET /lies?versioning",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    String marker = "<IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker>";
    source.on(
        VERSIONS,
        "<ListVersionsResult><Version><Key>a</Key><VersionId>1</VersionId><Size>1</Size>"
            + "<LastModified>2020-01-01T00:00:00Z</LastModified></Version>"
            + marker
            + "<NextVersionIdMarker>1</NextVersionIdMarker></ListVersionsResult>");

    refusal().contains("again and again");
  }

  @Test
  void anEntryWithoutASizeIsNamedAndNoFault() {
    source.on(LISTING, page("<Contents><Key>a</Key></Contents>", ""));
    refusal().contains("without a key, a size or a date");
  }

  @Test
  void aPageWithoutAnEndIsReadNoFurtherThanAPageCanBe() {
    byte[] entry = entry("a", 1, A_ETAG).getBytes(StandardCharsets.UTF_8);
    source.on(
        LISTING,
        _ ->
            new Answer(
                200,
                Map.of(),
                out -> {
                  out.write("<ListBucketResult>".getBytes(StandardCharsets.UTF_8));
                  while (true) {
                    out.write(entry);
                  }
                }));

    refusal().contains("longer than any");
  }

  @Test
  void aPageOfTooManyOrTooDeepElementsIsNotTakenIn() {
    source.on(LISTING, page("<Contents/>".repeat(200_000), ""));
    refusal().contains("more in it");

    source.on(LISTING, page("<a>".repeat(100_000), ""));
    refusal().contains("more in it");
  }

  @Test
  void whateverAPageBeginsWithItIsHeldToItsBounds() {
    String page = page("<Contents/>".repeat(200_000), "");
    for (String start : List.of(" ", "\n\t", "\ufeff", "<?xml version='1.0'?>\n")) {
      source.on(LISTING, start + page);
      refusal().contains("more in it");
    }
    byte[] wide = page.getBytes(StandardCharsets.UTF_16);
    source.on(LISTING, _ -> new Answer(200, Map.of(), out -> out.write(wide)));
    refusal().contains("more in it");
  }

  /** Else it would read as a bucket with nothing in it. */
  @Test
  void aPageThatIsNoXmlIsNoEmptyBucket() {
    for (String page : List.of("", "welcome", "<ListBucketResult><Contents>")) {
      source.on(LISTING, page);
      refusal().contains("no XML");
    }
  }

  @Test
  void whatIsToldOfALockMayBeAsLongAsAnotherSetting() throws IOException {
    source.on(LISTING, page("", ""));
    source.on(
        "GET /lies?object-lock",
        "<ObjectLockConfiguration><!--"
            + "x".repeat(100_000)
            + "--><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>");

    assertThat(move(false)).isEqualTo(Ending.FINDINGS);
    assertThat(told(ReportLine.NotCarried.class))
        .anyMatch(
            line -> line.kind().equals("bucket object lock") && line.reason().contains("Enabled"));
  }

  @Test
  void entitiesAreNotExpandedAndNothingElsewhereIsRead() throws IOException {
    source.on(
        LISTING,
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY b '"
            + "y".repeat(1_000)
            + "'>]>"
            + page(entry("&x;", 1, A_ETAG), ""));
    assertThatThrownBy(() -> move(false)).isInstanceOf(RemoteException.class);
    assertThat(source.requests()).isLessThan(50);
  }

  @Test
  void anErrorWithoutAnEndIsReadNoFurtherThanAnErrorCanBe() {
    source.on(
        LISTING,
        _ ->
            new Answer(
                403,
                Map.of(),
                out -> {
                  while (true) {
                    out.write(
                        "<Error>xxxxxxxxxxxxxxxxxxxxxxxxxxxxx".getBytes(StandardCharsets.UTF_8));
                  }
                }));
    refusal().isNotEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() {
    source.on(
        LISTING,
        _ ->
            Answer.of(
                307,
                Map.of("location", "http://127.0.0.1:1/elsewhere", "content-length", "0"),
                ""));
    refusal().contains("307");
  }

  @Test
  void anObjectThatIsShorterOrLongerThanAnnouncedIsNotSaidToBeThere() throws IOException {
    source.on(LISTING, page(entry("a", 1, A_ETAG) + entry("b", 1, B_ETAG), ""));
    source.on(
        "GET /lies/a",
        _ -> Answer.of(200, Map.of("etag", '"' + A_ETAG + '"', "content-length", "5"), "a"));
    source.on("GET /lies/b", _ -> Answer.of(200, Map.of("etag", '"' + B_ETAG + '"'), "b"));

    assertThat(move(false)).isEqualTo(Ending.FINDINGS);
    assertThat(lines()).noneMatch(line -> line.outcome() == Outcome.COPIED);
    assertThat(keys()).isEmpty();
  }

  @Test
  void whoPassesOverRangesBringsNoObjectOfTheSamePartsOverAndOver() throws IOException {
    String etag = "d41d8cd98f00b204e9800998ecf8427e-2";
    long part = 5 << 20;
    byte[] bytes = new byte[(int) part + 1];
    bytes[0] = 1;
    Map<String, String> headers =
        Map.of("etag", '"' + etag + '"', "content-length", Long.toString(bytes.length));
    source.on(LISTING, page(entry("parts", bytes.length, etag), ""));
    source.on("GET /lies/parts", _ -> new Answer(200, headers, out -> out.write(bytes)));
    source.on(
        "HEAD /lies/parts", request -> new Answer(206, partHeaders(request.line(), part), _ -> {}));

    assertThat(move(false)).isEqualTo(Ending.FINDINGS);
    assertThat(lines()).noneMatch(line -> line.outcome() == Outcome.COPIED);
    assertThat(keys()).isEmpty();
  }

  private static Map<String, String> partHeaders(String request, long part) {
    boolean isFirst = request.contains("partNumber=1");
    return Map.of("content-length", Long.toString(isFirst ? part : 1));
  }

  @Test
  void whatTheSourceDoesNotListButHasIsNotDeleted() throws IOException {
    source.on(LISTING, page(entry("a", 1, A_ETAG) + entry("b", 1, B_ETAG), ""));
    has("a", A_ETAG, Map.of());
    has("b", B_ETAG, Map.of());
    assertThat(move(false)).isEqualTo(Ending.CLEAN);
    assertThat(keys()).containsExactly("a", "b");

    source.on(LISTING, page("", ""));
    source.on("HEAD /lies/b", _ -> Answer.of(404, ""));
    assertThat(move(true)).isEqualTo(Ending.FINDINGS);

    assertThat(keys()).containsExactly("a");
    assertThat(lines())
        .anyMatch(line -> line.key().equals("a") && line.reason().contains("all the same"));
  }
}
