package io.bytebucket.s3.body;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 as signatures use it. */
public final class Sha256 {
  static final int LENGTH_BYTES = 32;

  /** The hash of nothing, in hex. */
  public static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final HexFormat HEX = HexFormat.of();

  /**
   * Only ever cloned, never computed with, so all threads may share it. A clone is cheaper than
   * looking up the algorithm, which every request would have to do.
   */
  private static final MessageDigest FRESH = lookUp();

  private Sha256() {}

  /** A new computation of a hash. */
  public static MessageDigest start() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException everyJdkCan) {
      throw new IllegalStateException("SHA-256 cannot be cloned", everyJdkCan);
    }
  }

  private static MessageDigest lookUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("no SHA-256", everyJdkHasIt);
    }
  }

  /** The hash of some bytes, in lower-case hex. */
  public static String hex(byte[] bytes) {
    return HEX.formatHex(start().digest(bytes));
  }

  /** A finished hash, or anything of that length, in lower-case hex. */
  static String format(byte[] hash) {
    return HEX.formatHex(hash);
  }

  /** Reads 64 hex digits of either case; empty for anything else. */
  public static Optional<byte[]> parse(String hex) {
    if (hex.length() != 2 * LENGTH_BYTES) {
      return Optional.empty();
    }
    for (int i = 0; i < hex.length(); i++) {
      if (!HexFormat.isHexDigit(hex.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(HEX.parseHex(hex));
  }

  /**
   * The bytes of a text that is hashed or signed. Only header values can hold more than ASCII.
   * Clients sign those as UTF-8, even when they send them in another encoding.
   */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
