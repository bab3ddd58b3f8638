package io.bytebucket.transfer.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One line for all that is in a file, as the program in src/test/go writes it too. */
final class BoltSum implements BoltBucket.Visitor {
  private final MessageDigest digest;
  private int count;

  private BoltSum() throws NoSuchAlgorithmException {
    this.digest = MessageDigest.getInstance("SHA-256");
  }

  static String of(BoltFile file) throws IOException, NoSuchAlgorithmException {
    BoltSum sum = new BoltSum();
    file.root().forEach(sum);
    return sum.count + " " + HexFormat.of().formatHex(sum.digest.digest());
  }

  @Override
  public void pair(byte[] key, byte[] value) {
    field('K', key);
    field('V', value);
    count++;
  }

  @Override
  public void bucket(byte[] key, BoltBucket bucket) throws IOException {
    field('B', key);
    bucket.forEach(this);
    field('E', new byte[0]);
  }

  private void field(char kind, byte[] bytes) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
