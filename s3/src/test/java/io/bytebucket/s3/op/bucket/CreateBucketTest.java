package io.bytebucket.s3.op.bucket;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.Versions;
import io.bytebucket.testkit.RawResponse;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CreateBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
class CreateBucketTest {
  private final S3Fixture s3 = new S3Fixture();

  private static String configuration(String content) {
    return "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + content
        + "</CreateBucketConfiguration>";
  }

  @Test
  void aBucketIsThereAndEmpty() {
    RawResponse created = s3.put("/new-bucket", "");

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.header("location")).isEqualTo("/new-bucket");
    assertThat(created.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::new-bucket");
    assertThat(created.body()).isEmpty();
    assertThat(s3.head("/new-bucket").status()).isEqualTo(200);
    assertThat(Listing.of(s3.get("/new-bucket")).keys()).isEmpty();
  }

  @Test
  void makingABucketOfOnesOwnAgainChangesNothingInTheOldestRegion() {
    s3.store("a");
    Versions.enable(s3);

    for (String region : new String[] {"", "us-east-1"}) {
      RawResponse again = s3.put("/" + BUCKET, region(region));

      assertThat(again.status()).isEqualTo(200);
      assertThat(again.header("location")).isEqualTo("/" + BUCKET);
    }
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
    assertThat(s3.get("/" + BUCKET + "?versioning").text()).contains("Enabled");
  }

  @Test
  void inOtherRegionsABucketOfOnesOwnIsNotMadeTwice() {
    assertThat(s3.put("/far", region("eu-west-1")).status()).isEqualTo(200);

    for (String[] again :
        new String[][] {{"far", "eu-west-1"}, {"far", ""}, {BUCKET, "eu-west-1"}}) {
      RawResponse refused = s3.put("/" + again[0], region(again[1]));

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.errorCode()).isEqualTo("BucketAlreadyOwnedByYou");
      assertThat(refused.text()).contains("<BucketName>" + again[0] + "</BucketName>");
    }
  }

  private static String region(String name) {
    return configuration("<LocationConstraint>" + name + "</LocationConstraint>");
  }

  @Test
  void aBucketOfSomebodyElseIsNotTaken() {
    RawResponse taken = s3.signedBy(TestUsers.OTHER, request("PUT", "/" + BUCKET));

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.errorCode()).isEqualTo("BucketAlreadyExists");
  }

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "123",
        "a-b",
        "a.b",
        "a--b",
        "my.bucket.name",
        "192.168.5",
        "a23456789012345678901234567890123456789012345678901234567890123",
        "api",
        "health"
      })
  void aNameThatKeepsTheRulesIsTaken(String name) {
    assertThat(s3.put("/" + name, "").status()).isEqualTo(200);
    assertThat(s3.head("/" + name).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ab",
        "a234567890123456789012345678901234567890123456789012345678901234",
        "Abc",
        "a_b",
        "-abc",
        "abc-",
        ".abc",
        "abc.",
        "a..b",
        "a.-b",
        "a-.b",
        "192.168.5.4",
        "999.1.1.1",
        "xn--abc",
        "sthree-abc",
        "amzn-s3-demo-abc",
        "abc-s3alias",
        "abc--ol-s3",
        "abc.mrap",
        "abc--x-s3",
        "abc--table-s3",
        "a%20b",
        "%C3%A9tude",
        "a%2Fb",
        "a%00b"
      })
  void aNameThatBreaksTheRulesIsRefused(String name) {
    RawResponse refused = s3.put("/" + name, "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidBucketName");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, eu-west-1, eu-west-1",
    "EU, EU, EU",
    "us-east-1, '', us-east-1",
    "' eu-central-1 ', eu-central-1, eu-central-1",
    "'', '', us-east-1",
  })
  void theRegionAskedForIsRemembered(String asked, String location, String region) {
    RawResponse created =
        s3.put(
            "/new-bucket", configuration("<LocationConstraint>" + asked + "</LocationConstraint>"));

    assertThat(created.status()).isEqualTo(200);
    assertThat(s3.get("/new-bucket?location").text())
        .endsWith(
            "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + location
                + "</LocationConstraint>");
    assertThat(s3.head("/new-bucket").header("x-amz-bucket-region")).isEqualTo(region);
  }

  @Test
  void aConfigurationWithoutARegionIsOne() {
    assertThat(s3.put("/new-bucket", configuration("")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "<CreateBucketConfiguration>, 400, MalformedXML",
    "<Other/>, 400, MalformedXML",
    "hello, 400, MalformedXML",
  })
  void aBodyThatIsNotAConfigurationMakesNothing(String body, int status, String code) {
    RawResponse refused = s3.put("/new-bucket", body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.errorCode()).isEqualTo(code);
    assertThat(s3.head("/new-bucket").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "<LocationConstraint>eu west</LocationConstraint>, InvalidLocationConstraint",
    "<LocationConstraint>&lt;</LocationConstraint>, InvalidLocationConstraint",
    "<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags>, NotImplemented",
    "<Bucket><Type>Directory</Type></Bucket>, NotImplemented",
  })
  void whatCannotBeMadeIsRefused(String content, String code) {
    assertThat(s3.put("/new-bucket", configuration(content)).errorCode()).isEqualTo(code);
    assertThat(s3.head("/new-bucket").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private, 200",
    "x-amz-acl, public-read, 200",
    "x-amz-acl, log-delivery-write, 200",
    "x-amz-acl, aws-exec-read, 501",
    "x-amz-acl, nonsense, 400",
    "x-amz-bucket-object-lock-enabled, true, 501",
    "x-amz-bucket-object-lock-enabled, false, 200",
    "x-amz-grant-read, id=AKIDOTHER, 400",
    "x-amz-object-ownership, ObjectWriter, 200",
    "x-amz-object-ownership, Nobody, 400",
  })
  void whatABucketCannotPromiseIsRefused(String header, String value, int status) {
    assertThat(s3.put("/new-bucket", "", header, value).status()).isEqualTo(status);
    assertThat(s3.head("/new-bucket").status()).isEqualTo(status == 200 ? 200 : 404);
  }

  @Test
  void aBodyThatIsNotAsClaimedMakesNothing() {
    RawResponse refused =
        s3.put("/new-bucket", configuration(""), "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");

    assertThat(refused.errorCode()).isEqualTo("BadDigest");
    assertThat(s3.head("/new-bucket").status()).isEqualTo(404);
  }

  @Test
  void ofManyMakersOneMakesTheBucket() {
    ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    try (ExecutorService makers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        makers.execute(() -> answers.add(s3.put("/far", region("eu-west-1")).status()));
      }
    }

    assertThat(answers).hasSize(16).containsOnly(200, 409);
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
  }

  @Test
  void nobodyMakesABucketWithoutPermission() {
    assertThat(s3.send(request("PUT", "/new-bucket", "host", "localhost")).status()).isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("PUT", "/new-bucket")).status())
        .isEqualTo(403);
    assertThat(s3.head("/new-bucket").status()).isEqualTo(404);
  }
}
