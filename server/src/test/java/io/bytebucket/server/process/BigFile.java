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
  private BigFile() {}

  /** Writes one: 1 GiB at full size, 64 MiB in every build. */
  static Path create(Path file) throws IOException {
    new GeneratedBytes(20_261, Scale.pickMebibytes(1024, 64)).writeTo(file);
    return file;
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
