package io.bytebucket.core.checksum;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a client says about the bytes it sends, to be held against the bytes that arrive.
 *
 * @param contentMd5 the MD5 in Base64, if given
 * @param algorithm the checksum to hold against what the client says
 * @param checksum the value in Base64 that the client gives for it, if any; asked when all bytes
 *     have arrived, because it may stand in a trailer
 * @param kept the checksum to keep with the bytes
 */
public record DigestClaims(
    Optional<String> contentMd5,
    ChecksumAlgorithm algorithm,
    Supplier<Optional<String>> checksum,
    ChecksumAlgorithm kept) {
  /** No claims: S3 then keeps a CRC64NVME of its own. */
  public static final DigestClaims NONE =
      new DigestClaims(Optional.empty(), ChecksumAlgorithm.CRC64NVME, Optional::empty);

  /** Claims of which the checksum is also kept. */
  public DigestClaims(
      Optional<String> contentMd5,
      ChecksumAlgorithm algorithm,
      Supplier<Optional<String>> checksum) {
    this(contentMd5, algorithm, checksum, algorithm);
  }

  /** The same claims, with another checksum to be kept. */
  public DigestClaims keeping(ChecksumAlgorithm other) {
    return new DigestClaims(contentMd5, algorithm, checksum, other);
  }
}
