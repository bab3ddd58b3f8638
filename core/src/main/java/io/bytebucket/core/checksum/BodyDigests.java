package io.bytebucket.core.checksum;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The digests of one body. They are computed while it arrives, and compared with what the client
 * claims when it has ended. Not thread-safe.
 */
public final class BodyDigests implements AutoCloseable {
  private final DigestClaims claims;
  private Hash md5 = Hash.digest("MD5");
  private Hash checksum;
  private final Optional<Hash> kept;

  /** Digests of a body of which no byte has arrived yet. */
  public BodyDigests(DigestClaims claims) {
    this.claims = claims;
    this.checksum = claims.algorithm().newHash();
    this.kept =
        claims.kept() == claims.algorithm()
            ? Optional.empty()
            : Optional.of(claims.kept().newHash());
  }

  /** Takes in bytes. */
  public void update(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    checksum.update(bytes, offset, length);
    kept.ifPresent(hash -> hash.update(bytes, offset, length));
  }

  /**
   * From now on computes the MD5, which takes the longest, on a thread of its own, and the checksum
   * on another one if it takes nearly as long. Until this is closed, each of them takes about
   * {@link HashBeside#BUFFERS} times {@code bufferBytes} of memory.
   */
  public void divideWork(int bufferBytes) {
    md5 = new HashBeside(md5, bufferBytes);
    boolean isSlow =
        switch (claims.algorithm()) {
          case CRC32, CRC32C, XXHASH64, XXHASH3, XXHASH128 -> false;
          case CRC64NVME, SHA1, SHA256, SHA512, MD5 -> true;
        };
    if (isSlow) {
      checksum = new HashBeside(checksum, bufferBytes);
    }
  }

  /** Ends the threads and releases the memory that {@link #divideWork} took; idempotent. */
  @Override
  public void close() {
    for (Hash hash : List.of(md5, checksum)) {
      if (hash instanceof HashBeside beside) {
        beside.close();
      }
    }
  }

  /**
   * The results. To be called when all bytes have passed; compares them with what the client
   * claims.
   *
   * @throws StoreException with {@link Failure.BadDigest} or {@link Failure.ChecksumMismatch}
   */
  public Verified verify() {
    byte[] actualMd5 = md5.finish();
    String actualMd5Text = Base64.getEncoder().encodeToString(actualMd5);
    claims
        .contentMd5()
        .filter(expected -> !expected.equals(actualMd5Text))
        .ifPresent(expected -> {
          throw new StoreException(new Failure.BadDigest(expected, actualMd5Text));
        });
    Checksum actual = Checksum.fullObject(claims.algorithm(), checksum.finish());
    Optional<String> expected = claims.checksum().get();
    if (expected.isPresent() && !expected.get().equals(actual.base64())) {
      throw new StoreException(
          new Failure.ChecksumMismatch(claims.algorithm().name(), expected.get(), actual.base64()));
    }
    return new Verified(
        actualMd5,
        kept.map(hash -> Checksum.fullObject(claims.kept(), hash.finish())).orElse(actual));
  }

  /**
   * Digests that agree with everything that the client claimed.
   *
   * @param md5 16 bytes; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  public record Verified(byte[] md5, Checksum checksum) {}
}
