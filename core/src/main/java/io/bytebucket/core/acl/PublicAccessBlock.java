package io.bytebucket.core.acl;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;

/**
 * Which public access is refused, whatever lists and policies say.
 *
 * @param blocksAcls no access control list can be set that gives something to everybody
 * @param ignoresAcls what lists give to everybody does not count
 * @param blocksPolicy no policy can be set that gives something to everybody
 * @param restrictsBuckets what a policy gives to everybody counts for users alone
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
public record PublicAccessBlock(
    boolean blocksAcls, boolean ignoresAcls, boolean blocksPolicy, boolean restrictsBuckets) {
  /** Nothing is refused. */
  public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

  /** All of it is refused. */
  public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);

  private static final int VERSION = 1;

  /** Refuses what one of the two does. */
  public PublicAccessBlock or(PublicAccessBlock other) {
    return new PublicAccessBlock(
        blocksAcls || other.blocksAcls,
        ignoresAcls || other.ignoresAcls,
        blocksPolicy || other.blocksPolicy,
        restrictsBuckets || other.restrictsBuckets);
  }

  /** The stored form. */
  public byte[] encode() {
    return new RecordWriter(VERSION)
        .flag(blocksAcls)
        .flag(ignoresAcls)
        .flag(blocksPolicy)
        .flag(restrictsBuckets)
        .toBytes();
  }

  /**
   * What was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static PublicAccessBlock decode(byte[] bytes) {
    RecordReader in = new RecordReader("public access block", bytes, VERSION);
    PublicAccessBlock block = new PublicAccessBlock(in.flag(), in.flag(), in.flag(), in.flag());
    in.end();
    return block;
  }
}
