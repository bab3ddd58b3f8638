package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Request;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents of clients may hold of memory, alone and together. */
class DocumentMemoryTest {
  private static final int LIMIT_BYTES = 20_000;

  private final S3Fixture s3 = new S3Fixture(LIMIT_BYTES);

  private static String keys(int count) {
    StringBuilder document = new StringBuilder("<Delete>");
    for (int i = 0; i < count; i++) {
      document.append("<Object><Key>").append(i).append("</Key></Object>");
    }
    return document.append("</Delete>").toString();
  }

  private RawResponse delete(String document, String... headers) {
    return s3.post("/" + BUCKET + "?delete", document, headers);
  }

  @Test
  void aDocumentThatFindsNoRoomIsToComeLaterAndAllOthersGoOn() {
    s3.store("1");

    RawResponse refused = delete(keys(1_000));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text()).contains("<Code>SlowDown</Code>");
    assertThat(refused.headers().first("retry-after")).isPresent();
    assertThat(s3.documents.takenBytes()).isZero();
    assertThat(s3.get(path("1")).status()).isEqualTo(200);
    assertThat(delete(keys(5)).status()).isEqualTo(200);
    assertThat(s3.get(path("1")).status()).isEqualTo(404);
    assertThat(s3.documents.takenBytes()).isZero();
  }

  @Test
  void documentsOfEveryKindTakeRoom() {
    StringBuilder tags = new StringBuilder("<Tagging><TagSet>");
    for (int i = 0; i < 300; i++) {
      tags.append("<Tag><Key>").append(i).append("</Key><Value/></Tag>");
    }
    String origins = "<AllowedOrigin>*</AllowedOrigin>".repeat(500);
    List<RawResponse> answers =
        List.of(
            s3.put("/" + BUCKET + "?tagging", tags + "</TagSet></Tagging>"),
            s3.put(
                "/" + BUCKET + "?cors",
                "<CORSConfiguration><CORSRule>" + origins + "</CORSRule></CORSConfiguration>"),
            s3.post(
                MultipartSteps.begin(s3, "key").target(""),
                completion("<Part><PartNumber>1</PartNumber><ETag>0</ETag></Part>", 100)));

    assertThat(answers).extracting(RawResponse::errorCode).containsOnly("SlowDown");
    assertThat(s3.documents.takenBytes()).isZero();
  }

  @Test
  void aStalledDocumentHoldsWhatItSaidSoFarAndNothingAfterItsEnd() {
    AtomicLong held = new AtomicLong();
    String document = keys(5);
    int cut = document.indexOf("<Object><Key>3");

    RawResponse answer = send(document, cut, held);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(held.get()).isBetween(3 * 600L, 3 * 700L);
    assertThat(s3.documents.takenBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a/>", "<!--a-->", "<?a?>", "<a b='c'>d</a>", "e"})
  void whatMeansNothingHoldsNothing(String filler) {
    AtomicLong held = new AtomicLong();
    String document = "<Delete>" + filler.repeat(1_000_000 / filler.length()) + "</Delete>";

    RawResponse answer = send(document, document.length() - 1, held);

    assertThat(answer.text()).contains("<Code>MalformedXML</Code>");
    assertThat(held.get()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Key", "VersionId", "ETag", "Size", "LastModifiedTime"})
  void aTextWithoutEndIsRefused(String element) {
    String document =
        "<Delete><Object><"
            + element
            + ">"
            + "1".repeat(1 << 20)
            + "</"
            + element
            + "></Object></Delete>";

    assertThat(delete(document).text()).contains("<Code>MalformedXML</Code>");
  }

  @Test
  void oneKeyTooManyIsRefused() {
    S3Fixture roomy = new S3Fixture();
    assertThat(roomy.post("/" + BUCKET + "?delete", keys(1_000)).status()).isEqualTo(200);
    assertThat(roomy.post("/" + BUCKET + "?delete", keys(1_001)).text())
        .contains("<Code>MalformedXML</Code>");
  }

  @Test
  void onePartTooManyIsRefusedAndAllOthersAreLookedFor() {
    S3Fixture roomy = new S3Fixture();
    String part = "<Part><PartNumber>1</PartNumber><ETag>0</ETag></Part>";
    String target = MultipartSteps.begin(roomy, "key").target("");

    assertThat(roomy.post(target, completion(part, 10_000)).text())
        .doesNotContain("<Code>MalformedXML</Code>");
    assertThat(roomy.post(target, completion(part, 10_001)).text())
        .contains("<Code>MalformedXML</Code>");
  }

  private static String completion(String part, int count) {
    return "<CompleteMultipartUpload>" + part.repeat(count) + "</CompleteMultipartUpload>";
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Delete>", "<Delete/>", "<Delete><Object/></Delete>", "x"})
  void whatWasDamagedOnItsWayIsToldAsThatWhateverItSays(String document) {
    String md5 = "AAAAAAAAAAAAAAAAAAAAAA==";

    assertThat(delete(document, "content-md5", md5).text()).contains("<Code>BadDigest</Code>");
  }

  @Test
  void aDocumentThatIsTooLongIsToldAsThatWhateverItSays() {
    assertThat(s3.put("/" + BUCKET + "?tagging", "x".repeat((16 << 10) + 1)).text())
        .contains("<Code>MaxMessageLengthExceeded</Code>");
  }

  @Test
  void anAnswerThatFindsNoRoomIsToComeLaterAndOthersAreSent() {
    for (int i = 0; i < 40; i++) {
      s3.store("k".repeat(1_000) + i);
    }

    RawResponse refused = s3.get("/" + BUCKET + "?list-type=2");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.errorCode()).isEqualTo("SlowDown");
    assertThat(s3.documents.takenBytes()).isZero();
    assertThat(Listing.of(s3.get("/" + BUCKET + "?list-type=2&max-keys=6")).keys()).hasSize(6);
    assertThat(s3.documents.takenBytes()).isZero();
  }

  @Test
  void anErrorQuotesNoMoreThanCouldBeRight() {
    RawResponse refused = new S3Fixture().get("/" + BUCKET + "?max-keys=" + "x".repeat(100_000));

    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text()).contains("x".repeat(1_000));
    assertThat(refused.body()).hasSizeLessThan(20_000);
  }

  @Test
  void anErrorThatFindsNoRoomForWhatItQuotesIsToComeLater() {
    RawResponse refused = s3.get("/" + BUCKET + "?max-keys=" + "x".repeat(LIMIT_BYTES));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.errorCode()).isEqualTo("SlowDown");
  }

  @Test
  void strangersLeaveHalfOfItToThoseWhoProveWhoTheyAre() {
    s3.store("k".repeat(1_000));
    MemoryBudget.Share stalled = s3.documents.share();
    assertThat(stalled.tryGrowUnproved(LIMIT_BYTES / 2)).isTrue();

    assertThat(s3.send(FormUpload.of("b").signed()).errorCode()).isEqualTo("SlowDown");
    assertThat(s3.get(path("a") + "?versionId=" + "x".repeat(9_000)).errorCode())
        .isEqualTo("SlowDown");
    assertThat(delete(keys(5)).status()).isEqualTo(200);
    assertThat(s3.documents.takenBytes()).isEqualTo(LIMIT_BYTES / 2);
    stalled.close();
  }

  @Test
  void aFormWhoseFieldsFindNoRoomIsToComeLaterAndOthersAreTaken() {
    assertThat(s3.send(FormUpload.of("a").signed()).status()).isEqualTo(204);
    assertThat(s3.documents.takenBytes()).isZero();

    RawResponse refused =
        s3.send(FormUpload.of("b").field("x-ignore-me", "x".repeat(LIMIT_BYTES / 10)).signed());

    assertThat(refused.errorCode()).isEqualTo("SlowDown");
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
    assertThat(s3.documents.takenBytes()).isZero();
  }

  /** Sends a document, and looks at what is held once it was read up to {@code cut}. */
  private RawResponse send(String document, int cut, AtomicLong held) {
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER)
            .sign(
                S3Fixture.complete(request("POST", "/" + BUCKET + "?delete").withBody(document)),
                s3.clock.instant());
    Request whole = signed.asReceived();
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    InputStream begin = new ByteArrayInputStream(bytes, 0, cut);
    InputStream rest =
        new ByteArrayInputStream(bytes, cut, bytes.length - cut) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            held.accumulateAndGet(pos == cut ? s3.documents.takenBytes() : 0, Math::max);
            return super.read(into, offset, length);
          }
        };
    return s3.send(
        new Request(
            whole.method(),
            whole.rawPath(),
            whole.rawQuery(),
            whole.headers(),
            whole.scheme(),
            whole.remoteAddress(),
            new SequenceInputStream(begin, rest)));
  }
}
