package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.List;

/**
 * The name of a bucket: 3 to 63 characters of {@code a-z 0-9 . -}, and not one that AWS reserves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 */
public record BucketName(String value) implements Comparable<BucketName> {
  private static final int LENGTH_MIN = 3;
  private static final int LENGTH_MAX = 63;

  /** How many dots an address of IPv4 has, and how many digits between them at the most. */
  private static final int IPV4_DOTS = 3;

  private static final int IPV4_DIGITS_MAX = 3;

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
    return value.length() >= LENGTH_MIN
        && value.length() <= LENGTH_MAX
        && isHostName(value)
        && !isIpv4Address(value)
        && !isReserved(value);
  }

  /** Labels with dots between them, none empty, and none that begins or ends with a hyphen. */
  private static boolean isHostName(String value) {
    char previous = '.';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean follows =
          switch (c) {
            case '.' -> previous != '.' && previous != '-';
            case '-' -> previous != '.';
            default -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
          };
      if (!follows) {
        return false;
      }
      previous = c;
    }
    return previous != '.' && previous != '-';
  }

  /** Whether a host name, whose labels are not empty, is made as an address. */
  private static boolean isIpv4Address(String hostName) {
    int dots = 0;
    int digits = 0;
    for (int i = 0; i < hostName.length(); i++) {
      char c = hostName.charAt(i);
      if (c == '.') {
        dots++;
        digits = 0;
      } else if (c < '0' || c > '9' || ++digits > IPV4_DIGITS_MAX) {
        return false;
      }
    }
    return dots == IPV4_DOTS;
  }

  private static boolean isReserved(String value) {
    for (String prefix : RESERVED_PREFIXES) {
      if (value.startsWith(prefix)) {
        return true;
      }
    }
    for (String suffix : RESERVED_SUFFIXES) {
      if (value.endsWith(suffix)) {
        return true;
      }
    }
    return false;
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
