package io.bytebucket.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.remote.LyingSource.Answer;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Moving from endpoints that answer what no S3 answers. Nothing goes on without end. */
@Timeout(120)
class LyingSourceTest {
  private static final String LISTING = "GET /lies?list-type=2";
  private static final String VERSIONS = "GET /lies?versions";
  private static final String A_ETAG = "0cc175b9c0f1b6a831c399e269772661";
  private static final String B_ETAG = "92eb5ffee6ae2fec3ad71c777531578f";

  @TempDir private Path folder;
  private final RemoteTransfer transfer = RemoteParts.load();
  private LyingSource source;
  private MemoryServer target;

  @BeforeEach
  void start() throws IOException {
    source = LyingSource.start();
    target = MemoryServer.start();
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    target.close();
  }

  /** Waits for nothing. */
  private static final StopRequest IMPATIENT =
      new StopRequest() {
        @Override
        public boolean isAsked() {
          return false;
        }

        @Override
        public boolean await(Duration time) {
          return false;
        }
      };

  private static final TransferListener NOBODY =
      new TransferListener() {
        @Override
        public void total(long objects, long bytes) {}

        @Override
        public void done(long objects, long bytes) {}

        @Override
        public void note(String what, Map<String, ?> fields) {}
      };

  private Ending move(boolean isContinued) {
    return transfer.run(
        new TransferOrder(
            "import s3",
            source.endpoint(),
            target.endpoint(),
            List.of(),
            Optional.of(folder.resolve("a.report")),
            isContinued,
            false,
            false,
            true,
            false,
            isContinued,
            false,
            new TransferOrder.Limits(8, 0, 0, 2)),
        Clock.systemUTC(),
        NOBODY,
        IMPATIENT);
  }

  private AbstractStringAssert<?> refusal() {
    String[] reason = new String[1];
    assertThatThrownBy(() -> move(false))
        .isInstanceOfSatisfying(RemoteException.class, e -> reason[0] = e.reason());
    return Assertions.assertThat(reason[0]);
  }

  private static String entry(String key, long size, String etag) {
    return "<Contents><Key>%s</Key><Size>%d</Size><ETag>\"%s\"</ETag>".formatted(key, size, etag)
        + "<LastModified>2020-01-01T00:00:00Z</LastModified></Contents>";
  }

  private static String page(String entries, String more) {
    return "<ListBucketResult>" + entries + more + "</ListBucketResult>";
  }

  private static String more(String token) {
    return "<IsTruncated>true</IsTruncated><NextContinuationToken>"
        + token
        + "</NextContinuationToken>";
  }

  private List<ReportLine.OfObject> lines() throws IOException {
    List<ReportLine.OfObject> lines = new ArrayList<>();
    ReportReader.read(
        folder.resolve("a.report"),
        line -> {
          if (line instanceof ReportLine.OfObject object) {
            lines.add(object);
          }
        });
    return lines;
  }

  @Test
  void aListingThatIsCutAndDoesNotSayWhereItGoesOnIsNoEnd() {
    source.on(LISTING, page(entry("a", 1, A_ETAG), "<IsTruncated>true</IsTruncated>"));

    refusal().contains("more follows");
    assertThat(target.client().listBuckets().buckets()).hasSizeLessThan(2);
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
    source.on("HEAD /lies/parts", request -> new Answer(206, partHeaders(request, part), _ -> {}));

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
    for (String name : List.of("a", "b")) {
      String etag = name.equals("a") ? A_ETAG : B_ETAG;
      Map<String, String> headers = Map.of("etag", '"' + etag + '"', "content-length", "1");
      source.on("GET /lies/" + name, _ -> Answer.of(200, headers, name));
      source.on("HEAD /lies/" + name, _ -> Answer.of(200, headers, ""));
    }
    assertThat(move(false)).isEqualTo(Ending.CLEAN);
    assertThat(keys()).containsExactly("a", "b");

    source.on(LISTING, page("", ""));
    source.on("HEAD /lies/b", _ -> Answer.of(404, ""));
    assertThat(move(true)).isEqualTo(Ending.FINDINGS);

    assertThat(keys()).containsExactly("a");
    assertThat(lines())
        .anyMatch(line -> line.key().equals("a") && line.reason().contains("all the same"));
  }

  private List<String> keys() {
    S3Client client = target.client();
    return client.listObjectsV2(list -> list.bucket(LyingSource.BUCKET)).contents().stream()
        .map(each -> each.key())
        .toList();
  }
}
