package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.Pace;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A body on its way from one end to the other: held to the rate, and hashed. For one thread. */
final class MeasuredStream extends InputStream {
  private final InputStream in;
  private final Pace pace;
  private final Optional<MessageDigest> digest;
  private long leftBytes;

  private MeasuredStream(
      InputStream in, long sizeBytes, Pace pace, Optional<MessageDigest> digest) {
    this.in = in;
    this.leftBytes = sizeBytes;
    this.pace = pace;
    this.digest = digest;
  }

  static MeasuredStream of(InputStream in, long sizeBytes, Pace pace, boolean isHashed) {
    return new MeasuredStream(
        in, sizeBytes, pace, isHashed ? Optional.of(md5()) : Optional.empty());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }

  /** The MD5 of what was read, as hex, if it was asked for. Once. */
  Optional<String> hash() {
    return digest.map(each -> HexFormat.of().formatHex(each.digest()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.read(into, offset, length);
    if (read < 0 && leftBytes > 0 && length > 0) {
      throw new EOFException("the body ended " + leftBytes + " bytes early");
    }
    if (read > 0) {
      leftBytes -= read;
      pace.take(read);
      digest.ifPresent(each -> each.update(into, offset, read));
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
