package io.bytebucket.core.checksum;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksums that S3 keeps with an object. The order of the constants is part of the stored
 * form, so new ones are only added at the end.
 */
public enum ChecksumAlgorithm {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256,
  SHA512,
  MD5,
  XXHASH64,
  XXHASH3,
  XXHASH128;

  /** What S3 computes and keeps of its own when a client asks for nothing. */
  public static final ChecksumAlgorithm DEFAULT = CRC64NVME;

  /** The algorithm of that name, in any case. */
  public static Optional<ChecksumAlgorithm> named(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The length of a checksum in bytes. */
  public int lengthBytes() {
    return switch (this) {
      case CRC32, CRC32C -> 4;
      case CRC64NVME, XXHASH64, XXHASH3 -> 8;
      case MD5, XXHASH128 -> 16;
      case SHA1 -> 20;
      case SHA256 -> 32;
      case SHA512 -> 64;
    };
  }

  /**
   * Whether an object that was uploaded in parts can have a checksum of that type. Only with a CRC
   * can the checksum of the whole object be computed from those of its parts.
   */
  public boolean allows(Checksum.Type type) {
    return switch (this) {
      case CRC32, CRC32C -> true;
      case CRC64NVME -> type == Checksum.Type.FULL_OBJECT;
      case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
          type == Checksum.Type.COMPOSITE;
    };
  }

  /** A new computation. */
  public Hash newHash() {
    return switch (this) {
      case CRC32 -> Hash.of(new CRC32(), lengthBytes());
      case CRC32C -> Hash.of(new CRC32C(), lengthBytes());
      case CRC64NVME -> Hash.of(new Crc64Nvme(), lengthBytes());
      case SHA1 -> Hash.digest("SHA-1");
      case SHA256 -> Hash.digest("SHA-256");
      case SHA512 -> Hash.digest("SHA-512");
      case MD5 -> Hash.digest("MD5");
      case XXHASH64 -> XxHash.of64(Hashing.xxh64());
      case XXHASH3 -> XxHash.of64(Hashing.xxh3_64());
      case XXHASH128 -> XxHash.of128(Hashing.xxh3_128());
    };
  }
}
