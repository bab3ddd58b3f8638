package io.bytebucket.server.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A large file for clients to move, and how to tell that it arrived. */
final class BigFile {
  /** Above 200 MiB, where rclone begins with parts: the last of our clients to do so. */
  private static final long LENGTH_BYTES = Scale.pickMebibytes(2048, 210);

  private BigFile() {}

  /** Writes one: 2 GiB at full size, 210 MiB in every build. */
  static Path create(Path file) throws IOException {
    new GeneratedBytes(20_261, LENGTH_BYTES).writeTo(file);
    return file;
  }

  /** In how many parts of that length it goes. */
  static long parts(int partMebibytes) {
    return Math.ceilDiv(LENGTH_BYTES, (long) partMebibytes << 20);
  }

  /** The SHA-256 of a file, in hex. */
  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 20];
      while (digesting.read(buffer) >= 0) {
        // Reading is what digests.
      }
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
