package io.bytebucket.core.checksum;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A checksum kept with an object.
 *
 * @param algorithm how it was computed
 * @param type which bytes it covers
 * @param base64 the value in Base64, as S3 writes it, with as many bytes as the algorithm has. A
 *     composite value is kept without the number of parts
 */
public record Checksum(ChecksumAlgorithm algorithm, Type type, String base64) {
  /** What a composite value may end in. */
  private static final Pattern PART_COUNT = Pattern.compile("-[0-9]{1,5}\\z");

  /** Which bytes a checksum covers. The order of the constants is part of the stored form. */
  public enum Type {
    /** Over all bytes of the object. */
    FULL_OBJECT,
    /** Over the checksums of its parts. */
    COMPOSITE
  }

  /** The checksum over all bytes. */
  public static Checksum fullObject(ChecksumAlgorithm algorithm, byte[] value) {
    return new Checksum(algorithm, Type.FULL_OBJECT, Base64.getEncoder().encodeToString(value));
  }

  /** The checksum over the checksums of the parts. */
  public static Checksum composite(ChecksumAlgorithm algorithm, byte[] value) {
    return new Checksum(algorithm, Type.COMPOSITE, Base64.getEncoder().encodeToString(value));
  }

  /**
   * The value as S3 tells it for an object: a composite one together with the number of parts.
   *
   * @param partCount how many parts the object has
   */
  public String text(int partCount) {
    return switch (type) {
      case FULL_OBJECT -> base64;
      case COMPOSITE -> base64 + "-" + partCount;
    };
  }

  /**
   * Whether a text can be the value of an object's checksum, with the number of parts behind it or
   * without.
   */
  public static boolean isOfObject(ChecksumAlgorithm algorithm, String text) {
    return parse(algorithm, PART_COUNT.matcher(text).replaceFirst("")).isPresent();
  }

  /** The bytes that {@code base64} stands for, when it is one whole checksum of that algorithm. */
  public static Optional<byte[]> parse(ChecksumAlgorithm algorithm, String base64) {
    try {
      byte[] value = Base64.getDecoder().decode(base64);
      return value.length == algorithm.lengthBytes() ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
