package io.bytebucket.server.tls;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** The older form of RSA keys ({@code BEGIN RSA PRIVATE KEY}), which the JDK does not read. */
final class Pkcs1 {
  /** Version 0, then the algorithm: rsaEncryption without parameters. */
  private static final byte[] VERSION_AND_RSA =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private Pkcs1() {}

  /** Wraps the key in the form that names its algorithm. */
  static byte[] toPkcs8(byte[] pkcs1) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_AND_RSA);
    content.writeBytes(element(0x04, pkcs1));
    return element(0x30, content.toByteArray());
  }

  /** One DER element: tag, length, value. */
  private static byte[] element(int tag, byte[] value) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    der.write(0x83);
    der.write(value.length >> 16);
    der.write(value.length >> 8);
    der.write(value.length);
    der.writeBytes(value);
    return der.toByteArray();
  }
}
