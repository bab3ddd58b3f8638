package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a bucket: 3 to 63 characters of {@code a-z 0-9 . -}, and not one that AWS reserves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 */
public record BucketName(String value) implements Comparable<BucketName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IPV4_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** What makes a label of a host name empty, or begin or end with a hyphen. */
  private static final List<String> NO_HOST_NAME = List.of("..", ".-", "-.");

  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  /**
   * Checks the name.
   *
   * @throws StoreException with {@link Failure.InvalidBucketName}
   */
  public BucketName {
    if (!isValid(value)) {
      throw new StoreException(new Failure.InvalidBucketName(value));
    }
  }

  /** Whether a bucket may have that name. */
  public static boolean isValid(String value) {
    return FORM.matcher(value).matches()
        && NO_HOST_NAME.stream().noneMatch(value::contains)
        && !IPV4_ADDRESS.matcher(value).matches()
        && RESERVED_PREFIXES.stream().noneMatch(value::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(value::endsWith);
  }

  @Override
  public int compareTo(BucketName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
