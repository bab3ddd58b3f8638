package io.bytebucket.core.checksum;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/**
 * Computes the checksum of an object from the checksums of its parts, without reading their bytes
 * again. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for data uploads: full object and composite checksums</a>
 */
public sealed interface PartChecksums {
  /** Adds the next part: the checksum over all its bytes, and its length. */
  void add(Checksum part, long lengthBytes);

  /** The checksum of the object. */
  Checksum whole();

  /** A computation for that algorithm and type. {@code FULL_OBJECT} is only possible for a CRC. */
  static PartChecksums of(ChecksumAlgorithm algorithm, Checksum.Type type) {
    return switch (type) {
      case FULL_OBJECT -> new Joined(algorithm);
      case COMPOSITE -> new Composite(algorithm);
    };
  }

  private static byte[] bytes(ChecksumAlgorithm algorithm, Checksum part) {
    if (part.algorithm() != algorithm) {
      throw new StoreException(new Failure.Corrupt("part", "checksum of another kind"));
    }
    return Checksum.parse(algorithm, part.base64())
        .orElseThrow(() -> new StoreException(new Failure.Corrupt("part", "checksum")));
  }

  /** Over all bytes of the object: joins the CRCs of the parts. */
  final class Joined implements PartChecksums {
    private final ChecksumAlgorithm algorithm;
    private final CrcJoin join;

    private Joined(ChecksumAlgorithm algorithm) {
      this.algorithm = algorithm;
      this.join = new CrcJoin(algorithm);
    }

    @Override
    public void add(Checksum part, long lengthBytes) {
      join.add(bytes(algorithm, part), lengthBytes);
    }

    @Override
    public Checksum whole() {
      return Checksum.fullObject(algorithm, join.crc());
    }
  }

  /** Over the checksums of the parts. */
  final class Composite implements PartChecksums {
    private final ChecksumAlgorithm algorithm;
    private final Hash hash;

    private Composite(ChecksumAlgorithm algorithm) {
      this.algorithm = algorithm;
      this.hash = algorithm.newHash();
    }

    @Override
    public void add(Checksum part, long lengthBytes) {
      byte[] value = bytes(algorithm, part);
      hash.update(value, 0, value.length);
    }

    @Override
    public Checksum whole() {
      return Checksum.composite(algorithm, hash.finish());
    }
  }
}
