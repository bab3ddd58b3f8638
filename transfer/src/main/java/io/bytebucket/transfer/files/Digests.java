package io.bytebucket.transfer.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that every Java runtime has. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    return named("SHA-256");
  }

  static MessageDigest md5() {
    return named("MD5");
  }

  private static MessageDigest named(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks a required digest", impossible);
    }
  }
}
