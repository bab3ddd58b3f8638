package io.bytebucket.s3.body;

import io.bytebucket.core.checksum.ChecksumAlgorithm;
import java.util.Locale;

/**
 * The header field that carries a checksum, in the header of a request or an answer, or in the
 * trailer of a body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity in Amazon S3</a>
 */
public final class ChecksumField {
  /** What the names of these fields begin with, and those of a few that carry none. */
  public static final String PREFIX = "x-amz-checksum-";

  private ChecksumField() {}

  /** The name of the field for a checksum of that algorithm. */
  public static String of(ChecksumAlgorithm algorithm) {
    return PREFIX + algorithm.name().toLowerCase(Locale.ROOT);
  }
}
