package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.regex.Pattern;

/**
 * The region in which a caller wants a bucket to be made. This server is in one place, whatever
 * that place is called, so the region is only remembered and returned.
 *
 * @param value the name of the region, made of letters, digits and hyphens; empty when none is
 *     named, or the oldest one, which AWS writes as none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html">CreateBucketConfiguration,
 *     LocationConstraint</a>
 */
public record LocationConstraint(String value) {
  /** AWS's oldest region, in which a few old rules still hold. */
  static final String OLDEST_REGION = "us-east-1";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{0,64}");

  /** No region is named. */
  public static final LocationConstraint NONE = new LocationConstraint("");

  /**
   * Checks the name.
   *
   * @throws StoreException with {@link Failure.InvalidLocation}
   */
  public LocationConstraint {
    if (!NAME.matcher(value).matches()) {
      throw new StoreException(new Failure.InvalidLocation(value));
    }
    if (value.equals(OLDEST_REGION)) {
      value = "";
    }
  }

  /** Whether no region is named. */
  public boolean isNone() {
    return value.isEmpty();
  }
}
