package io.bytebucket.core.checksum;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a client claims about the bytes it sends, which is compared with the bytes that arrive.
 *
 * @param contentMd5 the MD5 in Base64, if given
 * @param algorithm the algorithm of the checksum that the client gives
 * @param checksum the value in Base64 that the client gives, if it gives one; called when all bytes
 *     have arrived, because the value may come behind them
 * @param kept the algorithm of the checksum that is kept with the bytes
 */
public record DigestClaims(
    Optional<String> contentMd5,
    ChecksumAlgorithm algorithm,
    Supplier<Optional<String>> checksum,
    ChecksumAlgorithm kept) {
  /** No claims: S3 then keeps a checksum of its own. */
  public static final DigestClaims NONE =
      new DigestClaims(Optional.empty(), ChecksumAlgorithm.DEFAULT, Optional::empty);

  /** Claims; the checksum that the client gives is the one that is kept. */
  public DigestClaims(
      Optional<String> contentMd5,
      ChecksumAlgorithm algorithm,
      Supplier<Optional<String>> checksum) {
    this(contentMd5, algorithm, checksum, algorithm);
  }

  /** The same claims, but another checksum is kept. */
  public DigestClaims keeping(ChecksumAlgorithm other) {
    return new DigestClaims(contentMd5, algorithm, checksum, other);
  }
}
