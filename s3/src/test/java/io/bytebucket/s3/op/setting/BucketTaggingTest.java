package io.bytebucket.s3.op.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tags of a bucket itself. */
class BucketTaggingTest {
  private static final String TARGET = "/" + S3Fixture.BUCKET + "?tagging";

  private final S3Fixture s3 = new S3Fixture();

  private static String document(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<Tag><Key>k" + i + "</Key><Value>v" + i + "</Value></Tag>")
        .collect(Collectors.joining("", "<Tagging><TagSet>", "</TagSet></Tagging>"));
  }

  @Test
  void tagsAreToldInTheirOrderAndTakenAway() {
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
    assertThat(s3.get(TARGET).errorCode()).isEqualTo("NoSuchTagSet");

    assertThat(s3.put(TARGET, document(50)).status()).isEqualTo(204);
    assertThat(s3.get(TARGET).text()).contains(document(50).substring("<Tagging>".length()));

    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
    assertThat(s3.findings()).isEmpty();
  }

  @Test
  void aNewSetReplacesTheOld() {
    s3.put(TARGET, document(3));
    s3.put(TARGET, document(1));

    assertThat(s3.get(TARGET).text()).contains("k0").doesNotContain("k1");
  }

  @ParameterizedTest
  @CsvSource({
    "'<Tagging/>', MalformedXML",
    "'<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>', MalformedXML",
    "'<Tagging><TagSet><Tag><Key></Key><Value/></Tag></TagSet></Tagging>', InvalidTag",
    "'<Tagging><TagSet><Tag><Key>aws:a</Key><Value/></Tag></TagSet></Tagging>', InvalidTag",
  })
  void whatIsNoSetOfTagsIsRefused(String document, String code) {
    assertThat(s3.put(TARGET, document).errorCode()).isEqualTo(code);
    assertThat(s3.put(TARGET, document(51)).errorCode()).isEqualTo("BadRequest");
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
  }

  @Test
  void theTagsOfABucketGoWithIt() {
    assertThat(s3.put("/other-bucket", "").status()).isEqualTo(200);
    s3.put("/other-bucket?tagging", document(1));
    assertThat(s3.delete("/other-bucket").status()).isEqualTo(204);
    assertThat(s3.put("/other-bucket", "").status()).isEqualTo(200);

    assertThat(s3.get("/other-bucket?tagging").errorCode()).isEqualTo("NoSuchTagSet");
  }
}
