package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another key for an object, in one commit. */
class RenameObjectTest {
  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private RawResponse rename(String source, String key, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "x-amz-rename-source";
    all[headers.length + 1] = source;
    return s3.put(path(key) + "?renameObject", "", all);
  }

  @ParameterizedTest
  @CsvSource({"a b, a%20b", "a b, /photos/a%20b", "x/y, x/y", "photos/a, photos/a"})
  void theObjectHasTheOtherKeyAndOnlyThat(String from, String source) {
    s3.put(path(from), "x".repeat(2_000), "x-amz-meta-a", "1");
    String etag = s3.head(path(from)).header("etag");

    RawResponse renamed = rename(source, "to");

    assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
    assertThat(s3.get(path(from)).status()).isEqualTo(404);
    RawResponse got = s3.get(path("to"));
    assertThat(got.body()).hasSize(2_000);
    assertThat(got.header("etag")).isEqualTo(etag);
    assertThat(got.header("x-amz-meta-a")).isEqualTo("1");
    assertThat(s3.blobCount()).isEqualTo(1);
  }

  @Test
  void whatHadTheKeyIsReplacedUnlessThatIsForbidden() {
    s3.store("a", "b");

    assertThat(rename("a", "b", "if-none-match", "*").status()).isEqualTo(412);
    assertThat(rename("a", "b", "if-match", "\"0\"").status()).isEqualTo(412);
    assertThat(rename("a", "b", "x-amz-rename-source-if-match", "\"0\"").status()).isEqualTo(412);
    assertThat(s3.get(path("b")).text()).isEqualTo("b");
    assertThat(rename("a", "b").status()).isEqualTo(200);
    assertThat(s3.get(path("b")).text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"'', 400", "missing, 404", "a, 400", "%zz, 400"})
  void aSourceThatIsNoneIsRefused(String source, int status) {
    s3.store("a");

    assertThat(rename(source, "a").status()).isEqualTo(status);
    assertThat(s3.get(path("a")).text()).isEqualTo("a");
  }

  @Test
  void whoMayNotDeleteMayNotRename() {
    s3.store("a");

    RawResponse refused =
        s3.signedBy(
            TestUsers.WRITER,
            request("PUT", path("b") + "?renameObject", "x-amz-rename-source", "a"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }
}
