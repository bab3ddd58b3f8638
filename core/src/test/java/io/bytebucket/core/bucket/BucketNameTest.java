package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of AWS, by example.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 */
class BucketNameTest {
  private static final String SIXTY =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "a1b",
        "123",
        "a.b.c",
        "a-b",
        "a--b",
        "my-bucket.example.com",
        SIXTY + "bcd",
        "192.168.5.4a",
        "192.168.5",
        "1.2.3.4.5",
        "1.2.3.4567",
        "1.2.3.4.5",
        "1921.168.5.4",
        "xn-a",
        "axn--b",
        "sthree",
        "a-s3alias-b",
        "mrap",
        "a--x-s3b",
        // Reserved on AWS for the namespaces of accounts, which do not exist here.
        "logs-111122223333-us-west-2-an"
      })
  void isValid(String name) {
    assertThat(new BucketName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "ab",
        SIXTY + "bcde",
        "Abc",
        "aBc",
        "a.-b",
        "a-.b",
        "a_b",
        "a b",
        "a/b",
        "a:b",
        "abü",
        "abc\n",
        "-abc",
        "abc-",
        ".abc",
        "abc.",
        "a..b",
        "192.168.5.4",
        "999.999.999.999",
        "0.0.0.0",
        "999.999.999.999",
        "xn--abc",
        "sthree-abc",
        "amzn-s3-demo-bucket",
        "abc-s3alias",
        "abc--ol-s3",
        "abc.mrap",
        "abc--x-s3",
        "abc--table-s3",
        // Digits, but not ASCII's.
        "１２３"
      })
  void isNotValid(String name) {
    assertThat(BucketName.isValid(name)).isFalse();
    assertThatThrownBy(() -> new BucketName(name))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.InvalidBucketName(name)));
  }

  @Test
  void namesSortAsTheirBytesDo() {
    assertThat(
            new BucketName[] {
              new BucketName("a-b"),
              new BucketName("a.b"),
              new BucketName("a0b"),
              new BucketName("aab")
            })
        .isSorted();
  }
}
