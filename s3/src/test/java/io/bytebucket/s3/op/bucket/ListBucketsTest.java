package io.bytebucket.s3.op.bucket;

import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ListBuckets: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
class ListBucketsTest {
  private final S3Fixture s3 = new S3Fixture();

  private XmlElement list(String parameters) throws Exception {
    RawResponse response = s3.get("/?" + parameters);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return XmlElement.read(response.body(), "ListAllMyBucketsResult");
  }

  private static List<String> names(XmlElement result) {
    return result.child("Buckets").orElseThrow().children("Bucket").stream()
        .map(bucket -> bucket.childText("Name").orElseThrow())
        .toList();
  }

  private void make(String... names) {
    for (String name : names) {
      assertThat(s3.put("/" + name, "").status()).isEqualTo(200);
    }
  }

  @Test
  void allBucketsComeInTheOrderOfTheirNames() throws Exception {
    make("zebra", "apple", "a-b", "a.b");

    XmlElement result = list("");

    assertThat(names(result)).containsExactly("a-b", "a.b", "apple", "photos", "zebra");
    assertThat(result.child("ContinuationToken")).isEmpty();
    assertThat(result.child("Prefix")).isEmpty();
    assertThat(result.child("Owner").orElseThrow().childText("ID"))
        .contains(TestUsers.canonicalId(TestUsers.OWNER));
  }

  @Test
  void onlyBucketsAreShownThatTheCallerMayListAndPagesEndWhereThoseDo() throws Exception {
    make("apple", "logs-1", "logs-2", "mango", "logs-3", "zebra");

    assertThat(names(listAs(TestUsers.LOGGER, ""))).containsExactly("logs-1", "logs-2", "logs-3");
    assertThat(names(listAs(TestUsers.may(List.of("ListAllMyBuckets")), ""))).isEmpty();
    assertThat(listAs(TestUsers.LOGGER, "max-buckets=3").child("ContinuationToken")).isEmpty();
    XmlElement first = listAs(TestUsers.LOGGER, "max-buckets=2");
    assertThat(names(first)).containsExactly("logs-1", "logs-2");
    String token = SigV4Signer.encode(first.childText("ContinuationToken").orElseThrow());
    XmlElement last = listAs(TestUsers.LOGGER, "max-buckets=2&continuation-token=" + token);
    assertThat(names(last)).containsExactly("logs-3");
    assertThat(last.child("ContinuationToken")).isEmpty();
  }

  private XmlElement listAs(String accessKeyId, String parameters) throws Exception {
    RawResponse response = s3.signedBy(accessKeyId, request("GET", "/?" + parameters));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return XmlElement.read(response.body(), "ListAllMyBucketsResult");
  }

  @Test
  void aBucketIsToldByItsNameAmongAllThingsAndWithItsRegionWhereAnythingIsAsked() throws Exception {
    for (String query : List.of("", "prefix=p", "max-buckets=1", "bucket-region=us-east-1")) {
      XmlElement bucket = list(query).child("Buckets").orElseThrow().children("Bucket").getFirst();

      assertThat(bucket.childText("BucketArn")).contains("arn:aws:s3:::photos");
      assertThat(bucket.childText("BucketRegion").isPresent()).isEqualTo(!query.isEmpty());
    }
  }

  @Test
  void aPrefixSelectsNames() throws Exception {
    make("logs-1", "logs-2", "log");

    XmlElement result = list("prefix=logs");

    assertThat(names(result)).containsExactly("logs-1", "logs-2");
    assertThat(result.childText("Prefix")).contains("logs");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10_000})
  void thePagesTogetherHoldEveryBucketOnce(int size) throws Exception {
    make("aaa", "bbb", "ccc", "ddd");
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      XmlElement page =
          list(
              "max-buckets="
                  + size
                  + (token.isEmpty() ? "" : "&continuation-token=" + SigV4Signer.encode(token)));
      assertThat(names(page)).hasSizeLessThanOrEqualTo(size);
      seen.addAll(names(page));
      token = page.childText("ContinuationToken").orElse("");
    } while (!token.isEmpty());

    assertThat(seen).containsExactly("aaa", "bbb", "ccc", "ddd", "photos");
  }

  @Test
  void aRegionSelectsBuckets() throws Exception {
    for (String name : List.of("far-1", "far-2", "far-3")) {
      s3.put(
          "/" + name,
          "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
              + "</CreateBucketConfiguration>");
    }

    assertThat(names(list("bucket-region=us-east-1"))).containsExactly("photos");
    assertThat(names(list("bucket-region=eu-west-1"))).containsExactly("far-1", "far-2", "far-3");
    assertThat(names(list("bucket-region=eu-west-2"))).isEmpty();
    XmlElement page = list("bucket-region=eu-west-1&max-buckets=2");
    assertThat(names(page)).containsExactly("far-1", "far-2");
    String token = page.childText("ContinuationToken").orElseThrow();
    assertThat(names(list("bucket-region=eu-west-1&max-buckets=2&continuation-token=" + token)))
        .containsExactly("far-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "10001", "2000000", "abc"})
  void aSizeThatIsNoneIsRefused(String size) {
    RawResponse refused = s3.get("/?max-buckets=" + size);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text()).contains("<ArgumentName>max-buckets</ArgumentName>");
  }

  @Test
  void aTokenThatThisServerDidNotMakeIsRefused() {
    assertThat(s3.get("/?continuation-token=garbage").errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void nobodyIsToldWithoutPermission() {
    assertThat(s3.send(request("GET", "/", "host", "localhost")).status()).isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", "/")).status()).isEqualTo(403);
  }
}
